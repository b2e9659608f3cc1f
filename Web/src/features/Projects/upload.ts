import { actingIdentity } from '@/api/acting';
import { api, take, writing } from '@/api/client';
import { newId } from '@/api/commands';
import { OfflineError, ProblemError, problemOf } from '@/api/problem';
import type { UploadedFile } from '@/ui/reading/files';

export interface UploadPlace {
  project: string;
  form: string;
  section: string;
  field: string;
}

interface Ticket {
  file: string;
  ticket: string;
}

/** Sends the bytes from an offset on; tells how many have gone. */
function put(file: File, { file: id, ticket }: Ticket, offset: number, onSent: (bytes: number) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/v1/uploads/${encodeURIComponent(id)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Acting-Identity', actingIdentity());
    request.setRequestHeader('X-File-Ticket', ticket);
    request.setRequestHeader('Content-Range', `bytes ${offset}-${Math.max(offset, file.size - 1)}/${file.size}`);
    request.upload.onprogress = (event) => onSent(offset + event.loaded);
    request.onload = () => {
      if (request.status < 300) {
        resolve();
      } else {
        reject(new ProblemError(problemOf(safeJson(request.responseText), request.status)));
      }
    };
    request.onerror = () => reject(new OfflineError());
    signal.addEventListener('abort', () => request.abort());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.send(file.slice(offset));
  });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How many bytes the server has kept of an upload. */
async function keptOf({ file, ticket }: Ticket): Promise<number> {
  const response = await fetch(`/api/v1/uploads/${encodeURIComponent(file)}`, {
    method: 'HEAD', headers: { 'X-Acting-Identity': actingIdentity(), 'X-File-Ticket': ticket },
  });
  return response.ok ? Number(response.headers.get('Upload-Offset') ?? 0) : 0;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Uploads one file; a broken connection goes on where it stopped, five times before giving up. */
export async function upload(
  place: UploadPlace, file: File, onProgress: (percent: number) => void, signal: AbortSignal,
): Promise<UploadedFile> {
  const opening = { form: place.form, section: place.section, field: place.field, name: file.name, size: file.size };
  const ticket = await take(api.POST('/api/v1/projects/{id}/files', {
    params: { path: { id: place.project } },
    body: { ...opening, mediaType: file.type || 'application/octet-stream' },
    headers: writing(newId()),
  }));
  const sent = (bytes: number) => onProgress(file.size ? Math.floor((bytes / file.size) * 100) : 100);
  let offset = 0;
  for (let attempt = 0; ; attempt++) {
    try {
      await put(file, ticket, offset, sent, signal);
      break;
    } catch (error) {
      if (!(error instanceof OfflineError) || attempt >= 4) {
        throw error;
      }
      await wait(1_000 * 2 ** attempt);
      offset = await keptOf(ticket).catch(() => offset);
    }
  }
  const confirmed = await take(api.POST('/api/v1/projects/{id}/files/{file}/confirmation', {
    params: { path: { id: place.project, file: ticket.file } }, headers: writing(newId()),
  }));
  return { file: confirmed.id, name: confirmed.name, size: confirmed.size };
}
