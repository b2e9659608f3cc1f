import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OfflineError, ProblemError } from './problem';
import type { SectionView } from './types';
import { browserDrafts, draftKey } from './drafts';
import { DraftSaver, type SaveState } from './draftSaver';

const key = draftKey('person', 'project', 'application', 'basics');
const stale = new ProblemError({ status: 412, code: 'section-stale', args: {}, field: null, details: [], number: '' });

function section(version: number, content: unknown): SectionView {
  return {
    form: 'application', id: 'basics', name: { zh: '', en: '' }, schema: {}, ui: {}, content, version,
    savedAt: '2026-11-21T02:14:00Z', savedBy: '李明', editable: true, findings: [],
  } as unknown as SectionView;
}

interface Sent {
  content: unknown;
  version: number;
  id: string;
}

function desk(answers: (Error | 'yes')[], theirs = section(9, { title: '他人的' })) {
  const sent: Sent[] = [];
  const states: SaveState<SectionView>[] = [];
  const saver = new DraftSaver({
    opened: section(1, { title: '原来的' }), key, store: browserDrafts, pause: 1000, again: 5000,
    send: (content, version, id) => {
      sent.push({ content, version, id });
      const answer = answers[sent.length - 1] ?? 'yes';
      return answer === 'yes' ? Promise.resolve(section(version + 1, content)) : Promise.reject(answer);
    },
    readTheirs: () => Promise.resolve(theirs),
    onState: (state) => states.push(state),
    onSaved: () => undefined,
  });
  return { saver, sent, now: () => states.at(-1), phases: () => states.map((state) => state.phase) };
}

describe('Saving a section while it is typed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits for a pause, then saves once at the version seen', async () => {
    const { saver, sent, now } = desk([]);
    saver.change({ title: '一' });
    saver.change({ title: '一二' });
    expect(sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent.map(({ content, version }) => [content, version])).toEqual([[{ title: '一二' }, 1]]);
    expect(now()).toMatchObject({ phase: 'saved', version: 2 });
    expect(browserDrafts.read(key)).toBeNull();
  });

  it('keeps what is typed on the device before anything is sent', () => {
    const { saver } = desk([]);
    saver.change({ title: '尚未发送' });
    expect(browserDrafts.read(key)).toMatchObject({ content: { title: '尚未发送' }, base: 1 });
  });

  it('saves again what was typed while a save was under way', async () => {
    const { saver, sent, now } = desk([]);
    saver.change({ title: '一' });
    vi.advanceTimersByTime(1000);
    saver.change({ title: '一二' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent.map((each) => each.version)).toEqual([1, 2]);
    expect(now()).toMatchObject({ phase: 'saved', content: { title: '一二' }, version: 3 });
  });

  it('keeps everything through a lost connection and sends it again under the same id', async () => {
    const { saver, sent, now } = desk([new OfflineError(), new OfflineError(), 'yes']);
    saver.change({ title: '断网时写的' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(now()?.phase).toBe('offline');
    expect(browserDrafts.read(key)?.content).toEqual({ title: '断网时写的' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((each) => each.id)).size).toBe(1);
    expect(now()?.phase).toBe('saved');
  });

  it('shows both versions when somebody else saved, and overwrites neither', async () => {
    const { saver, sent, now } = desk([stale]);
    saver.change({ title: '我的' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(now()).toMatchObject({ phase: 'conflict', content: { title: '我的' } });
    expect(now()?.theirs?.content).toEqual({ title: '他人的' });
    saver.change({ title: '我的，再写一点' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(browserDrafts.read(key)?.content).toEqual({ title: '我的，再写一点' });
  });

  it('saves mine on top of theirs when I choose so', async () => {
    const { saver, sent, now } = desk([stale, 'yes']);
    saver.change({ title: '我的' });
    await vi.advanceTimersByTimeAsync(1000);
    saver.choose('mine');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]).toMatchObject({ content: { title: '我的' }, version: 9 });
    expect(now()).toMatchObject({ phase: 'saved', version: 10 });
  });

  it('takes theirs when I choose so', async () => {
    const { saver, now } = desk([stale]);
    saver.change({ title: '我的' });
    await vi.advanceTimersByTimeAsync(1000);
    saver.choose('theirs');
    expect(now()).toMatchObject({ phase: 'saved', content: { title: '他人的' }, version: 9 });
    expect(browserDrafts.read(key)).toBeNull();
  });

  it('is no conflict when the lost answer was a yes', async () => {
    const { saver, now } = desk([new OfflineError(), stale], section(2, { title: '我的' }));
    saver.change({ title: '我的' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(now()).toMatchObject({ phase: 'saved', version: 2 });
  });

  it('brings back what an earlier visit left unsaved', async () => {
    browserDrafts.write(key, { content: { title: '上次写的' }, base: 1, at: '' });
    const { saver, sent, now } = desk([]);
    saver.start();
    expect(now()).toMatchObject({ content: { title: '上次写的' }, restored: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[0]?.content).toEqual({ title: '上次写的' });
  });

  it('asks when what was left unsaved is older than what is saved', async () => {
    browserDrafts.write(key, { content: { title: '上次写的' }, base: 0, at: '' });
    const { saver, sent, now } = desk([]);
    saver.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(now()?.phase).toBe('conflict');
    expect(sent).toHaveLength(0);
  });

  it('says why when the server refuses, and keeps the text', async () => {
    const closed = new ProblemError({ status: 409, code: 'section-closed', args: {}, field: null, details: [], number: '' });
    const { saver, now } = desk([closed]);
    saver.change({ title: '太晚了' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(now()).toMatchObject({ phase: 'refused', problem: closed });
    expect(browserDrafts.read(key)?.content).toEqual({ title: '太晚了' });
  });
});
