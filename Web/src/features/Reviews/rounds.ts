import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { ReleaseRow, ReviewActivityView, ReviewGroupPlan, ReviewPlan, Words } from '@/api/types';

const kind = 'review_activity';

export const statuses = ['preparing', 'open', 'closing', 'closed', 'releasing', 'released'];

export interface RoundWish {
  search: string;
  call: string;
  status: string;
  after: string;
}

export function useRounds(wish: RoundWish) {
  return useQuery({
    queryKey: [kind, 'list', wish],
    queryFn: () => take(api.GET('/api/v1/review-activities', {
      params: {
        query: {
          search: wish.search || undefined, call: wish.call || undefined, status: wish.status || undefined,
          cursor: wish.after || undefined, limit: 50,
        },
      },
    })),
  });
}

export const roundKey = (id: string) => [kind, id] as const;

/** Closing and releasing go on in the server: looked at every two seconds while they last. */
const moving = (status: string | undefined) => (status === 'closing' || status === 'releasing' ? 2_000 : false);

export function useRound(id: string) {
  return useQuery({
    queryKey: roundKey(id),
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => moving(query.state.data?.status),
  });
}

/** Progress changes with every desk: its key stands among the lists of desks, which live events name. */
export function useProgress(id: string, status: string) {
  return useQuery({
    queryKey: ['review_desk', 'list', 'progress', id],
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}/progress', { params: { path: { id } } })),
    enabled: status !== 'preparing',
    refetchInterval: moving(status) || (status === 'open' ? 30_000 : false),
  });
}

export function useReviewProjects(id: string) {
  return useQuery({
    queryKey: ['review_desk', 'list', 'projects', id],
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}/projects', { params: { path: { id } } })),
  });
}

export function useGroup(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['review_group', id],
    queryFn: () => take(api.GET('/api/v1/review-groups/{id}', { params: { path: { id } } })),
    enabled,
  });
}

export function useRanking(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [kind, id, 'ranking'],
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}/ranking', { params: { path: { id } } })),
    enabled, staleTime: 600_000,
  });
}

export function useCounted(id: string, project: string) {
  return useQuery({
    queryKey: [kind, id, 'sheets', project],
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}/projects/{project}/sheets', { params: { path: { id, project } } })),
    staleTime: 600_000,
  });
}

export function useReviewers(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [kind, id, 'experts'],
    queryFn: () => take(api.GET('/api/v1/review-activities/{id}/experts', { params: { path: { id } } })),
    enabled,
  });
}

export function useCalls() {
  return useQuery({
    queryKey: ['call', 'list', 'choices'],
    queryFn: () => take(api.GET('/api/v1/calls', { params: { query: { limit: 200 } } })),
    staleTime: 300_000,
  });
}

/** Stages of a call in which the acting identity holds tasks, and of how many projects. */
export function useHeldStages(call: string) {
  return useQuery({
    queryKey: ['project', 'list', 'counts', { call, holder: true }],
    queryFn: () => take(api.GET('/api/v1/projects/counts', { params: { query: { call, holder: true } } })),
    enabled: call !== '',
  });
}

/** The parts of a programme definition that a round of review needs. */
export interface Definition {
  sheets?: {
    id: string; name: Words; indicators?: { id: string; name: Words; grades?: { value: string; name: Words }[] }[];
  }[];
  forms: {
    id: string; name: Words;
    sections: { id: string; name: Words; fields: { id: string; name: Words; kind: string }[] }[];
  }[];
  stages: { id: string; name: Words; actions?: { id: string; name: Words }[] }[];
}

/** The definition that the projects of a call follow. */
export function useDefinition(call: string) {
  return useQuery({
    queryKey: ['call', call, 'definition'],
    queryFn: async () => {
      const { programme, definitionVersion } = await take(api.GET('/api/v1/calls/{id}', { params: { path: { id: call } } }));
      return await take(api.GET('/api/v1/programmes/{id}/versions/{number}', {
        params: { path: { id: programme, number: definitionVersion } },
      })) as unknown as Definition;
    },
    enabled: call !== '', staleTime: 600_000,
  });
}

