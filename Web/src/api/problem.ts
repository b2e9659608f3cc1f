/** A refusal as the server tells it (RFC 9457 with code, args, field and single findings). */
export interface Problem {
  status: number;
  code: string;
  args: Record<string, string>;
  field: string | null;
  details: Problem[];
  /** Number to quote when asking for help; empty where the server gave none. */
  number: string;
}

/** The server answered with a refusal. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
  }
}

/** No answer came: the connection is down or the server is away. Asking again with the same key is safe. */
export class OfflineError extends Error {
  constructor() {
    super('offline');
    this.name = 'OfflineError';
  }
}

/** Reads a problem body; whatever is not one becomes a problem named after its status. */
export function problemOf(body: unknown, status: number): Problem {
  const raw = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const details = Array.isArray(raw.details) ? raw.details : [];
  return {
    status,
    code: typeof raw.code === 'string' ? raw.code : `http-${status}`,
    args: (raw.args as Record<string, string> | undefined) ?? {},
    field: typeof raw.field === 'string' ? raw.field : null,
    details: details.map((detail) => problemOf(detail, status)),
    number: typeof raw.number === 'string' ? raw.number : '',
  };
}

/** True when the same request may be sent again: nothing is known of its outcome. */
export function mayHaveHappened(error: unknown): boolean {
  return error instanceof OfflineError || (error instanceof ProblemError && error.problem.status >= 500);
}
