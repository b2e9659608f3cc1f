import { actingIdentity } from '@/api/acting';
import { OfflineError, ProblemError, problemOf } from '@/api/problem';

/** Fetches a file under the acting identity and hands it to the browser to save. */
export async function download(address: string, fallbackName: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { 'X-Acting-Identity': actingIdentity() } });
  } catch {
    throw new OfflineError();
  }
  if (!response.ok) {
    throw new ProblemError(problemOf(await response.json().catch(() => null), response.status));
  }
  const blob = await response.blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = nameOf(response.headers.get('Content-Disposition')) ?? fallbackName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The name in a Content-Disposition header; its UTF-8 form first. */
export function nameOf(disposition: string | null): string | null {
  const encoded = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(disposition ?? '');
  if (encoded?.[1]) {
    return decodeURIComponent(encoded[1]);
  }
  return /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1] ?? null;
}
