import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { ProjectView, SectionView } from '@/api/types';

export interface ProjectWish {
  search: string;
  call: string;
  programme: string;
  stage: string;
  status: string;
  entity: string;
  holder: string;
  year: string;
}

export const anyProject: ProjectWish = {
  search: '', call: '', programme: '', stage: '', status: '', entity: '', holder: '', year: '',
};

export function filterOf(wish: ProjectWish) {
  return {
    search: wish.search || undefined,
    call: wish.call || undefined,
    programme: wish.programme || undefined,
    stage: wish.stage || undefined,
    status: wish.status || undefined,
    entity: wish.entity || undefined,
    holder: wish.holder === 'yes' ? true : undefined,
    year: /^\d{4}$/.test(wish.year) ? Number(wish.year) : undefined,
  };
}

export function useTasks() {
  return useQuery({
    queryKey: ['me', 'tasks'],
    queryFn: () => take(api.GET('/api/v1/me/tasks', { params: { query: { limit: 200 } } })),
  });
}

export function useProjects(wish: ProjectWish & { sort?: string; after?: string }, limit = 50) {
  return useQuery({
    queryKey: ['project', 'list', wish, limit],
    queryFn: () => take(api.GET('/api/v1/projects', {
      params: {
        query: { ...filterOf(wish), sort: wish.sort || undefined, cursor: wish.after || undefined, limit },
      },
    })),
  });
}

export function useCounts(wish: ProjectWish) {
  const filter = filterOf({ ...wish, stage: '', status: '' });
  return useQuery({
    queryKey: ['project', 'list', 'counts', filter],
    queryFn: () => take(api.GET('/api/v1/projects/counts', { params: { query: filter } })),
  });
}

export function readProject(id: string) {
  return take(api.GET('/api/v1/projects/{id}', { params: { path: { id } } }));
}

export function useProject(id: string) {
  return useQuery({
    queryKey: ['project', id],
    queryFn: () => readProject(id),
    refetchInterval: (query) => (query.state.data?.status === 'submitting' ? 2_000 : false),
  });
}

export function useTrail(id: string) {
  return useQuery({
    queryKey: ['project', id, 'trail'],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/trail', { params: { path: { id } } })),
  });
}

export function readForm(id: string, form: string) {
  return take(api.GET('/api/v1/projects/{id}/forms/{form}', { params: { path: { id, form } } }));
}

export function useForm(id: string, form: string) {
  return useQuery({ queryKey: ['project', id, 'form', form], queryFn: () => readForm(id, form), enabled: form !== '' });
}

/** What a form held in the submission before the last, where that differs. */
export function useFormBefore(id: string, form: string, enabled: boolean) {
  return useQuery({
    queryKey: ['project', id, 'form', form, 'before'],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/forms/{form}/before', { params: { path: { id, form } } })),
    enabled,
  });
}

export interface SectionAt {
  id: string;
  form: string;
  section: string;
}

/** The kept versions of a section; `latest` makes a new reading after each save. */
export function useSectionVersions(at: SectionAt, latest: number, enabled: boolean) {
  return useQuery({
    queryKey: ['project', at.id, 'form', at.form, 'versions', at.section, latest],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/forms/{form}/sections/{section}/versions', { params: { path: at } })),
    enabled,
  });
}

export function useSectionVersion(at: SectionAt, number: number) {
  return useQuery({
    queryKey: ['project', at.id, 'form', at.form, 'version', at.section, number],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/forms/{form}/sections/{section}/versions/{number}', {
      params: { path: { ...at, number } },
    })),
    staleTime: Infinity,
  });
}

/** Saves one section at the version seen. */
export function saveSection(
  at: { id: string; form: string; section: string }, content: unknown, version: number, commandId: string,
): Promise<SectionView> {
  return take(api.PUT('/api/v1/projects/{id}/forms/{form}/sections/{section}', {
    params: { path: at }, body: { content }, headers: writing(commandId, version),
  }));
}

/** A sensitive value in clear; that it was looked at is recorded before it comes. */
export async function discloseValue(
  at: { project: string; form: string; section: string }, reference: string,
): Promise<string> {
  const { value } = await take(api.POST('/api/v1/projects/{id}/forms/{form}/sections/{section}/disclosures', {
    params: { path: { id: at.project, form: at.form, section: at.section } }, body: { reference },
    headers: writing(crypto.randomUUID()),
  }));
  return value;
}

export interface ActOnTask {
  id: string;
  /** The version the act was decided on, so that the same act on a later one is another act. */
  version?: number;
  task: string;
  action: string;
  opinion: string | null;
  /** What the action asks for beside the opinion; null for nothing. */
  input: Record<string, unknown> | null;
}

/** `identity` is the one to act under where it is not the tab's. */
export function actOnTask(act: ActOnTask, commandId: string, identity?: string): Promise<ProjectView> {
  const { id, task, action } = act;
  return take(api.POST('/api/v1/projects/{id}/tasks/{task}/actions/{action}', {
    params: { path: { id, task, action } },
    body: { opinion: act.opinion, input: act.input },
    headers: { ...writing(commandId), ...(identity ? { 'X-Acting-Identity': identity } : {}) },
  }));
}

export interface HandleTask {
  id: string;
  task: string;
  what: string;
  reason: string | null;
  person: string | null;
  signer: string | null;
}

/** Picks a task up, gives it back or to a colleague, adds a signer, takes an act back. */
export function handleTask({ id, task, ...body }: HandleTask, commandId: string): Promise<ProjectView> {
  return take(api.POST('/api/v1/projects/{id}/tasks/{task}/handling', {
    params: { path: { id, task } }, body, headers: writing(commandId),
  }));
}

/** Who could do a task, or the one that would be added. */
export function useColleagues(id: string, task: string, signer: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['project', id, 'colleagues', task, signer],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/tasks/{task}/colleagues', {
      params: { path: { id, task }, query: { signer } },
    })),
    enabled,
  });
}

/** Commands on the project itself, each with a reason; ids as `allowed` names them. */
const courses = {
  withdraw: '/api/v1/projects/{id}/withdrawal',
  suspend: '/api/v1/projects/{id}/suspension',
  resume: '/api/v1/projects/{id}/resumption',
  terminate: '/api/v1/projects/{id}/termination',
} as const;

export function steer(act: { id: string; action: string; reason: string }, commandId: string): Promise<ProjectView> {
  return take(api.POST(courses[act.action as keyof typeof courses], {
    params: { path: { id: act.id } }, body: { reason: act.reason }, headers: writing(commandId),
  }));
}

export function startProject(act: { call: string; title: string; entity: string }, commandId: string) {
  return take(api.POST('/api/v1/projects', { body: act, headers: writing(commandId) }));
}

export function useCallOf(id: string) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: () => take(api.GET('/api/v1/calls/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
}

/** Calls and programmes, as choices above the list. */
export function useChoices() {
  const calls = useQuery({
    queryKey: ['call', 'list', 'choices'],
    queryFn: () => take(api.GET('/api/v1/calls', { params: { query: { limit: 200 } } })),
    staleTime: 300_000,
  });
  return calls.data?.items ?? [];
}
