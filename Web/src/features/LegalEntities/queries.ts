import { useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';

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
