import { describe, expect, it } from 'vitest';
import { conditioned, leftOf } from './conditions';
import type { Ui } from './fieldKinds';
import type { Schema } from './schema';

const schema: Schema = {
  type: 'object', required: ['kind'],
  properties: {
    kind: { type: 'string' }, lessor: { type: 'string' }, rent: { type: 'integer' },
    lines: { type: 'array', items: { type: 'object', properties: { what: { type: 'string' }, why: { type: 'string' } } } },
  },
};
const ui: Ui = {
  'ui:order': ['kind', 'lessor', 'rent', 'lines'],
  lessor: { 'ui:options': { visibleWhen: { '==': [{ var: 'kind' }, 'rented'] }, required: true } },
  rent: { 'ui:options': { visibleWhen: { '!!': [{ var: 'lessor' }] }, requiredWhen: { var: 'form.plan.paid' } } },
  lines: {
    'ui:field': 'table',
    items: { 'ui:order': ['what', 'why'], why: { 'ui:options': { requiredWhen: { and: [{ '==': [{ var: 'what' }, 'x'] }, { '==': [{ var: 'kind' }, 'own'] }] } } } },
  },
};

describe('Conditions of fields', () => {
  it.each([
    [{ kind: 'own', lessor: '甲', rent: 5 }, { kind: 'own' }, [], ['lessor', 'rent']],
    [{ kind: 'rented' }, { kind: 'rented' }, ['lessor'], ['rent']],
    [{ kind: 'rented', lessor: '甲' }, { kind: 'rented', lessor: '甲' }, ['rent'], []],
    [{ kind: 'own', lines: [{ what: 'x' }, { what: 'y' }] }, { kind: 'own', lines: [{ what: 'x' }, { what: 'y' }] }, ['lines/0/why'], ['lessor', 'rent']],
    [{}, {}, [], ['lessor', 'rent']],
  ])('leave of %j what is there and name what is missing', (content, left, missing, hidden) => {
    const found = conditioned(schema, ui, content, { form: { plan: { paid: true } } });
    expect(found.content).toEqual(left);
    expect(found.missing).toEqual(missing);
    expect([...found.hidden]).toEqual(hidden);
  });

  it('see what is left of earlier sections', () => {
    const after: Ui = { 'ui:order': ['x'], x: { 'ui:options': { visibleWhen: { '!!': [{ var: 'form.site.lessor' }] } } } };
    const sections = [{ id: 'site', schema, ui }, { id: 'after', schema: { type: 'object', properties: { x: {} } }, ui: after }];
    expect(leftOf(sections, { site: { kind: 'own', lessor: '甲' }, after: { x: 1 } })).toEqual({ site: { kind: 'own' }, after: {} });
    expect(leftOf(sections, { site: { kind: 'rented', lessor: '甲' }, after: { x: 1 } })).toEqual({
      site: { kind: 'rented', lessor: '甲' }, after: { x: 1 },
    });
  });
});
