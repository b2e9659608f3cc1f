import { describe, expect, it } from 'vitest';
import { check, lengthOf } from './check';
import type { Schema } from '@/ui/reading/schema';
import { hasSealed, partsOf, type Ui } from '@/ui/reading/fieldKinds';
import { cellsOf, pasted, valueOf } from './fields/paste';
import { sameContent } from '@/api/drafts';
import { judge } from './rules';

const schema: Schema = {
  type: 'object', required: ['title', 'agreed'],
  properties: {
    title: { type: 'string', minLength: 4, maxLength: 6 },
    agreed: { type: 'boolean', const: true },
    day: { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    class: { type: 'string', oneOf: [{ const: 'a', title: '甲' }] },
    lines: {
      type: 'array', minItems: 1, maxItems: 3,
      items: {
        type: 'object', required: ['item'],
        properties: { item: { type: 'string', maxLength: 20 }, amount: { type: 'integer', minimum: 0, maximum: 100 } },
      },
    },
  },
};
const ui: Ui = {
  'ui:order': ['title', 'agreed', 'day', 'class', 'lines'],
  agreed: { 'ui:widget': 'statement' }, day: { 'ui:widget': 'date' },
  class: { 'ui:widget': 'choice', 'ui:options': { names: { a: { zh: '甲', en: 'A' } } } },
  lines: {
    'ui:field': 'table', items: { 'ui:order': ['item', 'amount'], item: {}, amount: { 'ui:widget': 'money', 'ui:options': { sum: true } } },
  },
};

describe('The quick check', () => {
  it.each([
    [{}, [['required', 'title'], ['required', 'agreed']]],
    [{ title: '短', agreed: false }, [['length', 'title'], ['not-accepted', 'agreed']]],
    [{ title: '稀土永磁𠮷材料', agreed: true }, [['length', 'title']]],
    [{ title: '稀土永磁𠮷材', agreed: true, day: '2026-13-40' }, [['date', 'day']]],
    [{ title: '稀土永磁', agreed: true, class: 'b' }, [['option', 'class']]],
    [{ title: '稀土永磁', agreed: true, lines: [] }, [['rows', 'lines']]],
    [{ title: '稀土永磁', agreed: true, lines: [{ amount: 101 }] }, [['required', 'lines/0/item'], ['range', 'lines/0/amount']]],
    [{ title: '稀土永磁', agreed: true, lines: [{ item: '设备', amount: 100 }] }, []],
  ])('of %j finds %j', (content, expected) => {
    expect(check(schema, content).map(({ code, field }) => [code, field])).toEqual(expected);
  });

  it('counts characters, not half of them', () => expect(lengthOf('𠮷𠮷')).toBe(2));
});

describe('Fields', () => {
  it('come in the definition’s order with their kinds', () => {
    expect(partsOf(schema, ui).map((part) => [part.name, part.kind, part.required])).toEqual([
      ['title', 'text', true], ['agreed', 'statement', true], ['day', 'date', false], ['class', 'choice', false],
      ['lines', 'table', false],
    ]);
  });

  it('take cells copied from a spreadsheet, adding rows up to the limit', () => {
    const lines = partsOf(schema, ui).find((part) => part.name === 'lines');
    const columns = partsOf(lines?.schema.items ?? {}, lines?.ui.items ?? {});
    const cells = cellsOf('设备费\t12.5\r\n材料费\t3\r\n差旅费\t约一万\r\n会议费\t1\r\n');
    expect(pasted([{ item: '旧' }], columns, { row: 0, column: 0 }, cells ?? [], 3)).toEqual([
      { item: '设备费', amount: 12_500_000 }, { item: '材料费', amount: 3_000_000 }, { item: '差旅费' },
    ]);
    expect(cellsOf('只是一段文字')).toBeNull();
  });

  it('read pasted dates and choices as people write them', () => {
    const [, , day, choice] = partsOf(schema, ui);
    expect(day && valueOf(day, '2026年3月2日')).toBe('2026-03-02');
    expect(choice && valueOf(choice, '甲')).toBe('a');
  });

  it('are unchanged when only absent values differ', () => {
    expect(sameContent({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameContent({ b: 2, a: 1 }, { a: 1, b: 2 })).toBe(true);
    expect(sameContent({ a: '' }, {})).toBe(false);
  });
});

describe('Numbers with decimals', () => {
  it.each([[12.34, []], [12.345, ['step']], [1e-7, ['step']], [1e21, []], [100, []], ['12', ['type']]])('%j is found %j', (value, codes) => {
    expect(check({ type: 'number', multipleOf: 0.01 }, value).map((finding) => finding.code)).toEqual(codes);
  });
});

describe('A sealed value', () => {
  const masked = { sealed: 'klmnopqrstuvwxyz', mask: '****6789' };
  const account: Schema = { type: 'object', properties: { account: { type: 'string', pattern: '^[0-9]+$' } } };

  it('is judged by the server alone', () => {
    expect(check(account, { account: masked })).toEqual([]);
    expect(check(account, { account: 'x' }).map((finding) => finding.code)).toEqual(['pattern']);
    const rule = { id: 'r', field: 'account', holds: { '==': [{ var: 'account' }, '1'] }, message: { zh: '', en: '' } };
    expect(judge([rule], { account: masked }, { names: ['account'], depth: 1 }, true).known.size).toBe(0);
  });

  it('keeps what was typed off the device, also in rows', () => {
    const rows: Schema = { type: 'object', properties: { entries: { type: 'array', items: account } } };
    expect(hasSealed(account, { account: { 'ui:field': 'sensitive' } })).toBe(true);
    expect(hasSealed(rows, { entries: { 'ui:field': 'entries', items: { account: { 'ui:field': 'sensitive' } } } })).toBe(true);
    expect(hasSealed(rows, { entries: { 'ui:field': 'entries', items: {} } })).toBe(false);
  });
});
