import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { Money } from '@/ui/Money';
import { Status, type Tone } from '@/ui/Status';
import { Deadline } from '@/ui/When';
import { useWords } from '@/ui/words';
import type { Batch, BatchRow } from './batch';

const tones: Record<BatchRow['state'], Tone> = {
  waiting: 'off', sending: 'busy', done: 'good', refused: 'bad', unknown: 'warn',
};

/** The projects of a batch, each with how it went and why not. */
export function BatchRows({ batch, views, whyNot }: {
  batch: Batch; views: ReadonlyMap<string, ProjectView>; whyNot: (row: BatchRow) => string;
}) {
  const { t } = useTranslation('work');
  const { t: projects } = useTranslation('projects');
  const words = useWords();
  return (
    <div className="reading-rows batch-rows" tabIndex={0} role="group" aria-label={t('batch.rows')}>
      <table>
        <thead>
          <tr>
            <th>{projects('column.title')}</th><th>{projects('column.entity')}</th>
            <th className="right">{projects('column.requested')}</th><th>{projects('column.due')}</th><th>{t('batch.result')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.rows.map((row) => {
            const view = views.get(row.project);
            const now = view?.stages.find((stage) => stage.state === 'now');
            const why = whyNot(row);
            return (
              <tr key={`${row.project}/${row.task}`}>
                <td data-label={projects('column.title')}>
                  <Link to={paths.project(row.project)}>{row.title}</Link>
                  {row.number && <div className="small muted num">{row.number}</div>}
                </td>
                <td data-label={projects('column.entity')}>{row.entity}</td>
                <td className="right" data-label={projects('column.requested')}><Money fen={view?.requestedFen} /></td>
                <td data-label={projects('column.due')}>{view && <Deadline at={view.due} inline />}</td>
                <td data-label={t('batch.result')}>
                  <Status tone={why && row.state === 'waiting' ? 'bad' : tones[row.state]}>
                    {t(`batch.state.${why && row.state === 'waiting' ? 'cannot' : row.state}`)}
                  </Status>
                  {why && row.state !== 'done' && <div className="small why">{why}</div>}
                  {row.state === 'done' && now && <div className="small muted">{t('stageNow', { stage: words(now.name) })}</div>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
