import { describe, expect, it } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { RankedProject } from '@/api/types';
import { freeName, moveTo, rowsOf, waysOf, without, withTitles } from './groups';

const groups = [
  { name: '第 1 组', disciplines: ['510'], projects: ['a', 'b'] }, { name: '第 3 组', disciplines: [], projects: ['c'] },
];

describe('Groups of a round', () => {
  it('take projects from one another, each in one group only', () => {
    expect(moveTo(groups, ['a', 'c'], 1).map((group) => group.projects)).toEqual([['b'], ['a', 'c']]);
    expect(moveTo(groups, ['d'], 0).map((group) => group.projects)).toEqual([['a', 'b', 'd'], ['c']]);
    expect(without(groups, ['a', 'd', 'e'])).toEqual(['d', 'e']);
  });

  it('get names of their own', () => expect(freeName(groups, (number) => `第 ${number} 组`)).toBe('第 4 组'));

  it('tell a shortage with the titles of the projects', () => {
    const detail = { status: 409, code: 'short', args: { project: 'a', sheets: '2' }, field: null, details: [], number: '' };
    const told = withTitles(new ProblemError({ ...detail, args: {}, details: [detail] }), new Map([['a', '稀土材料']]));
    expect((told as ProblemError).problem.details[0]?.args).toEqual({ project: '稀土材料', sheets: '2' });
    expect(withTitles('other', new Map())).toBe('other');
  });
});

describe('A release', () => {
  const ranked = [['a', 1], ['b', 2], ['c', 2], ['d', 4], ['e', null]]
    .map(([project, rank]) => ({ project, rank }) as unknown as RankedProject);

  it('sends those up to a rank one way and the other ranked ones the other; ties stay together', () => {
    expect(waysOf(ranked, 2, 'pass', 'end')).toEqual({ a: 'pass', b: 'pass', c: 'pass', d: 'end' });
    expect(waysOf(ranked, 1, 'pass', '')).toEqual({ a: 'pass' });
  });

  it('names only projects for which a way was chosen', () => {
    expect(rowsOf({ a: 'pass', b: '' }, ' 同意 ')).toEqual([{ project: 'a', action: 'pass', opinion: '同意' }]);
    expect(rowsOf({ a: 'pass' }, ' ')[0]?.opinion).toBeNull();
  });
});
