import { newId } from '@/api/commands';
import { mayHaveHappened, ProblemError, type Problem } from '@/api/problem';
import type { Allowed, ProjectView, TaskRow, Words } from '@/api/types';

/** One project of a batch. */
export interface BatchRow {
  project: string;
  number: string | null;
  title: string;
  entity: string;
  task: string;
  /** The command id: kept, so that sending again can never do a thing twice. */
  key: string;
  /** `unknown`: sent, but no answer came; sending again tells. */
  state: 'waiting' | 'sending' | 'done' | 'refused' | 'unknown';
  problem: Problem | null;
}

/** Several tasks of one kind under one identity; once begun, its action and opinion stay. */
export interface Batch {
  id: string;
  identity: string;
  identityName: string;
  task: Words;
  stage: Words;
  action: string | null;
  actionName: Words | null;
  opinion: string;
  rows: BatchRow[];
}

export function newBatch(tasks: readonly TaskRow[]): Batch | null {
  const first = tasks[0];
  return first ? {
    id: newId(),
    identity: first.identity,
    identityName: first.identityName,
    task: first.name,
    stage: first.stageName,
    action: null,
    actionName: null,
    opinion: '',
    rows: tasks.map((task) => ({
      project: task.project, number: task.number, title: task.title, entity: task.entity, task: task.task, key: newId(),
      state: 'waiting', problem: null,
    })),
  } : null;
}

/** Needs something of its own for each project: no action for many at once. */
export function isForOne(allowed: Allowed): boolean {
  return Boolean(allowed.asks) || allowed.asksSections || Boolean(allowed.signs) || Boolean(allowed.chooses);
}

/** What a row's project allows on its task. */
export function allowedFor(row: BatchRow, view: ProjectView | undefined): Allowed[] {
  return view?.allowed.filter((allowed) => allowed.task === row.task) ?? [];
}

/** Actions that every project whose task is still open has: those for many, and those to be taken one by one. */
export function commonActions(rows: readonly BatchRow[], views: ReadonlyMap<string, ProjectView>) {
  const open = rows.map((row) => allowedFor(row, views.get(row.project))).filter((allowed) => allowed.length > 0);
  const common = (open[0] ?? []).filter((each) => open.every((others) => others.some((other) => other.action === each.action)));
  const forOne = (each: Allowed) =>
    open.some((others) => others.some((other) => other.action === each.action && isForOne(other)));
  return { offered: common.filter((each) => !forOne(each)), apart: common.filter(forOne) };
}

/** Rows that were not done: never sent, refused, or sent without an answer. */
export function leftOf(batch: Batch): BatchRow[] {
  return batch.rows.filter((row) => row.state !== 'done');
}

/** Stops before the next row; what is under way is finished. */
export interface Stop {
  stopped: boolean;
}

/**
 * Sends rows, a few at a time, and tells how each went. A refusal is that row's own and stops nothing; silence leaves a
 * row `unknown`, to be sent again under the same id.
 */
export async function runRows(
  rows: readonly BatchRow[], send: (row: BatchRow) => Promise<unknown>, tell: (row: BatchRow) => void, stop: Stop,
  atOnce = 3,
): Promise<void> {
  const waiting = [...rows];
  const work = async () => {
    for (let row = waiting.shift(); row && !stop.stopped; row = waiting.shift()) {
      tell({ ...row, state: 'sending', problem: null });
      try {
        await send(row);
        tell({ ...row, state: 'done', problem: null });
      } catch (error) {
        tell({
          ...row,
          state: mayHaveHappened(error) || !(error instanceof ProblemError) ? 'unknown' : 'refused',
          problem: error instanceof ProblemError ? error.problem : null,
        });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** A batch with one row as it is now. */
export function withRow(batch: Batch, row: BatchRow): Batch {
  return { ...batch, rows: batch.rows.map((each) => (each.project === row.project && each.task === row.task ? row : each)) };
}

const nameOf = (id: string) => `sungov.batch.${id}`;

/** Kept in the tab, so that a reload finds the batch with its ids and results. */
export function keepBatch(batch: Batch): void {
  sessionStorage.setItem(nameOf(batch.id), JSON.stringify(batch));
}

/** The batch; rows that were under way when the page went are unknown. Null where this tab knows none. */
export function keptBatch(id: string): Batch | null {
  const kept = sessionStorage.getItem(nameOf(id));
  if (!kept) {
    return null;
  }
  const batch = JSON.parse(kept) as Batch;
  return { ...batch, rows: batch.rows.map((row) => (row.state === 'sending' ? { ...row, state: 'unknown' } : row)) };
}
