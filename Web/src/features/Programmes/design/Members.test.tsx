import { useCallback, useState } from 'react';
import { MemoryRouter } from 'react-router';
import { fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import base from '@/locales/zh';
import design from '@/locales/zh/design.json';
import texts from '@/locales/zh/members.json';
import type { Definition } from '../model/definition';
import { at } from '../model/places';
import { template } from '../model/starts';
import { EditingContext, type Finding } from './editing';
import { FocusContext } from './focus';
import { Members } from './Members';
import { Removing } from './RemoveDialog';

const small = template('small', { zh: '小额', en: 'Small' }, 'gdstd-zg');
/** What was changed last. */
const kept = { shown: small };

function Harness({ findings, focus }: { findings: Finding[]; focus: string }) {
  const [definition, setDefinition] = useState(small);
  const change = useCallback((next: Definition) => {
    kept.shown = next;
    setDefinition(next);
  }, []);
  return (
    <MemoryRouter>
      <EditingContext value={{ definition, readOnly: false, findings, change, addressOf: (place) => `/${place}`, go: () => undefined }}>
        <FocusContext value={focus}>
          <Removing><Members part="stage" place="stages/decision" /></Removing>
        </FocusContext>
      </EditingContext>
    </MemoryRouter>
  );
}

const target: Finding = {
  place: 'stages/decision/actions/approve/target', code: 'definition-wrong-direction', args: { target: 'fill' }, warning: false,
};

describe('A stage being designed', () => {
  beforeAll(() => i18next.use(initReactI18next).init({
    lng: 'zh', resources: { zh: { ...base, design, members: texts }, en: { members: texts, design } }, defaultNS: 'shell',
    interpolation: { escapeValue: false },
  }));

  it('tells at each member what it means, and changes it', () => {
    render(<Harness findings={[]} focus="" />);
    expect(screen.getByText('出现在项目进度图上。例：受理。')).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('环节名称 · 中文'), { target: { value: '会审' } });
    expect(at(kept.shown, 'stages/decision/name')).toEqual({ zh: '会审', en: 'Decision' });
  });

  it('keeps a name that was cleared empty, so that the draft can still be read', () => {
    render(<Harness findings={[]} focus="" />);
    fireEvent.change(screen.getByLabelText('环节名称 · 中文'), { target: { value: '' } });
    fireEvent.change(screen.getByLabelText('环节名称 · 英文'), { target: { value: '' } });
    expect(at(kept.shown, 'stages/decision/name')).toEqual({ zh: '', en: '' });
  });

  it('gives an id another value wherever it is named', () => {
    render(<Harness findings={[]} focus="" />);
    const id = screen.getByLabelText('标识');
    fireEvent.change(id, { target: { value: 'verdict' } });
    fireEvent.blur(id);
    expect(at(kept.shown, 'stages/fill/actions/submit/target')).toBe('verdict');
  });

  it('counts findings at what is closed, and shows them where one is led to', () => {
    const { rerender } = render(<Harness findings={[target]} focus="" />);
    const card = screen.getByText('同意').closest('li') as HTMLElement;
    expect(within(card).getByTitle('1 处问题')).toBeInTheDocument();
    expect(within(card).queryByText(/退回只能去往前面/)).toBeNull();
    rerender(<Harness findings={[target]} focus={target.place} />);
    expect(within(card).getByText(/退回只能去往前面/)).toBeInTheDocument();
  });

  it('orders actions by keyboard and adds one', () => {
    render(<Harness findings={[]} focus="" />);
    fireEvent.click(screen.getByRole('button', { name: '上移 退回补正' }));
    const ids = () => (at(kept.shown, 'stages/decision/actions') as { id: string }[]).map((action) => action.id);
    expect(ids()).toEqual(['return', 'approve', 'refuse']);
    fireEvent.click(screen.getByRole('button', { name: /添加操作/ }));
    expect(ids()).toEqual(['return', 'approve', 'refuse', 'action']);
  });
});
