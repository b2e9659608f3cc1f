import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import { CallHits } from '@/features/Calls/CallHits';
import { PersonHits } from '@/features/Identity/PersonHits';
import { EntityHits } from '@/features/LegalEntities/EntityHits';
import { ProjectHits } from '@/features/Projects/ProjectHits';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { paths } from './paths';

/** What the header's search finds: projects, calls, organisations, people, each within what this identity may see. */
export function SearchPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [{ q }, change] = useUrlState({ q: '' });
  return (
    <Page title={q ? t('search.title', { words: q }) : t('search.label')} crumbs={[{ name: t('nav.tasks'), to: paths.tasks() }]}>
      <div className="stack">
        <SearchBox value={q} label={t('search.placeholder')} width={420} onSearch={(words) => change({ q: words })} />
        {q === ''
          ? <div className="panel"><Empty title={t('search.empty')} hint={t('search.emptyHint')} /></div>
          : (
            <>
              {may('project.read') && <ProjectHits words={q} />}
              <CallHits words={q} />
              {may('entity.read') && <EntityHits words={q} />}
              {may('person.read') && <PersonHits words={q} />}
            </>
          )}
      </div>
    </Page>
  );
}
