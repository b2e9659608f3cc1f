import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import type { NoticeRow } from '@/api/types';
import { Page } from '@/ui/Page';
import { PublicList } from '@/ui/PublicList';
import { Empty } from '@/ui/States';
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
      <PublicList
        query={notices} after={wish.after} onPage={(after) => change({ after })} counted={false}
        empty={<Empty title={t('noNotices')} hint={t('noNoticesHint')} />}
      >
        {(items) => <NoticeItems notices={items} whole />}
      </PublicList>
    </Page>
  );
}
