import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { CallBlock, DraftCall } from '@/api/types';

export interface CallWish {
  search?: string;
  status?: string;
  programme?: string;
  after?: string;
  sort?: string;
}

const orNothing = (text: string | undefined) => text || undefined;

export function useCalls(wish: CallWish, limit = 20) {
  const { search, status, programme, after, sort } = wish;
  return useQuery({
    queryKey: ['call', 'list', search, status, programme, after, sort, limit],
    queryFn: () => take(api.GET('/api/v1/calls', {
      params: {
        query: {
          search: orNothing(search),
          status: orNothing(status),
          programme: orNothing(programme),
          cursor: orNothing(after),
          sort: orNothing(sort),
          limit,
        },
      },
    })),
  });
}

export function useCall(id: string) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: () => take(api.GET('/api/v1/calls/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
}

export function useNotices(after: string, limit = 20) {
  return useQuery({
    queryKey: ['call', 'list', 'notices', after, limit],
    queryFn: () => take(api.GET('/api/v1/notices', { params: { query: { cursor: orNothing(after), limit } } })),
  });
}

export function useProgrammes() {
  return useQuery({
    queryKey: ['programme', 'list'],
    queryFn: () => take(api.GET('/api/v1/programmes', { params: { query: { limit: 200 } } })),
    staleTime: 600_000,
  });
}

export interface DraftAct {
  id: string | null;
  version?: number;
  draft: DraftCall;
}

/** Drafts a new call, or rewrites a draft at the version seen. */
export function draftCall({ id, version, draft }: DraftAct, commandId: string) {
  return take(id === null
    ? api.POST('/api/v1/calls', { body: draft, headers: writing(commandId) })
    : api.PUT('/api/v1/calls/{id}', { params: { path: { id } }, body: draft, headers: writing(commandId, version) }));
}

export interface CallAct {
  id: string;
  version: number;
}

export function publishCall({ id, version }: CallAct, commandId: string) {
  return take(api.POST('/api/v1/calls/{id}/publication', {
    params: { path: { id } }, headers: writing(commandId, version),
  }));
}

export function extendCall(act: CallAct & { closes: string; closesAt: string; reason: string }, commandId: string) {
  const { id, version, ...body } = act;
  return take(api.POST('/api/v1/calls/{id}/extension', {
    params: { path: { id } }, body, headers: writing(commandId, version),
  }));
}

export function setBlocks(act: CallAct & { blocks: CallBlock[]; reason: string }, commandId: string) {
  const { id, version, ...body } = act;
  return take(api.PUT('/api/v1/calls/{id}/blocks', {
    params: { path: { id } }, body, headers: writing(commandId, version),
  }));
}

export function postNotice(act: CallAct & { title: string; text: string }, commandId: string) {
  const { id, version, ...body } = act;
  return take(api.POST('/api/v1/calls/{id}/notices', {
    params: { path: { id } }, body, headers: writing(commandId, version),
  }));
}
