import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import type { ProgrammeView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { useWords } from '@/ui/words';
import { Differences } from './Differences';
import type { Definition } from './model/definition';
import { readDraft, readVersion, useComparison, useProgramme } from './queries';

function useEither(id: string, which: string) {
  return useQuery({
    queryKey: ['programme', id, 'compared', which],
    queryFn: async () => (which === 'draft' ? (await readDraft(id)).definition as Definition : await readVersion(id, Number(which))), gcTime: 0,
  });
}

function Compared({ programme, from, to }: { programme: ProgrammeView; from: number; to: string }) {
  const { t } = useTranslation('design');
  const words = useWords();
  const navigate = useNavigate();
  const comparison = useComparison(programme.id, from, to);
  const after = useEither(programme.id, to);
  const versions = programme.versions.map((version) => ({ value: String(version.number), label: t('versionNo', { number: version.number }) }));
  const ends = programme.draft ? [...versions, { value: 'draft', label: t('draft') }] : versions;
  const go = (one: number, other: string) => void navigate(paths.compareProgramme(programme.id, one, other), { replace: true });
  return (
    <Page
      title={t('compare.title')}
      crumbs={[{ name: t('catalogue'), to: paths.programmes() }, { name: words(programme.name), to: paths.programme(programme.id) }]}
    >
      <div className="row filters" style={{ marginBottom: 12 }}>
        <Select aria-label={t('compare.from')} style={{ width: 150 }} value={String(from)} options={versions} onChange={(value) => go(Number(value), to)} />
        <span aria-hidden="true">→</span>
        <Select aria-label={t('compare.to')} style={{ width: 150 }} value={to} options={ends} onChange={(value) => go(from, value)} />
      </div>
      <section className="panel">
        <Loaded query={after} lines={4}>
          {(definition) => (
            <Loaded query={comparison} lines={4}>
              {(differences) => (
                <>
                  {differences.length > 0 && <p className="muted">{t('compare.count', { count: differences.length })}</p>}
                  <Differences differences={differences} definition={definition} />
                </>
              )}
            </Loaded>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

/** What differs between two versions, or a version and the draft. */
export function ComparePage() {
  const { programme: id = '', from = '', to = '' } = useParams();
  const programme = useProgramme(id);
  return <Loaded query={programme} lines={8}>{(view) => <Compared programme={view} from={Number(from)} to={to} />}</Loaded>;
}
