import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import type { NoticeRow } from '@/api/types';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import { useNotices } from './queries';

export function NoticeItems({ notices, whole = false }: { notices: readonly NoticeRow[]; whole?: boolean }) {
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <Link to={`${paths.call(notice.call)}#${notice.id}`}>{notice.title}</Link>
          <div className="small muted"><When at={notice.at} /> · {notice.callTitle}</div>
          {whole && <p className="prose">{notice.text}</p>}
        </li>
      ))}
    </ul>
  );
}

/** Public notices, newest first. */
export function Notices() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const [wish, change] = useUrlState({ after: '' });
  const notices = useNotices(wish.after);
  return (
    <Page title={t('notices')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}>
      <section className="panel">
        <Loaded query={notices}>
          {(page) => (
            <>
              {page.items.length
                ? <NoticeItems notices={page.items} whole />
                : <Empty title={t('noNotices')} hint={t('noNoticesHint')} />}
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
