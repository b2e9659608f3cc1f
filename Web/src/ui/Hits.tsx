import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { Loaded } from './States';
import type { PageOf } from './DataTable';

/** One kind of search result: the first few, and a way to all. */
export function Hits<T>({ title, all, query, render }: {
  title: string; all: string; query: UseQueryResult<PageOf<T>>; render: (row: T) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <div className="spread">
        <h2>{title}</h2>
        {(query.data?.total ?? 0) > 0 && <Link to={all}>{t('search.all', { count: query.data?.total })}</Link>}
      </div>
      <Loaded query={query} lines={2}>
        {(page) => (page.items.length === 0
          ? <p className="muted" style={{ margin: 0 }}>{t('search.none')}</p>
          : <ul className="hits" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {page.items.map((row, at) => <li key={at} style={{ padding: '.3rem 0' }}>{render(row)}</li>)}
            </ul>)}
      </Loaded>
    </section>
  );
}
