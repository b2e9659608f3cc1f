import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import { useSession } from '@/api/session';
import { Masthead, SiteFoot } from './Masthead';
import { paths } from './paths';

/** The public portal: light, readable by anyone, printable. */
export function PublicFrame() {
  const { t } = useTranslation();
  const session = useSession().data;
  return (
    <>
      <Masthead
        tools={session
          ? <><span className="wide">{session.name}</span><Link className="btn" style={{ color: 'var(--blue)' }} to={paths.tasks()}>{t('nav.work')}</Link></>
          : <Link className="btn" style={{ color: 'var(--blue)' }} to={paths.login()}>{t('nav.login')}</Link>}
      />
      <nav className="mainnav no-print" aria-label={t('nav.label')}>
        <div className="mainnav-in">
          <ul>
            <li><NavLink to={paths.portal()} end>{t('nav.portal')}</NavLink></li>
            <li><NavLink to={paths.calls()}>{t('nav.calls')}</NavLink></li>
            <li><NavLink to={paths.publications()}>{t('nav.publications')}</NavLink></li>
            <li><NavLink to={paths.notices()}>{t('nav.notices')}</NavLink></li>
          </ul>
        </div>
      </nav>
      <main id="content" tabIndex={-1}><Outlet /></main>
      <SiteFoot />
      <ScrollRestoration />
    </>
  );
}
