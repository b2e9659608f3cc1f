import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { describe, expect, it } from 'vitest';
import { readFields, useUrlState, writeFields } from './urlState';

const defaults = { search: '', stage: '', sort: '', after: '' };

describe('State in the address', () => {
  it('reads what stands there and defaults for the rest', () => {
    expect(readFields(new URLSearchParams('stage=second'), defaults)).toEqual({ ...defaults, stage: 'second' });
  });

  it('leaves defaults out and other parameters alone', () => {
    const next = writeFields(new URLSearchParams('tab=trail&stage=second'), defaults, { stage: '', search: '稀土' });
    expect(next.get('tab')).toBe('trail');
    expect(next.has('stage')).toBe(false);
    expect(next.get('search')).toBe('稀土');
  });

  it('starts at the first page when a filter changes, and keeps filters when the page changes', () => {
    expect(writeFields(new URLSearchParams('after=xyz'), defaults, { search: 'a' }).has('after')).toBe(false);
    expect(writeFields(new URLSearchParams('search=a'), defaults, { after: 'xyz' }).toString()).toBe('search=a&after=xyz');
  });

  it('changes the address when the page changes its state', () => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <MemoryRouter initialEntries={['/work/projects?stage=second']}>{children}</MemoryRouter>
    );
    const { result } = renderHook(() => ({ state: useUrlState(defaults), place: useLocation() }), { wrapper });
    expect(result.current.state[0].stage).toBe('second');
    act(() => result.current.state[1]({ search: '芯片' }));
    expect(result.current.place.search).toBe('?stage=second&search=%E8%8A%AF%E7%89%87');
  });
});
