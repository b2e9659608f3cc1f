import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import { ProblemError } from '@/api/problem';
import type { ApplyAsExpert, ExpertView } from '@/api/types';

export interface ExpertWish {
  search: string;
  discipline: string;
  status: string;
  sort: string;
  after: string;
}

export const ownKey = ['expert', 'mine'] as const;

export function useExperts(wish: ExpertWish, limit = 50) {
  return useQuery({
    queryKey: ['expert', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/experts', {
      params: {
        query: {
          search: wish.search || undefined,
          discipline: wish.discipline || undefined,
          status: wish.status || undefined,
          sort: wish.sort || undefined,
          cursor: wish.after || undefined,
          limit,
        },
      },
    })),
  });
}

export function useExpert(id: string) {
  return useQuery({
    queryKey: ['expert', id],
    queryFn: () => take(api.GET('/api/v1/experts/{id}', { params: { path: { id } } })),
  });
}

/** The own record; null where there is none yet. */
export function useOwnExpert() {
  return useQuery({
    queryKey: ownKey,
    queryFn: async (): Promise<ExpertView | null> => {
      try {
        return await take(api.GET('/api/v1/experts/mine'));
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 404) {
          return null;
        }
        throw error;
      }
    },
  });
}

export interface RecordAct {
  known: ExpertView | null;
  record: ApplyAsExpert;
}

/** Applies, applies again, or changes the record, as its state has it. */
export function saveRecord({ known, record }: RecordAct, commandId: string) {
  if (known === null) {
    return take(api.POST('/api/v1/experts', { body: record, headers: writing(commandId) }));
  }
  const params = { path: { id: known.id } };
  const headers = writing(commandId, known.version);
  return take(known.allowed.some((allowed) => allowed.action === 'apply')
    ? api.PUT('/api/v1/experts/{id}/application', { params, body: record, headers })
    : api.PUT('/api/v1/experts/{id}', { params, body: record, headers }));
}

export interface JudgeAct {
  id: string;
  version: number;
  action: string;
  reason: string;
}

const routes = {
  endorse: '/api/v1/experts/{id}/endorsement',
  return: '/api/v1/experts/{id}/return',
  confirm: '/api/v1/experts/{id}/confirmation',
  pause: '/api/v1/experts/{id}/pause',
  leave: '/api/v1/experts/{id}/departure',
} as const;

/** The judgements that have a route of their own. */
export const judgements = Object.keys(routes) as (keyof typeof routes)[];

export function judgeExpert({ id, version, action, reason }: JudgeAct, commandId: string) {
  return take(api.POST(routes[action as keyof typeof routes], {
    params: { path: { id } }, body: { reason }, headers: writing(commandId, version),
  }));
}
