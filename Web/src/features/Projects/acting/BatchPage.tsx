import { useEffect, useRef, useState } from 'react';
import { Button, Input, Progress } from 'antd';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useActing } from '@/api/acting';
import type { Allowed, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loading } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { actOnTask, readProject } from '../queries';
import {
  allowedFor, commonActions, keepBatch, keptBatch, leftOf, runRows, withRow, type Batch, type BatchRow, type Stop,
} from './batch';
import { BatchRows } from './BatchRows';
import './task.css';

/** The projects as they are now, by id, and whether all were asked for. */
function useViews(batch: Batch) {
  const reads = useQueries({
    queries: batch.rows.map((row) => ({ queryKey: ['project', row.project], queryFn: () => readProject(row.project) })),
  });
  const views = new Map<string, ProjectView>();
  reads.forEach((read) => {
    if (read.data) {
      views.set(read.data.id, read.data);
    }
  });
  return { views, pending: reads.some((read) => read.isPending) };
}

/** Runs the batch: its rows as they go, kept in the tab; leaving the page stops before the next row. */
function useRun(kept: Batch) {
  const client = useQueryClient();
  const [batch, setBatch] = useState(kept);
  const [running, setRunning] = useState(false);
  const stop = useRef<Stop>({ stopped: false });
  useEffect(() => () => { stop.current.stopped = true; }, []);
  const run = async (begun: Batch, rows: readonly BatchRow[]) => {
    const mine: Stop = { stopped: false };
    stop.current = mine;
    let now = begun;
    const tell = (row: BatchRow) => {
      now = withRow(now, row);
      keepBatch(now);
      setBatch(now);
    };
    setRunning(true);
    setBatch(begun);
    keepBatch(begun);
    const send = (row: BatchRow) => actOnTask({
      id: row.project, task: row.task, action: begun.action ?? '', opinion: begun.opinion || null, input: null,
    }, row.key, begun.identity);
    await runRows(rows, send, tell, mine);
    setRunning(false);
    void client.invalidateQueries({ queryKey: ['project'] });
    void client.invalidateQueries({ queryKey: ['me'] });
  };
  return { batch, running, run, stop: () => { stop.current.stopped = true; } };
}

/** Which action, with which opinion, and what will follow. */
function Choice({ batch, views, onBegin }: {
  batch: Batch; views: ReadonlyMap<string, ProjectView>; onBegin: (allowed: Allowed, opinion: string) => void;
}) {
  const { t } = useTranslation('work');
  const { t: projects } = useTranslation('projects');
  const words = useWords();
  const { offered, apart } = commonActions(batch.rows, views);
  const [wish, setWish] = useState<string | null>(null);
  const [opinion, setOpinion] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = offered.find((allowed) => allowed.action === wish) ?? offered.find((allowed) => allowed.primary) ?? offered[0];
  const ready = chosen ? batch.rows.filter((row) => {
    const own = allowedFor(row, views.get(row.project)).find((allowed) => allowed.action === chosen.action);
    return own && own.why.length === 0;
  }).length : 0;
  const missing = chosen?.opinion === 'required' && opinion.trim() === '';
  if (!chosen) {
    return <Empty title={t('batch.none')} hint={t(apart.length > 0 ? 'batch.apart' : 'batch.noneHint', { actions: apart.map((each) => words(each.name)).join('、') })} />;
  }
  return (
    <div className="stack">
      <fieldset className="act-choice">
        <legend>{t('action')}</legend>
        {offered.map((allowed) => (
          <label key={allowed.action} className={allowed === chosen ? 'chosen' : undefined}>
            <input type="radio" name="action" checked={allowed === chosen} onChange={() => setWish(allowed.action)} />
            <span>{words(allowed.name)}</span>
          </label>
        ))}
      </fieldset>
      {apart.length > 0 && <p className="small muted">{t('batch.apart', { actions: apart.map((each) => words(each.name)).join('、') })}</p>}
      {chosen.opinion !== 'none' && (
        <label className="field">
          <span>{t('batch.opinion')}{chosen.opinion === 'required' && <span className="required">{projects('requiredMark')}</span>}</span>
          <Input.TextArea
            rows={3} maxLength={2_000} showCount value={opinion} status={tried && missing ? 'error' : undefined}
            onChange={(event) => setOpinion(event.target.value)}
          />
          {tried && missing && <span className="field-error" role="alert">{projects('act.opinionMissing')}</span>}
        </label>
      )}
      <div className="band plain">
        {t('batch.will', { count: ready, action: words(chosen.name) })}
        {chosen.next ? t('batch.next', { stage: words(chosen.next) }) : projects('act.nextNone')}
        {batch.rows.length > ready && <div>{t('batch.wont', { count: batch.rows.length - ready })}</div>}
        <div>{t('batch.trail')}</div>
      </div>
      <div>
        <Button
          type="primary" size="large" disabled={ready === 0}
          onClick={() => { setTried(true); if (!missing) { onBegin(chosen, opinion.trim()); } }}
        >
          {t('batch.begin', { action: words(chosen.name), count: ready })}
        </Button>
      </div>
    </div>
  );
}

