import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { useCommand } from './commands';
import { OfflineError, ProblemError } from './problem';

function wrapper({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>;
}

const refused = new ProblemError({ status: 409, code: 'task-not-open', args: {}, field: null, details: [], number: '' });

async function idsOf(answers: (Error | 'yes')[], acts: string[]): Promise<string[]> {
  const ids: string[] = [];
  const run = (_act: string, id: string) => {
    ids.push(id);
    const answer = answers[ids.length - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve('yes');
  };
  const { result } = renderHook(() => useCommand(run), { wrapper });
  for (const name of acts) {
    await act(() => result.current.mutateAsync(name).catch(() => undefined));
  }
  return ids;
}

describe('The id of a command', () => {
  it('stays the same while nothing is known of its outcome', async () => {
    const [first, second] = await idsOf([new OfflineError(), 'yes'], ['accept', 'accept']);
    expect(second).toBe(first);
  });

  it('is a new one after an answer, be it yes or no', async () => {
    const ids = await idsOf(['yes', refused, 'yes'], ['accept', 'accept', 'accept']);
    expect(new Set(ids).size).toBe(3);
  });

  it('is another one for another act', async () => {
    const ids = await idsOf([new OfflineError(), 'yes'], ['accept', 'return']);
    expect(new Set(ids).size).toBe(2);
  });
});
