import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { paths } from '@/app/paths';
import { CallItems } from './CallItems';
import { useCalls, useProgrammes } from './queries';

const defaults = { search: '', status: '', programme: '', after: '' };

/** All published calls, by words, state and programme. */
export function CallList() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const words = useWords();
  const [wish, change] = useUrlState(defaults);
  const [typed, setTyped] = useState(wish.search);
  const calls = useCalls(wish);
  const programmes = useProgrammes();
  return (
    <Page title={t('list')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}>
      <form
        className="filters panel no-print"
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
            {['open', 'scheduled', 'closed'].map((status) => <option key={status} value={status}>{t(`status.${status}`)}</option>)}
          </select>
        </label>
        <label className="field">{t('programme')}
          <select value={wish.programme} onChange={(event) => change({ programme: event.target.value })}>
            <option value="">{t('any')}</option>
            {programmes.data?.items.map((programme) => (
              <option key={programme.id} value={programme.id}>{words(programme.name)}</option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn primary">{shell('find')}</button>
      </form>
      <section className="panel" aria-live="polite">
        <Loaded query={calls}>
          {(page) => (
            <>
              <p className="muted small">{shell('table.total', { count: page.total })}</p>
              {page.items.length
                ? <CallItems calls={page.items} />
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
