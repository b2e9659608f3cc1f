import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { ChangeLegalEntity, RegisterLegalEntity } from '@/api/types';

export const kinds = ['enterprise', 'university', 'institute', 'hospital', 'bureau', 'department', 'division', 'agency', 'other'];

/** Kinds that have a credit code; the others may have one. */
export const withCode = ['enterprise', 'university', 'institute', 'hospital', 'agency'];

export interface EntityWish {
  search: string;
  kind: string;
  sort: string;
  after: string;
}

export function useEntities(wish: EntityWish, limit = 50) {
  return useQuery({
    queryKey: ['entity', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/entities', {
      params: {
        query: {
          search: wish.search || undefined,
          kind: wish.kind || undefined,
          sort: wish.sort || undefined,
          cursor: wish.after || undefined,
          limit,
        },
      },
    })),
  });
}

export function useEntity(id: string) {
  return useQuery({
    queryKey: ['entity', id],
    queryFn: () => take(api.GET('/api/v1/entities/{id}', { params: { path: { id } } })),
  });
}

export function registerEntity(entity: RegisterLegalEntity, commandId: string) {
  return take(api.POST('/api/v1/entities', { body: entity, headers: writing(commandId) }));
}

export function changeEntity(
  { id, version, change }: { id: string; version: number; change: ChangeLegalEntity }, commandId: string,
) {
  return take(api.PUT('/api/v1/entities/{id}', {
    params: { path: { id } }, body: change, headers: writing(commandId, version),
  }));
}