/** How far it is, and what can be done about what is left. */
function Course({ batch, running, onStop, onAgain }: {
  batch: Batch; running: boolean; onStop: () => void; onAgain: () => void;
}) {
  const { t } = useTranslation('work');
  const words = useWords();
  const done = batch.rows.filter((row) => row.state === 'done').length;
  const told = batch.rows.filter((row) => row.state === 'done' || row.state === 'refused').length;
  const left = batch.rows.length - done;
  return (
    <div className="stack">
      <p><b>{t('batch.act', { action: words(batch.actionName) })}</b>{batch.opinion && <span className="prose"> “{batch.opinion}”</span>}</p>
      <Progress status={left > 0 ? 'normal' : undefined} percent={Math.round((told / batch.rows.length) * 100)} aria-label={t('batch.progress')} />
      <div className={running || left > 0 ? 'band plain' : 'band good'} role="status">
        {running ? t('batch.running', { done, all: batch.rows.length }) : t(left > 0 ? 'batch.endedLeft' : 'batch.ended', { done, left })}
      </div>
      <div className="row">
        {running && <Button onClick={onStop}>{t('batch.stop')}</Button>}
        {!running && left > 0 && <Button type="primary" onClick={onAgain}>{t('batch.again', { count: left })}</Button>}
        {!running && <Link className="btn" to={paths.tasks()}>{t('toTasks')}</Link>}
      </div>
    </div>
  );
}

function Run({ kept }: { kept: Batch }) {
  const { t } = useTranslation('work');
  const { t: any } = useTranslation();
  const { batch, running, run, stop } = useRun(kept);
  const { views, pending } = useViews(batch);
  const begin = (allowed: Allowed, opinion: string) => {
    const rows = batch.rows.map((row): BatchRow => {
      const own = allowedFor(row, views.get(row.project)).find((each) => each.action === allowed.action);
      return own && own.why.length === 0 ? row : { ...row, state: 'refused' };
    });
    const sent = rows.filter((row) => row.state === 'waiting');
    void run({ ...batch, action: allowed.action, actionName: allowed.name, opinion, rows }, sent);
  };
  const whyNot = (row: BatchRow): string => {
    const allowed = allowedFor(row, views.get(row.project));
    return row.state === 'unknown' ? t('batch.unanswered') : row.problem
      ? sentence(any, row.problem, row.problem.status)
      : allowed.length === 0 && !pending && row.state !== 'done'
        ? t('batch.notOpen')
        : allowed.find((each) => each.action === batch.action)?.why.map((reason) => sentence(any, reason)).join('；') ?? '';
  };
  return (
    <div className="stack">
      <section className="panel batch" aria-label={t('act')}>
        {batch.action
          ? <Course batch={batch} running={running} onStop={stop} onAgain={() => void run(batch, leftOf(batch))} />
          : pending ? <Loading lines={5} /> : <Choice batch={batch} views={views} onBegin={begin} />}
      </section>
      <section className="panel" aria-label={t('batch.rows')}><BatchRows batch={batch} views={views} whyNot={whyNot} /></section>
    </div>
  );
}

/** One action with one opinion on several tasks of a kind, each project for itself. */
export function BatchPage() {
  const { t } = useTranslation('work');
  const { t: shell } = useTranslation();
  const words = useWords();
  const acting = useActing();
  const { batch: id = '' } = useParams();
  const [kept] = useState(() => keptBatch(id));
  const title = kept ? t('batch.title', { task: words(kept.task), count: kept.rows.length }) : t('batch.name');
  return (
    <Page title={title} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]} lead={kept && <p className="muted small">{words(kept.stage)} · {kept.identityName}</p>}>
      {!kept && (
        <div className="panel">
          <Empty title={t('batch.gone')} hint={t('batch.goneHint')}><Link className="btn primary" to={paths.tasks()}>{t('toTasks')}</Link></Empty>
        </div>
      )}
      {kept && acting !== kept.identity && (
        <div className="panel">
          <Empty title={t('batch.otherIdentity')} hint={kept.identityName}>
            <Link className="btn primary" to={paths.batch(kept.id, { as: kept.identity })}>{t('batch.switch')}</Link>
          </Empty>
        </div>
      )}
      {kept && acting === kept.identity && <Run kept={kept} />}
    </Page>
  );
}
