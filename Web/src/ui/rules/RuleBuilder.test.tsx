import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import zh from '@/locales/zh';
import { RuleBuilder } from './RuleBuilder';
import type { Fact } from './model';

const facts: Fact[] = [
  { path: 'title', name: '题目', type: 'text' },
  { path: 'months', name: '月数', type: 'number' },
  { path: 'own', name: '自有', type: 'yes-no' },
];

function Bench({ start, seen }: { start: unknown; seen: (logic: unknown) => void }) {
  const [value, setValue] = useState(start);
  return <RuleBuilder value={value} facts={facts} label="条件" onChange={(logic) => { setValue(logic); seen(logic); }} />;
}

beforeAll(() => i18next.use(initReactI18next).init({ lng: 'zh', resources: { zh } }));

describe('The rule builder', () => {
  it('begins with one condition and adds another', async () => {
    let last: unknown;
    render(<Bench start={null} seen={(logic) => { last = logic; }} />);
    await userEvent.click(screen.getByRole('button', { name: /添加条件$/ }));
    expect(last).toEqual({ and: [{ '==': [{ var: 'title' }, ''] }] });
    await userEvent.type(screen.getByRole('textbox', { name: '“题目”的比较值' }), '稀');
    await userEvent.click(screen.getByRole('button', { name: /添加条件$/ }));
    expect(last).toEqual({ and: [{ '==': [{ var: 'title' }, '稀'] }, { '==': [{ var: 'title' }, ''] }] });
    await userEvent.click(screen.getByRole('button', { name: '删除第 2 项' }));
    expect(last).toEqual({ and: [{ '==': [{ var: 'title' }, '稀'] }] });
  });

  it('turns a condition round and back', async () => {
    let last: unknown;
    render(<Bench start={{ '>': [{ var: 'months' }, 12] }} seen={(logic) => { last = logic; }} />);
    await userEvent.click(screen.getByRole('button', { name: '非' }));
    expect(last).toEqual({ '!': [{ '>': [{ var: 'months' }, 12] }] });
    await userEvent.click(screen.getAllByRole('button', { name: '非' })[0] as HTMLElement);
    expect(last).toEqual({ '>': [{ var: 'months' }, 12] });
  });

  it('shows as text what it cannot show otherwise, and takes only what is a rule', async () => {
    let last: unknown = 'untouched';
    const logic = { '>': [{ '+': [{ var: 'months' }, 1] }, 2] };
    render(<Bench start={logic} seen={(next) => { last = next; }} />);
    const text = screen.getByRole('textbox', { name: '以文本表示的规则' });
    expect(text).toHaveValue(JSON.stringify(logic));
    await userEvent.type(text, 'x');
    expect(last).toBe('untouched');
    expect(screen.getByText(/不是完整的 JSON/)).toBeInTheDocument();
  });
});
