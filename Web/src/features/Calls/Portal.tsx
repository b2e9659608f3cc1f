import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import { useTitle } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { CallItems } from './CallItems';
import { NoticeItems } from './Notices';
import { OpenPublications } from './OpenPublications';
import { useCalls, useNotices } from './queries';

/** The portal's first page: what is open now, what is coming, the newest notices, how to apply. */
export function Portal() {
  const { t } = useTranslation('calls');
  useTitle('');
  const open = useCalls({ status: 'open' });
  const coming = useCalls({ status: 'scheduled' });
  const notices = useNotices('', 6);
  return (
    <>
      <div className="portal-head">
        <div className="portal-head-in">
          <div>
            <h1>{t('portal.title')}</h1>
            <span className="muted">{t('portal.lead')}</span>
          </div>
          <Link className="btn primary" to={paths.tasks()}>{t('portal.enter')}</Link>
        </div>
      </div>
      <div className="page portal-grid">
        <div className="stack">
          <section className="panel">
            <div className="spread"><h2>{t('portal.open')}</h2><Link to={paths.calls()}>{t('portal.all')}</Link></div>
            <Loaded query={open}>
              {(page) => (page.items.length
                ? <CallItems calls={page.items} />
                : <Empty title={t('portal.noneOpen')} hint={t('portal.noneOpenHint')} />)}
            </Loaded>
          </section>
          {(coming.data?.items.length ?? 0) > 0 && (
            <section className="panel">
              <h2>{t('portal.coming')}</h2>
              <CallItems calls={coming.data?.items ?? []} />
            </section>
          )}
        </div>
        <div className="stack">
          <OpenPublications />
          <section className="panel">
            <div className="spread"><h2>{t('notices')}</h2><Link to={paths.notices()}>{t('portal.all')}</Link></div>
            <Loaded query={notices} lines={4}>
              {(page) => (page.items.length ? <NoticeItems notices={page.items} /> : <p className="muted">{t('noNotices')}</p>)}
            </Loaded>
          </section>
          <section className="panel">
            <h2>{t('how.title')}</h2>
            <ol className="steps">
              {['read', 'log', 'fill', 'submit', 'follow'].map((step) => <li key={step}>{t(`how.${step}`)}</li>)}
            </ol>
          </section>
        </div>
      </div>
    </>
  );
}
