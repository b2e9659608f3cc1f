import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { PublicationView, PublishedProject } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { FindForm, Pager } from '@/ui/PublicList';
import { Empty, Loaded } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { Deadline } from '@/ui/When';
import { useWords } from '@/ui/words';
import { Period, PublicationStatus } from './Period';
import { usePublication, usePublishedProjects } from './queries';
import { Shown } from './Shown';

function Side({ view }: { view: PublicationView }) {
  const { t } = useTranslation('publications');
  const words = useWords();
  const { row } = view;
  return (
    <aside className="panel" aria-label={t('about')}>
      <PublicationStatus open={row.open} />
      <dl className="publication-facts">
        <dt>{t('period')}</dt><dd><Period row={row} /></dd>
        {row.open && <><dt>{t('ends')}</dt><dd><Deadline at={row.until} /></dd></>}
        <dt>{t('programme')}</dt><dd>{words(row.programme)}</dd>
        <dt>{t('call')}</dt><dd><Link to={paths.call(row.call)}>{row.callTitle}</Link></dd>
      </dl>
      <h2>{t('how')}</h2>
      {row.takesObjections
        ? (
          <>
            <p>{t(row.open ? 'howOpen' : 'howPast')}</p>
            {row.open && <p>{t(view.anonymous ? 'howAnonymous' : 'howNamed')}</p>}
            {view.how && <p className="prose">{words(view.how)}</p>}
            <p className="no-print"><Link to={paths.objection()}>{t('check')}</Link></p>
          </>
        )
        : <p>{t('howNone')}</p>}
      <button type="button" className="btn no-print" onClick={() => print()}>{t('print')}</button>
    </aside>
  );
}

function Rows({ view, projects, first }: {
  view: PublicationView; projects: readonly PublishedProject[]; first: number;
}) {
  const { t } = useTranslation('publications');
  const words = useWords();
  const objectable = projects.some((project) => project.takesObjections);
  return (
    <div className="published" tabIndex={0} role="region" aria-label={t('table')}>
      <table>
        <thead>
          <tr>
            <th>{t('order')}</th>
            {view.columns.map((column) => (
              <th key={column.id} className={column.money ? 'right' : undefined}>
                {words(column.name)}{column.money && t('unit')}
              </th>
            ))}
            {objectable && <th className="no-print"><span className="sr">{t('object')}</span></th>}
          </tr>
        </thead>
        <tbody>
          {projects.map((project, at) => (
            <tr key={project.project}>
              <td className="num">{first + at + 1}</td>
              {view.columns.map((column) => {
                const field = project.fields.find((each) => each.id === column.id);
                return (
                  <td key={column.id} className={column.money ? 'right' : undefined} data-name={words(column.name)}>
                    {field && <Shown field={field} />}
                  </td>
                );
              })}
              {objectable && (
                <td className="no-print">
                  {project.takesObjections && (
                    <Link
                      to={paths.objectTo(view.row.id, project.project)}
                      aria-label={t('objectTo', { title: project.fields[0]?.value ?? '' })}
                    >
                      {t('object')}
                    </Link>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Projects({ view }: { view: PublicationView }) {
  const { t } = useTranslation('publications');
  const [wish, change] = useUrlState({ search: '', after: '', from: '0' });
  const query = usePublishedProjects(view.row.id, wish.search, wish.after);
  return (
    <section className="panel">
      <FindForm plain label={t('words')} value={wish.search} onFind={(search) => change({ search, from: '0' })} />
      <Loaded query={query}>
        {(page) => (
          <>
            <p className="muted small" role="status">{t('count', { count: page.total })}</p>
            {page.items.length
              ? <Rows view={view} projects={page.items} first={Number(wish.from) || 0} />
              : <Empty title={t('noRows')} hint={t('noRowsHint')} />}
            <Pager
              after={wish.after} next={page.next}
              onPage={(after) => change({ after, from: after ? String((Number(wish.from) || 0) + page.items.length) : '0' })}
            />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** A publication: its projects as a table, its period, how to object; for anyone. */
export function PublicationPage() {
  const { t } = useTranslation('publications');
  const { t: shell } = useTranslation();
  const words = useWords();
  const { publication: id = '' } = useParams();
  const query = usePublication(id);
  const row = query.data?.row;
  return (
    <Page
      title={row ? t('titleOf', { stage: words(row.stage), call: row.callTitle }) : t('publication')}
      crumbs={[{ name: shell('nav.portal'), to: paths.portal() }, { name: t('list'), to: paths.publications() }]}
    >
      <Loaded query={query} lines={12}>
        {(view) => (
          <div className="publication-grid">
            <Projects view={view} />
            <Side view={view} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
