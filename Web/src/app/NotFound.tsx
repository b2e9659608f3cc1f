import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { useTitle } from '@/ui/Page';
import { Failure } from '@/ui/States';
import { paths } from './paths';

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('lost.title'));
  return (
    <div className="state">
      <h1>{t('lost.title')}</h1>
      <p className="muted">{t('lost.hint')}</p>
      <div className="row">
        <Link className="btn primary" to={paths.tasks()}>{t('nav.tasks')}</Link>
        <Link className="btn" to={paths.portal()}>{t('nav.portal')}</Link>
      </div>
    </div>
  );
}

/** A page that broke; after a release the old pages' parts are gone and reading the page again brings the new ones. */
export function Broken() {
  const error = useRouteError();
  return <div className="page"><Failure error={error} again={() => location.reload()} /></div>;
}
