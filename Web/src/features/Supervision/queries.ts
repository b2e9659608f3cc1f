import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';

export interface JournalWish {
  kind: string;
  key: string;
  actor: string;
  from: string;
  to: string;
  after: string;
}

/** A civil day as the instant it begins (or the next one begins) in the province's zone. */
export function dayEdge(day: string, end = false): string | undefined {
  if (!day) {
    return undefined;
  }
  const start = new Date(`${day}T00:00:00+08:00`);
  return new Date(start.getTime() + (end ? 86_400_000 : 0)).toISOString();
}

export function useJournal(wish: JournalWish, limit = 50) {
  return useQuery({
    queryKey: ['journal', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/journal', {
      params: {
        query: {
          kind: wish.kind || undefined,
          key: wish.key || undefined,
          actor: wish.actor || undefined,
          from: dayEdge(wish.from),
          to: dayEdge(wish.to, true),
          cursor: wish.after || undefined,
          limit,
        },
      },
    })),
  });
}

export function useJournalEntry(sequence: number) {
  return useQuery({
    queryKey: ['journal', sequence],
    queryFn: () => take(api.GET('/api/v1/journal/{sequence}', { params: { path: { sequence } } })),
  });
}

export function useAccesses(wish: { person: string; what: string; after: string }, limit = 50) {
  return useQuery({
    queryKey: ['access', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/accesses', {
      params: {
        query: {
          person: wish.person || undefined,
          what: wish.what || undefined,
          cursor: wish.after || undefined,
          limit,
        },
      },
    })),
  });
}

export function useStuck(after: string, limit = 50) {
  return useQuery({
    queryKey: ['due', 'list', after, limit],
    queryFn: () => take(api.GET('/api/v1/due/stuck', { params: { query: { cursor: after || undefined, limit } } })),
  });
}

export function retryStuck(act: { id: string }, commandId: string) {
  return take(api.POST('/api/v1/due/stuck/{id}/retry', { params: { path: { id: act.id } }, headers: writing(commandId) }));
}
