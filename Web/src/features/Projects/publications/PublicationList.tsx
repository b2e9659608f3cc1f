import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PublicationRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Choice, FindForm, PublicList } from '@/ui/PublicList';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { Period, PublicationStatus } from './Period';
import { usePublications } from './queries';

function Item({ row }: { row: PublicationRow }) {
  const { t } = useTranslation('publications');
  const words = useWords();
  return (
    <li>
      <div>
        <h3><Link to={paths.publication(row.id)}>{t('titleOf', { stage: words(row.stage), call: row.callTitle })}</Link></h3>
        <span className="row small muted">
          <span>{words(row.programme)}</span>
          <span>{t('count', { count: row.projects })}</span>
        </span>
      </div>
      <div className="dates small">
        <PublicationStatus open={row.open} /><br />
        <Period row={row} />
      </div>
    </li>
  );
}

const defaults = { search: '', status: '', call: '', after: '' };

/** What is and was published, by words and state; for anyone. */
export function PublicationList() {
  const { t } = useTranslation('publications');
  const { t: shell } = useTranslation();
  const [wish, change] = useUrlState(defaults);
  const query = usePublications(wish);
  return (
    <Page
      title={t('list')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}
      lead={<p className="muted">{t('lead')}</p>}
      actions={<Link className="btn" to={paths.objection()}>{t('check')}</Link>}
    >
      <FindForm label={t('words')} value={wish.search} onFind={(search) => change({ search })}>
        <Choice
          label={t('state')} any={t('any')} value={wish.status} onChoose={(status) => change({ status })}
          options={['open', 'past'].map((status) => ({ value: status, label: t(status) }))}
        />
      </FindForm>
      <PublicList
        query={query} after={wish.after} onPage={(after) => change({ after })} empty={<Empty title={t('none')} hint={t('noneHint')} />}
      >
        {(items) => <ul className="publications">{items.map((row) => <Item key={row.id} row={row} />)}</ul>}
      </PublicList>
    </Page>
  );
}
