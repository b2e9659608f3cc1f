import { api, take, writing } from '@/api/client';

/** The person's own delegations: told to the person, whichever identity the tab acts under. */
export function readDelegations() {
  return { queryKey: ['me', 'delegations'], queryFn: () => take(api.GET('/api/v1/me/delegations')) };
}

/** Who could take over the tasks of an own identity. */
export function readStandIns(identity: string) {
  return {
    queryKey: ['me', 'stand-ins', identity],
    queryFn: () => take(api.GET('/api/v1/me/stand-ins', { params: { query: { identity } } })),
  };
}

export interface DelegateAct {
  person: string;
  identity: string;
  to: string;
  toIdentity: string;
  from: string;
  until: string;
  reason: string;
}

export function delegateTasks({ person, ...body }: DelegateAct, commandId: string) {
  return take(api.POST('/api/v1/me/delegations', {
    body, headers: { ...writing(commandId), 'X-Acting-Identity': person },
  }));
}

export function endDelegation({ person, delegation }: { person: string; delegation: string }, commandId: string) {
  return take(api.DELETE('/api/v1/me/delegations/{delegation}', {
    params: { path: { delegation } }, headers: { ...writing(commandId), 'X-Acting-Identity': person },
  }));
}
