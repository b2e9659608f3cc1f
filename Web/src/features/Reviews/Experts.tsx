import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewActivityView } from '@/api/types';
import { Loaded } from '@/ui/States';
import { DeskStatus } from './DeskStatus';
import { useReviewers } from './rounds';

function List({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const experts = useReviewers(round.id, true);
  const group = (id: string) => round.groups.find((line) => line.id === id)?.name ?? id;
  return (
    <Loaded query={experts} lines={6}>
      {(rows) => (
        <div className="reading-rows" tabIndex={0} role="group" aria-label={t('round.tab.experts')}>
          <table>
            <thead>
              <tr>
                <th>{t('ranking.group')}</th><th>{t('progress.expert')}</th><th>{t('experts.name')}</th><th>{t('experts.title')}</th>
                <th>{t('experts.entity')}</th><th>{t('round.state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.desk}>
                  <td>{group(row.group)}</td><td className="num">{t('progress.alias', { alias: row.alias })}</td><th scope="row">{row.name}</th>
                  <td>{row.title}</td><td>{row.entity}</td><td><DeskStatus status={row.state} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}

/** Who reviews: shown only when asked for, since each look is recorded. */
export function Experts({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const [shown, setShown] = useState(false);
  return shown ? <List round={round} /> : (
    <div className="stack">
      <p className="band plain">{t('experts.recorded')}</p>
      <div><Button onClick={() => setShown(true)}>{t('experts.show')}</Button></div>
    </div>
  );
}