/** Projects of a stage whose task the acting identity holds. */
export function useHeldProjects(call: string, stage: string) {
  return useQuery({
    queryKey: ['project', 'list', 'held', { call, stage }],
    queryFn: () => take(api.GET('/api/v1/projects', { params: { query: { call, stage, holder: true, limit: 200 } } })),
    enabled: call !== '' && stage !== '',
  });
}

export interface NewRound {
  title: string;
  call: string;
  stage: string;
  /** None for all that are held in the stage. */
  projects: string[];
  plan: ReviewPlan;
}

export function createRound(round: NewRound, commandId: string) {
  return take(api.POST('/api/v1/review-activities', { body: round, headers: writing(commandId) }));
}

export function proposeGroups(id: string, field: string, most: number) {
  return take(api.GET('/api/v1/review-activities/{id}/group-proposal', {
    params: { path: { id }, query: { field: field || undefined, most } },
  }));
}

export interface RoundAct {
  id: string;
  act: 'plan' | 'arrange' | 'draw' | 'reserves' | 'invite' | 'nudge' | 'withdraw-nudge' | 'close' | 'release';
  plan?: ReviewPlan;
  groups?: ReviewGroupPlan[];
  reserves?: number;
  group?: string;
  withMissing?: boolean;
  rows?: ReleaseRow[];
}

/** Every step of a round that answers with the round as it stands then. */
export function actOnRound(step: RoundAct, commandId: string): Promise<ReviewActivityView> {
  const params = { path: { id: step.id } };
  const headers = writing(commandId);
  const { plan, groups = [], reserves = 0, group = '', withMissing = false, rows = [] } = step;
  switch (step.act) {
    case 'plan':
      return take(api.PUT('/api/v1/review-activities/{id}/plan', { params, body: plan as ReviewPlan, headers }));
    case 'arrange':
      return take(api.PUT('/api/v1/review-activities/{id}/groups', { params, body: { groups }, headers }));
    case 'draw':
      return take(api.POST('/api/v1/review-activities/{id}/draw', { params, body: { reserves }, headers }));
    case 'reserves':
      return take(api.POST('/api/v1/review-activities/{id}/reserves', { params, body: { group, count: reserves }, headers }));
    case 'invite':
      return take(api.POST('/api/v1/review-activities/{id}/invitation', { params, headers }));
    case 'nudge':
      return take(api.POST('/api/v1/review-activities/{id}/nudge', { params, headers }));
    case 'withdraw-nudge':
      return take(api.POST('/api/v1/review-activities/{id}/nudge-withdrawal', { params, headers }));
    case 'close':
      return take(api.POST('/api/v1/review-activities/{id}/closing', { params, body: { withMissing }, headers }));
    default:
      return take(api.POST('/api/v1/review-activities/{id}/release', { params, body: { rows }, headers }));
  }
}

export function previewRelease(id: string, rows: ReleaseRow[]) {
  return take(api.POST('/api/v1/review-activities/{id}/release-preview', { params: { path: { id } }, body: { rows } }));
}

export function replaceExpert(
  { group, desk, reason }: { group: string; desk: string; reason: string }, commandId: string,
) {
  return take(api.POST('/api/v1/review-groups/{id}/desks/{desk}/replacement', {
    params: { path: { id: group, desk } }, body: { reason }, headers: writing(commandId),
  }));
}

export function returnSheet(
  { desk, project, reason }: { desk: string; project: string; reason: string }, commandId: string,
) {
  return take(api.POST('/api/v1/review-desks/{id}/sheets/{project}/return', {
    params: { path: { id: desk, project } }, body: { reason }, headers: writing(commandId),
  }));
}

/** Puts the round as it stands after a step in place, and has what hangs on it read again. */
export function useRoundKept() {
  const client = useQueryClient();
  return (round: ReviewActivityView) => {
    client.setQueryData(roundKey(round.id), round);
    void client.invalidateQueries({ queryKey: [kind, 'list'] });
    void client.invalidateQueries({ queryKey: ['review_desk', 'list'] });
  };
}
