import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReviewActivityView } from '@/api/types';
import { paths } from '@/app/paths';
import { Loaded } from '@/ui/States';
import { useReviewProjects } from './rounds';

/** Projects of the round with how many of their sheets have come in; no scores. */
export function Projects({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const projects = useReviewProjects(round.id);
  return (
    <Loaded query={projects} lines={8}>
      {(rows) => (
        <div className="reading-rows" tabIndex={0} role="group" aria-label={t('round.tab.projects')}>
          <table>
            <thead>
              <tr>
                <th>{t('ranking.number')}</th><th>{t('ranking.title')}</th><th>{t('ranking.entity')}</th><th>{t('ranking.group')}</th>
                <th className="right">{t('progress.sheets')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.project}>
                  <td className="num">{row.number ?? '—'}</td>
                  <th scope="row" className="title-cell"><Link to={paths.project(row.project)}>{row.title}</Link></th>
                  <td>{row.entity}</td><td>{row.group || '—'}</td>
                  <td className="right num">{row.submitted} / {row.wanted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}
