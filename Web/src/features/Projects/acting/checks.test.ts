import { describe, expect, it } from 'vitest';
import type { FormView, Words } from '@/api/types';
import { checksOf } from './checks';

const words = (text: Words | undefined) => text?.zh ?? '';
const name = (zh: string) => ({ zh, en: zh });

const form = (own: number, differs: string[] = []) => ({
  id: 'application', name: name('申报书'), editable: false, requested: null,
  rules: [{ id: 'total', field: 'budget/own', holds: { '<=': [{ var: 'budget.own' }, 100] }, message: name('超出') }],
  sections: [{
    id: 'budget', name: name('经费预算'), content: { own }, version: 1, findings: [], differs,
    schema: { type: 'object', required: ['own', 'use'], properties: { own: { type: 'integer', maximum: 500 }, use: { type: 'string' } } },
    ui: {
      own: { 'ui:options': { name: name('自筹') } }, use: { 'ui:options': { name: name('用途') } },
      'ui:rules': [{ id: 'some', field: 'own', holds: { '>': [{ var: 'own' }, 0] }, message: name('应大于零') }],
    },
  }],
}) as unknown as FormView;

const told = (of: FormView) => checksOf(of, words).found.map((each) => `${each.place} ${each.finding.args.rule ?? each.finding.code}`);

describe('Checks of a form', () => {
  it('count the rules and name the place of what they find', () => {
    expect(checksOf(form(50), words).rules).toBe(2);
    expect(told(form(50))).toEqual(['经费预算 · 用途 required']);
    expect(told(form(0))).toContain('经费预算 · 自筹 some');
    expect(told(form(600))).toEqual(['经费预算 · 自筹 range', '经费预算 · 用途 required', '经费预算 · 自筹 total']);
  });

  it('name the fields that differ from what was carried over', () => {
    expect(checksOf(form(50, ['own']), words).differs).toEqual([{ section: 'budget', place: '经费预算 · 自筹' }]);
  });
});
