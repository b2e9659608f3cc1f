import { describe, expect, it } from 'vitest';
import { daysOf, runsOf, typedOf } from './calendar';

describe('Days of a year', () => {
  it('stand as runs, also over the end of a month', () => expect(runsOf(['2027-02-01', '2027-01-30', '2027-01-31', '2027-02-03']))
    .toEqual([{ from: '2027-01-30', to: '2027-02-01' }, { from: '2027-02-03', to: '2027-02-03' }]));

  it('are typed as they are shown', () => {
    const days = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-05-01'];
    expect(typedOf(days)).toBe('2027-01-01 ~ 2027-01-03\n2027-05-01');
    expect(daysOf(typedOf(days))).toEqual({ days, wrong: null });
  });

  it.each([
    ['2027-01-01至2027-01-02，2027-05-01', 3, null],
    ['', 0, null],
    ['2027-02-30', 0, '2027-02-30'],
    ['2027-01-03 ~ 2027-01-01', 0, '2027-01-03 ~ 2027-01-01'],
    ['2027-01-01\n元旦', 1, '元旦'],
    ['2027-01-01 ~ 2027-12-31', 0, '2027-01-01 ~ 2027-12-31'],
  ])('of %j are %i, and %j is no day', (text, count, wrong) => {
    const read = daysOf(text);
    expect([read.days.length, read.wrong]).toEqual([count, wrong]);
  });
});
