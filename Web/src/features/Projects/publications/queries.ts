import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import { ProblemError, problemOf } from '@/api/problem';

export interface PublicationWish {
  search: string;
  status: string;
  call: string;
  after: string;
}

export function usePublications({ search, status, call, after }: PublicationWish, limit = 20) {
  return useQuery({
    queryKey: ['publication', 'list', search, status, call, after, limit],
    queryFn: () => take(api.GET('/api/v1/public/publications', {
      params: {
        query: {
          search: search || undefined, status: status || undefined, call: call || undefined,
          cursor: after || undefined, limit,
        },
      },
    })),
  });
}

export function usePublication(id: string) {
  return useQuery({
    queryKey: ['publication', id],
    queryFn: () => take(api.GET('/api/v1/public/publications/{id}', { params: { path: { id } } })),
  });
}

export function usePublishedProjects(id: string, search: string, after: string) {
  return useQuery({
    queryKey: ['publication', id, 'projects', search, after],
    queryFn: () => take(api.GET('/api/v1/public/publications/{id}/projects', {
      params: { path: { id }, query: { search: search || undefined, cursor: after || undefined, limit: 100 } },
    })),
  });
}

/** One project of a publication, as it is shown. */
export function usePublishedProject(id: string, project: string) {
  return useQuery({
    queryKey: ['publication', id, 'project', project],
    queryFn: async () => {
      const page = await take(api.GET('/api/v1/public/publications/{id}/projects', {
        params: { path: { id }, query: { project, limit: 1 } },
      }));
      if (!page.items[0]) {
        throw new ProblemError(problemOf({ code: 'publication-not-open' }, 404));
      }
      return page.items[0];
    },
    retry: false,
  });
}

export interface Objecting {
  project: string;
  publication: string;
  anonymous: boolean;
  name: string;
  contact: string;
  text: string;
}

/** Sends an objection; what is left empty is not sent. */
export function raiseObjection({ project, name, contact, ...act }: Objecting, commandId: string) {
  return take(api.POST('/api/v1/public/projects/{id}/objections', {
    params: { path: { id: project } },
    body: { ...act, name: name || null, contact: contact || null },
    headers: writing(commandId),
  }));
}

export function useObjection(number: string) {
  return useQuery({
    queryKey: ['objection', number],
    queryFn: () => take(api.GET('/api/v1/public/objections/{objection}', { params: { path: { objection: number } } })),
    retry: false,
  });
}
