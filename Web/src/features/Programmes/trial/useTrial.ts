import { useCallback, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { TrialAct, TrialFacts, TrialView } from '@/api/types';
import { useSettled } from '@/ui/settled';

export type Contents = Record<string, Record<string, unknown>>;

/** What is tried out: facts, what was done so far, and what the forms hold. Nothing of it is kept anywhere. */
export interface Trial {
  facts: Partial<TrialFacts>;
  acts: readonly Partial<TrialAct>[];
  contents: Contents;
}

const start: Trial = { facts: {}, acts: [], contents: {} };

export function useTrial(programme: string) {
  const [trial, setTrial] = useState<Trial>(start);
  const settled = useSettled(trial);
  const query = useQuery({
    queryKey: ['trial', programme, settled],
    queryFn: () => take(api.POST('/api/v1/programmes/{id}/trial', {
      params: { path: { id: programme } }, body: { ...settled, acts: [...settled.acts] } as never,
    })) as Promise<TrialView>,
    placeholderData: (before) => before, gcTime: 0, retry: false,
  });
  const act = useCallback((done: Partial<TrialAct>) => setTrial((now) => ({ ...now, acts: [...now.acts, done] })), []);
  const back = useCallback(() => setTrial((now) => ({ ...now, acts: now.acts.slice(0, -1) })), []);
  const again = useCallback(() => setTrial((now) => ({ ...now, acts: [] })), []);
  const fill = useCallback((form: string, section: string, content: unknown) => setTrial((now) => ({
    ...now, contents: { ...now.contents, [form]: { ...now.contents[form], [section]: content } },
  })), []);
  const suppose = useCallback((facts: Partial<TrialFacts>) => setTrial((now) => ({ ...now, facts: { ...now.facts, ...facts } })), []);
  return { trial, query, act, back, again, fill, suppose };
}
