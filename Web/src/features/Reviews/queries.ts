import { useQueries, useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import type { ScoreSheetContent, ScoreSheetView } from '@/api/types';

/** Query keys begin with the kind of thing, as live events name it. */
const deskKind = 'review_desk';

export function useDesks() {
  return useQuery({
    queryKey: [deskKind, 'list', 'mine'], queryFn: () => take(api.GET('/api/v1/me/review-desks')),
  });
}

export const deskKey = (id: string) => [deskKind, id] as const;
export const sheetKey = (desk: string, project: string) => [deskKind, desk, 'sheet', project] as const;

export function useDesk(id: string) {
  return useQuery({
    queryKey: deskKey(id),
    queryFn: () => take(api.GET('/api/v1/review-desks/{id}', { params: { path: { id } } })),
  });
}

export function readSheet(id: string, project: string): Promise<ScoreSheetView> {
  return take(api.GET('/api/v1/review-desks/{id}/sheets/{project}', { params: { path: { id, project } } }));
}

export function useSheets(desk: string, projects: readonly string[]) {
  return useQueries({
    queries: projects.map((project) => ({
      queryKey: sheetKey(desk, project), queryFn: () => readSheet(desk, project), staleTime: 60_000,
    })),
  });
}

export function useMaterial(id: string, project: string) {
  return useQuery({
    queryKey: [deskKind, id, 'material', project],
    queryFn: () => take(api.GET('/api/v1/review-desks/{id}/projects/{project}/material', { params: { path: { id, project } } })),
    staleTime: 600_000,
  });
}

/** Opens a file of the material: a short-lived ticket, then the browser's own download. */
export async function openFile(id: string, project: string, file: string): Promise<void> {
  const { ticket } = await take(api.GET('/api/v1/review-desks/{id}/projects/{project}/files/{file}', {
    params: { path: { id, project, file } },
  }));
  location.assign(`/api/v1/downloads/${encodeURIComponent(ticket)}`);
}

export function acceptReview({ id }: { id: string }, commandId: string) {
  return take(api.POST('/api/v1/review-desks/{id}/acceptance', { params: { path: { id } }, headers: writing(commandId) }));
}

export function declineReview({ id, reason }: { id: string; reason: string }, commandId: string) {
  return take(api.POST('/api/v1/review-desks/{id}/refusal', {
    params: { path: { id } }, body: { reason }, headers: writing(commandId),
  }));
}

export function signCommitment({ id }: { id: string }, commandId: string) {
  return take(api.POST('/api/v1/review-desks/{id}/commitment', {
    params: { path: { id } }, body: { agreed: true }, headers: writing(commandId),
  }));
}

export function declareConflict(
  { id, project, reason }: { id: string; project: string; reason: string }, commandId: string,
) {
  return take(api.POST('/api/v1/review-desks/{id}/projects/{project}/conflict', {
    params: { path: { id, project } }, body: { reason }, headers: writing(commandId),
  }));
}

export function saveSheet(
  { desk, project }: { desk: string; project: string }, content: ScoreSheetContent, version: number, commandId: string,
): Promise<ScoreSheetView> {
  return take(api.PUT('/api/v1/review-desks/{id}/sheets/{project}', {
    params: { path: { id: desk, project } }, body: content, headers: writing(commandId, version),
  }));
}

export function submitSheet(
  { desk, project, content }: { desk: string; project: string; content: ScoreSheetContent }, commandId: string,
): Promise<ScoreSheetView> {
  return take(api.POST('/api/v1/review-desks/{id}/sheets/{project}/submission', {
    params: { path: { id: desk, project } }, body: content, headers: writing(commandId),
  }));
}
