import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { MigrateProject, Words } from '@/api/types';
import type { Definition, FormPart } from './model/definition';
import { inOrder } from './model/text';

const orNothing = (text: string | undefined) => text || undefined;

export interface Wish {
  search: string;
  state: string;
  class: string;
  owner: string;
  after: string;
}

export function useCatalogue({ search, state, class: kind, owner, after }: Wish) {
  return useQuery({
    queryKey: ['programme', 'list', 'designed', search, state, kind, owner, after],
    queryFn: () => take(api.GET('/api/v1/programmes', {
      params: {
        query: {
          search: orNothing(search), state: orNothing(state), class: orNothing(kind), owner: orNothing(owner),
          cursor: orNothing(after), limit: 50,
        },
      },
    })),
  });
}

export function useProgramme(id: string) {
  return useQuery({
    queryKey: ['programme', id],
    queryFn: () => take(api.GET('/api/v1/programmes/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
}

export async function readVersion(id: string, number: number): Promise<Definition> {
  return await take(api.GET('/api/v1/programmes/{id}/versions/{number}', { params: { path: { id, number } } })) as Definition;
}

export function useVersion(id: string, number: number) {
  return useQuery({
    queryKey: ['programme', id, 'version', number],
    queryFn: () => readVersion(id, number), enabled: id !== '' && number > 0, staleTime: Infinity,
  });
}

/** What only those are offered who publish the programme. */
const manages: readonly string[] = ['publish', 'suspend', 'resume', 'retire'];

type Allowing = Readonly<{ allowed: readonly { readonly action: string }[] }>;

/** Projects on their way, by the version they follow; of what was published, for those who publish it. */
export function useRunning(programme: string, current: number, { allowed }: Allowing) {
  const may = allowed.some((each) => manages.includes(each.action));
  const query = useQuery({
    queryKey: ['programme', programme, 'running'],
    queryFn: () => take(api.GET('/api/v1/programmes/{id}/running', { params: { path: { id: programme } } })),
    enabled: may && current > 0, staleTime: 60_000, retry: false,
  });
  const versions = query.data ?? [];
  return { versions, total: query.data && versions.reduce((sum, version) => sum + version.count, 0) };
}

export function readDraft(id: string) {
  return take(api.GET('/api/v1/programmes/{id}/draft', { params: { path: { id } } }));
}

export function useDraft(id: string) {
  return useQuery({ queryKey: ['programme', id, 'draft'], queryFn: () => readDraft(id), enabled: id !== '', gcTime: 0, retry: false });
}

export function saveDraft(id: string, definition: Definition, version: number, commandId: string) {
  return take(api.PUT('/api/v1/programmes/{id}/draft', {
    params: { path: { id } }, body: { definition: inOrder(definition) }, headers: writing(commandId, version),
  }));
}

export function giveUpDraft(id: string, commandId: string) {
  return take(api.DELETE('/api/v1/programmes/{id}/draft', { params: { path: { id } }, headers: writing(commandId) }));
}

export function publishDraft({ id, version, note }: { id: string; version: number; note: string }, commandId: string) {
  return take(api.POST('/api/v1/programmes/{id}/draft/publication', {
    params: { path: { id } }, body: { note }, headers: writing(commandId, version),
  }));
}

export function publishAgain({ id, number, note }: { id: string; number: number; note: string }, commandId: string) {
  return take(api.POST('/api/v1/programmes/{id}/versions/{number}/publication', {
    params: { path: { id, number } }, body: { note }, headers: writing(commandId),
  }));
}

export type Course = 'suspension' | 'resumption' | 'retirement';

export function changeCourse({ id, what, reason }: { id: string; what: Course; reason: string }, commandId: string) {
  const options = { params: { path: { id } }, body: { reason }, headers: writing(commandId) };
  switch (what) {
    case 'suspension': return take(api.POST('/api/v1/programmes/{id}/suspension', options));
    case 'resumption': return take(api.POST('/api/v1/programmes/{id}/resumption', options));
    case 'retirement': return take(api.POST('/api/v1/programmes/{id}/retirement', options));
  }
}

export function confirmProposal({ id, sm3 }: { id: string; sm3: string }, commandId: string) {
  return take(api.POST('/api/v1/programmes/{id}/confirmation', { params: { path: { id } }, body: { sm3 }, headers: writing(commandId) }));
}

export function declineProposal({ id, reason }: { id: string; reason: string }, commandId: string) {
  return take(api.POST('/api/v1/programmes/{id}/declination', { params: { path: { id } }, body: { reason }, headers: writing(commandId) }));
}

export function useComparison(id: string, from: number, to: string) {
  return useQuery({
    queryKey: ['programme', id, 'comparison', from, to],
    queryFn: () => take(api.GET('/api/v1/programmes/{id}/versions/{number}/comparison/{other}', { params: { path: { id, number: from, other: to } } })),
    enabled: id !== '' && from > 0 && to !== '', gcTime: 0,
  });
}

export function useRoleNames() {
  return useQuery({
    queryKey: ['role', 'list'], queryFn: () => take(api.GET('/api/v1/roles')) as Promise<{ code: string; name: Words }[]>, staleTime: 3_600_000,
  });
}

/** A form as applicants get it: schema and look of each section. */
export function usePreview(form: FormPart | undefined) {
  return useQuery({
    queryKey: ['form-preview', form],
    queryFn: () => take(api.POST('/api/v1/programmes/form-preview', { body: { form: form ?? {} } })),
    enabled: form !== undefined, placeholderData: (before) => before, staleTime: Infinity, gcTime: 10_000, retry: false,
  });
}

export function previewMigration(id: string, migration: MigrateProject) {
  return take(api.POST('/api/v1/programmes/{id}/migrations/preview', { params: { path: { id } }, body: migration }));
}

export function planMigration({ id, migration }: { id: string; migration: MigrateProject }, commandId: string) {
  return take(api.POST('/api/v1/programmes/{id}/migrations', { params: { path: { id } }, body: migration, headers: writing(commandId) }));
}

export function useMigration(id: string, plan: string) {
  return useQuery({
    queryKey: ['programme', id, 'migration', plan],
    queryFn: () => take(api.GET('/api/v1/programmes/{id}/migrations/{plan}', { params: { path: { id, plan } } })),
    enabled: plan !== '', refetchInterval: (query) => (query.state.data?.open === false ? false : 2_000),
  });
}
