import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export interface Crumb {
  name: string;
  to: string;
}

/** The browser's title says where one is. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = title ? `${title} · ${t('platform')}` : t('platform');
  }, [title, t]);
}

/** The frame of every page: title, breadcrumbs, what can be done, content. */
export function Page({ title, crumbs = [], actions, lead, children }: {
  title: string;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className="page">
      <div className="page-head">
        {crumbs.length > 0 && (
          <nav className="crumbs no-print" aria-label={t('crumbs')}>
            <ol>
              {crumbs.map((crumb) => <li key={crumb.to}><Link to={crumb.to}>{crumb.name}</Link></li>)}
              <li aria-current="page">{title}</li>
            </ol>
          </nav>
        )}
        <div className="spread">
          <h1>{title}</h1>
          {actions && <div className="row no-print">{actions}</div>}
        </div>
        {lead}
      </div>
      {children}
    </div>
  );
}
