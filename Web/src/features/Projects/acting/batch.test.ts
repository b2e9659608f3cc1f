import { beforeEach, describe, expect, it } from 'vitest';
import { OfflineError, ProblemError } from '@/api/problem';
import type { Allowed, ProjectView, TaskRow } from '@/api/types';
import { commonActions, keepBatch, keptBatch, leftOf, newBatch, runRows, withRow, type Batch, type BatchRow } from './batch';
import { kindOf, placeOf, soonestFirst } from './queue';

const words = (zh: string) => ({ zh, en: zh });

function task(project: string, part: Partial<TaskRow> = {}): TaskRow {
  return {
    project, number: null, title: `项目${project}`, task: `${project}-1`, name: words('审核推荐'), programme: 'key-rnd',
    stage: 'agree', stageName: words('推荐'), call: 'c', callTitle: '通知', entity: '某大学', identity: 'i', identityName: '推荐单位',
    since: '2026-11-01T00:00:00Z', due: null, returned: false, for: null, ...part,
  };
}

function batch(...projects: string[]): Batch {
  const made = newBatch(projects.map((project) => task(project)));
  if (!made) {
    throw new Error('no batch');
  }
  return made;
}

const action = (id: string, part: Partial<Allowed> = {}) => ({ action: id, asks: null, signs: null, asksSections: false, why: [], ...part });

const view = (project: string, ...allowed: ReturnType<typeof action>[]) =>
  ({ id: project, allowed: allowed.map((each) => ({ ...each, task: `${project}-1` })) }) as unknown as ProjectView;

const refused = new ProblemError({ status: 409, code: 'task-not-open', args: {}, field: null, details: [], number: '' });

/** Runs what is left against answers by project, over and over. */
async function run(begun: Batch, answer: (row: BatchRow) => unknown, atOnce = 2): Promise<{ batch: Batch; sent: string[] }> {
  let now = begun;
  const sent: string[] = [];
  await runRows(leftOf(begun), (row) => {
    sent.push(`${row.project} ${row.key}`);
    const given = answer(row);
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
  }, (row) => { now = withRow(now, row); }, { stopped: false }, atOnce);
  return { batch: now, sent };
}

const states = (of: Batch) => of.rows.map((row) => `${row.project} ${row.state}`);

describe('A batch', () => {
  beforeEach(() => sessionStorage.clear());

  it('offers what all projects allow, never what asks something of each', () => {
    const rows = batch('a', 'b').rows;
    const common = action('agree');
    const returning = action('return', { asksSections: true });
    const { offered, apart } = commonActions(rows, new Map([
      ['a', view('a', common, returning, action('special'))], ['b', view('b', common, returning)],
    ]));
    expect(offered.map((each) => each.action)).toEqual(['agree']);
    expect(apart.map((each) => each.action)).toEqual(['return']);
  });

  it('is not held up by a project whose task is gone', () => {
    const { offered } = commonActions(batch('a', 'b').rows, new Map([['a', view('a', action('agree'))], ['b', view('b')]]));
    expect(offered.map((each) => each.action)).toEqual(['agree']);
  });

  it('goes on after a refusal and says whose it was', async () => {
    const { batch: after } = await run(batch('a', 'b', 'c'), (row) => (row.project === 'b' ? refused : null));
    expect(states(after)).toEqual(['a done', 'b refused', 'c done']);
    expect(after.rows[1]?.problem?.code).toBe('task-not-open');
  });

  it('repeats only what was not done, each under the id it had', async () => {
    const first = await run(batch('a', 'b', 'c'), (row) => (row.project === 'a' ? null : row.project === 'b' ? refused : new OfflineError()));
    expect(states(first.batch)).toEqual(['a done', 'b refused', 'c unknown']);
    const second = await run(first.batch, () => null);
    expect(second.sent).toEqual(first.sent.filter((each) => !each.startsWith('a')));
    expect(states(second.batch)).toEqual(['a done', 'b done', 'c done']);
  });

  it('survives a reload; what was under way is unknown', () => {
    const begun = batch('a', 'b');
    const first = begun.rows[0];
    keepBatch(first ? withRow(begun, { ...first, state: 'sending' }) : begun);
    const kept = keptBatch(begun.id);
    expect(kept?.rows.map((row) => row.state)).toEqual(['unknown', 'waiting']);
    expect(kept?.rows.map((row) => row.key)).toEqual(begun.rows.map((row) => row.key));
    expect(keptBatch('another')).toBeNull();
  });

  it('stops before the next row when told to', async () => {
    const stop = { stopped: false };
    const sent: string[] = [];
    await runRows(batch('a', 'b', 'c').rows, (row) => {
      sent.push(row.project);
      stop.stopped = true;
      return Promise.resolve();
    }, () => {}, stop, 1);
    expect(sent).toEqual(['a']);
  });
});

describe('Tasks of a kind', () => {
  const soon = task('a', { due: '2026-12-01T00:00:00Z' });
  const late = task('b', { due: '2026-12-31T00:00:00Z' });
  const other = task('c', { stage: 'other' });
  const none = task('d');

  it('stand soonest deadline first', () => {
    expect(soonestFirst([none, late, soon]).map((each) => each.project)).toEqual(['a', 'b', 'd']);
  });

  it('are those of one stage under one identity', () => {
    expect(kindOf(soon)).toBe(kindOf(late));
    expect(kindOf(soon)).not.toBe(kindOf(other));
    expect(kindOf(soon)).not.toBe(kindOf(task('a', { identity: 'j' })));
  });

  it('lead from one to the next and round again', () => {
    const place = placeOf([none, other, late, soon], 'd', 'i');
    expect(place).toMatchObject({ at: 3, all: 3, previous: { project: 'b' }, next: { project: 'a' } });
    expect(placeOf([soon, other], 'a', 'i')).toMatchObject({ at: 1, all: 1, previous: null, next: null });
    expect(placeOf([soon], 'a', 'j')).toBeNull();
  });
});
