import { api, take } from './client';

/** Opens a file of a project: a short-lived ticket, then the browser's own download. */
export async function openFile(project: string, file: string): Promise<void> {
  const { ticket } = await take(api.GET('/api/v1/projects/{id}/files/{file}', { params: { path: { id: project, file } } }));
  location.assign(`/api/v1/downloads/${encodeURIComponent(ticket)}`);
}
