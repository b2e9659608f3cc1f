import { describe, expect, it } from 'vitest';
import type { ScoreSheetContent, SheetForm } from '@/api/types';
import { doubtOf, emptySheet, findingsOf, fits, markOf, nextOpen, runningTotal, whole, withScore } from './sheet';

const name = { zh: '指标', en: 'Indicator' };
const free = { required: false, minLength: 0 };
const form: SheetForm = {
  id: 's', name, comment: { required: true, minLength: 4 }, support: true,
  indicators: [
    { id: 'new', name, help: null, share: 60, max: 100, step: 0.5, grades: [], comment: { required: true, minLength: 3 } },
    {
      id: 'cost', name, help: null, share: 40, max: null, step: 1, comment: free,
      grades: [{ value: 'a', name, points: 100 }, { value: 'b', name, points: 50 }],
    },
  ],
};
const filled: ScoreSheetContent = {
  scores: [
    { indicator: 'new', score: 90, grade: null, comment: '有创新' },
    { indicator: 'cost', score: null, grade: 'b', comment: null },
  ],
  comment: '建议支持', support: true,
};

describe('A score sheet being filled', () => {
  it('adds up what was given so far by its weights', () => {
    expect(runningTotal(form, emptySheet)).toEqual({ points: 0, given: 0 });
    expect(runningTotal(form, withScore(form, emptySheet, 'new', { score: 90 }))).toEqual({ points: 54, given: 1 });
    expect(runningTotal(form, filled)).toEqual({ points: 74, given: 2 });
  });

  it('names what is missing in the codes of the server, in the order of the sheet', () => {
    expect(findingsOf(form, filled)).toEqual([]);
    expect(findingsOf(form, emptySheet).map(({ code, field }) => `${field}:${code}`))
      .toEqual(['new:required', 'new/comment:required', 'cost:required', 'comment:required', 'support:required']);
    expect(findingsOf(form, { ...filled, comment: '好' })[0]).toMatchObject({ code: 'length', args: { least: '4' } });
  });

  it.each([[0, true], [99.5, true], [100, true], [100.5, false], [-1, false], [70.3, false]])(
    'takes a score of %s: %s', (score, taken) => expect(fits(form.indicators[0] as never, score)).toBe(taken));

  it('keeps the order of the sheet and drops what was emptied', () => {
    const later = withScore(form, withScore(form, emptySheet, 'cost', { grade: 'a' }), 'new', { score: 1 });
    expect(later.scores.map((score) => score.indicator)).toEqual(['new', 'cost']);
    expect(withScore(form, later, 'new', { score: null }).scores.map((score) => score.indicator)).toEqual(['cost']);
  });

  it('is sent whole although drafts leave out what is absent', () => {
    expect(whole({ scores: [{ indicator: 'new', score: 1 }] })).toEqual({
      scores: [{ indicator: 'new', score: 1, grade: null, comment: null }], comment: null, support: null,
    });
  });

  it('asks where score and support do not go together', () => {
    expect(doubtOf(form, filled)).toBeNull();
    const best = withScore(form, withScore(form, filled, 'cost', { grade: 'a' }), 'new', { score: 100 });
    expect(doubtOf(form, { ...best, support: false })).toBe('high');
    expect(doubtOf(form, withScore(form, filled, 'new', { score: 10 }))).toBe('low');
    expect(doubtOf(form, { ...best, support: null })).toBeNull();
  });
});

describe('The projects of a desk', () => {
  it('are to do, begun, complete or done', () => {
    expect(markOf('open')).toBe('todo');
    expect(markOf('open', { version: 2, findings: [{} as never] })).toBe('draft');
    expect(markOf('returned', { version: 2, findings: [{} as never] })).toBe('returned');
    expect(markOf('open', { version: 2, findings: [] })).toBe('complete');
    expect(markOf('submitted', { version: 2, findings: [] })).toBe('submitted');
  });

  it('follow one another, and from the last the first that is left', () => {
    const lines = [{ project: 'a', state: 'open' }, { project: 'b', state: 'submitted' }, { project: 'c', state: 'returned' }];
    expect(nextOpen(lines, 'a')).toBe('c');
    expect(nextOpen(lines, 'c')).toBe('a');
    expect(nextOpen([{ project: 'a', state: 'open' }], 'a')).toBeNull();
  });
});
