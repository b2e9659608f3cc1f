import { useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';

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
