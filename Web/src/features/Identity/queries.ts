import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { AddIdentity, RegisterPerson } from '@/api/types';

export interface PersonWish {
  search: string;
  role: string;
  sort: string;
  after: string;
}

export function usePeople(wish: PersonWish, limit = 50) {
  return useQuery({
    queryKey: ['person', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/people', {
      params: {
        query: {
          search: wish.search || undefined,
          role: wish.role || undefined,
          sort: wish.sort || undefined,
          cursor: wish.after || undefined,
          limit,
        },
      },
    })),
  });
}

export function usePerson(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: () => take(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
}

/** The roles there are, with which of them the acting identity may give. */
export function useRoles() {
  return useQuery({
    queryKey: ['person', 'roles'],
    queryFn: () => take(api.GET('/api/v1/roles')),
    staleTime: 600_000,
  });
}

export function registerPerson(person: RegisterPerson, commandId: string) {
  return take(api.POST('/api/v1/people', { body: person, headers: writing(commandId) }));
}

/** What is done to one person: the version seen goes along, so that two administrators do not cross. */
export interface OnPerson {
  id: string;
  version: number;
}

export function addIdentity({ id, version, identity }: OnPerson & { identity: AddIdentity }, commandId: string) {
  return take(api.POST('/api/v1/people/{id}/identities', {
    params: { path: { id } }, body: identity, headers: writing(commandId, version),
  }));
}

export function endIdentity(act: OnPerson & { identity: string; reason: string }, commandId: string) {
  return take(api.POST('/api/v1/people/{id}/identities/{identity}/end', {
    params: { path: { id: act.id, identity: act.identity } },
    body: { reason: act.reason },
    headers: writing(commandId, act.version),
  }));
}

export function correctPerson(
  act: OnPerson & { name: string | null; mobile: string | null; reason: string }, commandId: string,
) {
  const { id, version, ...body } = act;
  return take(api.PUT('/api/v1/people/{id}', { params: { path: { id } }, body, headers: writing(commandId, version) }));
}

export function resetPassword(act: OnPerson & { new: string; reason: string }, commandId: string) {
  const { id, version, ...body } = act;
  return take(api.PUT('/api/v1/people/{id}/password', {
    params: { path: { id } }, body, headers: writing(commandId, version),
  }));
}

export function unlockPerson({ id, version, reason }: OnPerson & { reason: string }, commandId: string) {
  return take(api.POST('/api/v1/people/{id}/unlocking', {
    params: { path: { id } }, body: { reason }, headers: writing(commandId, version),
  }));
}
