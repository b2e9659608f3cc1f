import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PublicationRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
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
  const [typed, setTyped] = useState(wish.search);
  const query = usePublications(wish);
  return (
    <Page
      title={t('list')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}
      lead={<p className="muted">{t('lead')}</p>}
      actions={<Link className="btn" to={paths.objection()}>{t('check')}</Link>}
    >
      <form
        className="find panel no-print" role="search"
        onSubmit={(event) => {
          event.preventDefault();
          change({ search: typed.trim() });
        }}
      >
        <label className="field wide">{t('words')}
          <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label className="field">{t('state')}
          <select value={wish.status} onChange={(event) => change({ status: event.target.value })}>
            <option value="">{t('any')}</option>
            {['open', 'past'].map((status) => <option key={status} value={status}>{t(status)}</option>)}
          </select>
        </label>
        <button type="submit" className="btn primary">{shell('find')}</button>
      </form>
      <section className="panel" aria-live="polite">
        <Loaded query={query}>
          {(page) => (
            <>
              <p className="muted small">{shell('table.total', { count: page.total })}</p>
              {page.items.length
                ? <ul className="publications">{page.items.map((row) => <Item key={row.id} row={row} />)}</ul>
                : <Empty title={t('none')} hint={t('noneHint')} />}
              <div className="row no-print" style={{ justifyContent: 'flex-end' }}>
                {wish.after && <button type="button" className="btn" onClick={() => change({ after: '' })}>{shell('table.first')}</button>}
                {page.next && <button type="button" className="btn" onClick={() => change({ after: page.next ?? '' })}>{shell('table.next')}</button>}
              </div>
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}
