import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Allowed } from '@/api/types';
import { inputFindings, inputOf, refusedFields, together, type Asks } from './input';

interface Shipped {
  stages: { id: string; actions?: { id: string; rules?: unknown[] }[] }[];
}

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../Programmes/key-rnd.json'), 'utf8'),
) as Shipped;
const rules = shipped.stages.find((stage) => stage.id === 'proposal')?.actions?.find((action) => action.id === 'propose')?.rules;

/** The amount and the disbursement plan of an award, as the server compiles them. */
const award: Asks = {
  schema: {
    type: 'object', required: ['amount', 'plan'],
    properties: {
      amount: { type: 'integer', minimum: 1 },
      plan: {
        type: 'array', minItems: 1, maxItems: 10,
        items: {
          type: 'object', required: ['year', 'amount'],
          properties: { year: { type: 'integer', minimum: 2020, maximum: 2100 }, amount: { type: 'integer', minimum: 0 } },
        },
      },
    },
  },
  ui: {
    'ui:order': ['amount', 'plan'], 'ui:rules': rules, amount: { 'ui:widget': 'money' },
    plan: { 'ui:field': 'table', items: { 'ui:order': ['year', 'amount'], year: {}, amount: { 'ui:widget': 'money' } } },
  },
  content: { amount: 80_000_000 },
  project: { requestedFen: 80_000_000 },
};

const found = (content: unknown, all = true) =>
  inputFindings(award, content, all).map((finding) => `${finding.args.rule ?? finding.code} ${finding.field}`);

const action = (part: Partial<Allowed>) => ({ asks: null, asksSections: false, ...part }) as Allowed;

describe('What an action asks for', () => {
  it('is judged by the rules of its definition, which see the project', () => {
    const plan = [{ year: 2027, amount: 50_000_000 }, { year: 2028, amount: 30_000_000 }];
    expect(found({ amount: 80_000_000, plan })).toEqual([]);
    expect(found({ amount: 80_000_000, plan: [{ year: 2027, amount: 50_000_000 }] })).toEqual(['plan-adds-up plan']);
    expect(found({ amount: 90_000_000, plan: [{ year: 2027, amount: 90_000_000 }] })).toEqual(['within-request amount']);
  });

  it('says nothing of what is still empty until taking it was tried', () => {
    expect(found({ amount: 80_000_000 }, false)).toEqual([]);
    expect(found({ amount: 80_000_000 })).toEqual(['required plan', 'plan-adds-up plan']);
  });

  it('tells what is missing within a row at its cell, sums out of range in 万元', () => {
    expect(found({ amount: 1, plan: [{ year: 2027, amount: 1 }, { year: 2028 }] })).toEqual(['required plan/1/amount']);
    expect(inputFindings(award, { amount: 0 }, false)[0]).toMatchObject({ code: 'money-range', field: 'amount' });
  });

  it('is left to the server where a rule reads what the project does not tell', () => {
    const untold = { ...award, project: {} };
    const plan = [{ year: 2027, amount: 90_000_000 }];
    expect(inputFindings(untold, { amount: 90_000_000, plan }, true)).toEqual([]);
  });

  it('is sent with the sections to correct beside it, without what was cleared', () => {
    expect(inputOf(action({ asks: award }), { amount: 5, plan: undefined }, [])).toEqual({ amount: 5 });
    expect(inputOf(action({ asksSections: true }), {}, ['application/budget'])).toEqual({ sections: ['application/budget'] });
    expect(inputOf(action({ asksSections: true }), {}, [])).toBeNull();
    expect(inputOf(action({}), {}, ['application/budget'])).toBeNull();
  });

  it('shows what only the server found at its field, once', () => {
    const problem = (details: { code: string; field: string }[]) => ({
      status: 422, code: 'input-invalid', args: {}, field: 'input', number: '',
      details: details.map((detail) => ({ ...detail, status: 422, args: {}, details: [], number: '' })),
    });
    const server = refusedFields(problem([{ code: 'required', field: 'input/plan' }, { code: 'field-locked', field: 'input/amount' }]));
    expect(together(inputFindings(award, { amount: 1 }, true), server).map((finding) => `${finding.code} ${finding.field}`))
      .toEqual(['required plan', 'rule plan', 'field-locked amount']);
    expect(refusedFields({ ...problem([]), code: 'task-not-open' })).toEqual([]);
  });
});
