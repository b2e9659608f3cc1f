import createClient, { type Middleware } from 'openapi-fetch';
import { actingIdentity } from './acting';
import { newId } from './commands';
import { OfflineError, ProblemError, problemOf } from './problem';
import type { paths } from './schema';

const headers: Middleware = {
  onRequest({ request }) {
    const identity = actingIdentity();
    if (identity && !request.headers.has('X-Acting-Identity')) {
      request.headers.set('X-Acting-Identity', identity);
    }
    if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newId());
    }
    return request;
  },
};

/** The document's operations; the headers every request carries are added below, not at each call. */
type Headed<Operation> = Operation extends { parameters: infer Parameters }
  ? Omit<Operation, 'parameters'> & { parameters: Omit<Parameters, 'header'> & { header?: never } }
  : Operation;
type Headless<Paths> = { [Path in keyof Paths]: { [Method in keyof Paths[Path]]: Headed<Paths[Path][Method]> } };

/** The typed client over the committed OpenAPI document. */
export const api = createClient<Headless<paths>>({
  baseUrl: location.origin,
  fetch: (request: Request) => globalThis.fetch(request),
});
api.use(headers);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The value of an answer; a refusal is thrown as ProblemError, silence as OfflineError. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  return (await takeWhole(asked)).value;
}

/** Like take, with the version (ETag) the server told. */
export async function takeWhole<T>(asked: Promise<Answer<T>>): Promise<{ value: T; etag: string | null }> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new OfflineError();
  }
  if (!answer.response.ok) {
    throw new ProblemError(problemOf(answer.error, answer.response.status));
  }
  return { value: answer.data as T, etag: answer.response.headers.get('ETag') };
}

/** Headers of a write: its command id, and the version seen where it matters. */
export function writing(commandId: string, version?: number): Record<string, string> {
  return version === undefined
    ? { 'Idempotency-Key': commandId }
    : { 'Idempotency-Key': commandId, 'If-Match': `"${version}"` };
}
