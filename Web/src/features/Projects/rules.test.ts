import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge, readsOf, requestedOf, type Rule } from './rules';

interface Shipped {
  requested: unknown;
  forms: { id: string; sections: { id: string; rules?: Rule[] }[]; rules?: Rule[] }[];
}

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../Programmes/key-rnd.json'), 'utf8'),
) as Shipped;
const application = shipped.forms[0];
const ruleOf = (section: string, id: string) => {
  const rule = application?.sections.find((each) => each.id === section)?.rules?.find((each) => each.id === id);
  if (!rule) {
    throw new Error(`no rule ${id}`);
  }
  return rule;
};

const later: Rule = {
  id: 'later', field: 'ends', holds: { '<': [{ var: 'starts' }, { var: 'ends' }] }, message: { zh: '完成应晚于起始', en: 'End later' },
};

const over = { names: ['starts', 'ends', 'lines'], depth: 1 as const };

describe('A rule of a definition in the browser', () => {
  const idsOf = (data: Record<string, unknown>, all: boolean) => judge([later], data, over, all).findings.map((finding) => finding.args.rule);

  it.each([
    [{ starts: '2026-03-01', ends: '2026-02-01' }, false, ['later']],
    [{ starts: '2026-03-01', ends: '2027-02-01' }, false, []],
    [{ starts: '2026-03-01', ends: '' }, false, []],
    [{}, false, []],
    [{ starts: '2026-03-01', ends: '' }, true, ['later']],
  ])('over %j, all %s, finds %j', (data, all, expected) => expect(idsOf(data, all)).toEqual(expected));

  it('tells the sentence of the definition at its field', () => {
    expect(judge([later], { starts: '2', ends: '1' }, over, false).findings).toEqual([
      { code: 'rule', args: { rule: 'later', zh: '完成应晚于起始', en: 'End later' }, field: 'ends' },
    ]);
  });

  it('is left to the server where it cannot be judged here', () => {
    const strange: Rule = { ...later, id: 'strange', holds: { unheard: [1] } };
    expect(judge([strange, later], {}, over, true).known).toEqual(new Set(['later']));
  });

  it('of the shipped definition is judged with its sums', () => {
    const rule = ruleOf('basic', 'ends-after-start');
    expect(judge([rule], { starts: '2026-09-01', ends: '2026-01-01' }, over, false).findings).toHaveLength(1);
    expect(readsOf(rule.holds)).toEqual(['starts', 'ends']);
  });
});

describe('The sum asked for', () => {
  it('adds up what is typed', () => {
    const contents = { budget: { lines: [{ requested: 5_000_000 }, { requested: 250_000 }, { category: 'labour' }] } };
    expect(requestedOf(shipped.requested, 'application', contents)).toBe(5_250_000);
    expect(requestedOf(shipped.requested, 'application', {})).toBe(0);
    expect(requestedOf(null, 'application', contents)).toBeNull();
  });
});
