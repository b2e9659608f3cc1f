import { useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { DeskProgress, ReviewActivityView } from '@/api/types';
import { Loaded } from '@/ui/States';
import { When } from '@/ui/When';
import { DeskStatus } from './DeskStatus';
import { MoreReserves } from './MoreReserves';
import { ReasonDialog } from './ReasonDialog';
import type { Titles } from './ReviewPage';
import { replaceExpert, returnSheet, useGroup, useProgress } from './rounds';

interface Asked {
  desk: DeskProgress;
  /** Project whose sheet is returned; none to replace the expert. */
  project?: string;
}

function Asking({ asked, titles, onClose }: { asked: Asked; titles: Titles; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: ['review_desk', 'list'] });
    void client.invalidateQueries({ queryKey: ['review_group'] });
    void message.success(t(asked.project ? 'progress.returned' : 'progress.replacing'));
    onClose();
  };
  const replace = useCommand(replaceExpert, { onSuccess: done });
  const give = useCommand(returnSheet, { onSuccess: done });
  const { desk, project } = asked;
  return project ? (
    <ReasonDialog
      title={t('progress.returnOf', { title: titles.get(project) ?? project })} ok={t('progress.return')} hint={t('progress.returnHint')} least={4}
      busy={give.isPending} error={give.error} onClose={onClose} onReason={(reason) => give.mutate({ desk: desk.desk, project, reason })}
    />
  ) : (
    <ReasonDialog
      title={t('progress.replaceOf', { alias: desk.alias })} ok={t('progress.replace')} hint={t('progress.replaceHint')} least={4} danger
      busy={replace.isPending} error={replace.error} onClose={onClose}
      onReason={(reason) => replace.mutate({ group: desk.group, desk: desk.desk, reason })}
    />
  );
}

function DeskRow({ desk, titles, manage, replacing, onAsk }: {
  desk: DeskProgress; titles: Titles; manage: boolean; replacing: boolean; onAsk: (asked: Asked) => void;
}) {
  const { t } = useTranslation('reviews');
  const busy = ['invited', 'accepted', 'working'].includes(desk.status) && desk.submitted < desk.sheets;
  return (
    <tr>
      <th scope="row">{t('progress.alias', { alias: desk.alias })}</th>
      <td><DeskStatus status={desk.status} />{replacing && <span className="small muted"> {t('progress.beingReplaced')}</span>}</td>
      <td>
        <span className="desk-bar">
          <progress value={desk.submitted} max={Math.max(1, desk.sheets)} aria-label={t('progress.of', { alias: desk.alias })} />
          <span className="num">{desk.submitted} / {desk.sheets}</span>
        </span>
        {manage && desk.submittedProjects.length > 0 && (
          <details className="small">
            <summary>{t('progress.submitted')}</summary>
            <ul className="plain-list">
              {desk.submittedProjects.map((project) => (
                <li key={project} className="spread">
                  <span>{titles.get(project) ?? project}</span>
                  <button type="button" className="linkish" onClick={() => onAsk({ desk, project })}>{t('progress.return')}</button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td className="num">{desk.nudged}</td>
      <td><When at={desk.changed} /></td>
      {manage && <td>{busy && !replacing && <Button size="small" onClick={() => onAsk({ desk })}>{t('progress.replace')}</Button>}</td>}
    </tr>
  );
}

function Group({ round, at, desks, titles, manage, onAsk, onMore }: {
  round: ReviewActivityView;
  at: number;
  desks: readonly DeskProgress[];
  titles: Titles;
  manage: boolean;
  onAsk: (asked: Asked) => void;
  onMore: (group: string) => void;
}) {
  const { t } = useTranslation('reviews');
  const line = round.groups[at];
  const group = useGroup(line?.id ?? '', round.status === 'open').data;
  if (!line) {
    return null;
  }
  const wanted = line.projects.length * round.plan.sheetsPerProject;
  const done = desks.reduce((sum, desk) => sum + desk.submitted, 0);
  const answered = desks.filter((desk) => ['accepted', 'working'].includes(desk.status)).length;
  return (
    <details className="review-panel" open={round.groups.length <= 3}>
      <summary>
        <b>{line.name}</b>
        <span className="desk-bar">
          <progress value={done} max={Math.max(1, wanted)} aria-label={t('progress.ofGroup', { name: line.name })} />
          <span className="num">{done} / {wanted}</span>
        </span>
        <span className="small muted">
          {t('progress.answered', { answered, all: desks.length })}
          {group && ` · ${t('progress.reserves', { count: group.reserves })}`}
        </span>
      </summary>
      {group && group.vacant > 0 && <p className="band" role="alert">{t('progress.vacant', { count: group.vacant })}</p>}
      {manage && <p className="review-more"><Button size="small" onClick={() => onMore(line.id)}>{t('progress.moreReserves')}</Button></p>}
      <div className="reading-rows" tabIndex={0} role="group" aria-label={line.name}>
        <table>
          <thead>
            <tr>
              <th>{t('progress.expert')}</th><th>{t('round.state')}</th><th>{t('progress.sheets')}</th><th>{t('progress.nudged')}</th>
              <th>{t('progress.changed')}</th>{manage && <th><span className="sr">{t('progress.replace')}</span></th>}
            </tr>
          </thead>
          <tbody>
            {desks.map((desk) => (
              <DeskRow
                key={desk.desk} desk={desk} titles={titles} manage={manage} onAsk={onAsk}
                replacing={group?.desks.some((each) => each.desk === desk.desk && each.replacing) ?? false}
              />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Progress as it happens: all together, then group by group and desk by desk under aliases. */
export function Progress({ round, titles }: { round: ReviewActivityView; titles: Titles }) {
  const { t } = useTranslation('reviews');
  const progress = useProgress(round.id, round.status);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [more, setMore] = useState<string | null>(null);
  const manage = round.status === 'open' && round.allowed.some((allowed) => allowed.action === 'close');
  return (
    <Loaded query={progress} lines={6}>
      {(read) => (
        <div className="stack">
          <div className="review-sum" role="status">
            <span><b className="total num">{read.submitted}</b> <span className="muted">/ {read.wanted} {t('progress.sheetsIn')}</span></span>
            <progress value={read.submitted} max={Math.max(1, read.wanted)} aria-label={t('progress.sheetsIn')} />
          </div>
          {round.status === 'closing' && (
            <p className="band plain" role="status">
              {t('progress.fencing', { fenced: read.fenced, all: read.desks.length })}{' '}
              <progress value={read.fenced} max={Math.max(1, read.desks.length)} aria-label={t('progress.fenced')} />
            </p>
          )}
          {round.groups.map((line, at) => (
            <Group
              key={line.id} round={round} at={at} desks={read.desks.filter((desk) => desk.group === line.id)} titles={titles}
              manage={manage} onAsk={setAsked} onMore={setMore}
            />
          ))}
          {more && <MoreReserves round={round} group={more} onClose={() => setMore(null)} />}
          {asked && <Asking asked={asked} titles={titles} onClose={() => setAsked(null)} />}
        </div>
      )}
    </Loaded>
  );
}
