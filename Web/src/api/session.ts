import { useQuery, type QueryClient } from '@tanstack/react-query';
import { actAs, actingIdentity, chooseActing, forgetActing, useActing } from './acting';
import { api, take } from './client';
import { ProblemError } from './problem';
import type { IdentityView, SessionView } from './types';

export const sessionKey = ['session'] as const;

/** The session, or null when nobody is logged in. */
export async function readSession(): Promise<SessionView | null> {
  try {
    const session = await take(api.GET('/api/v1/session'));
    actAs(chooseActing(session.identities));
    return session;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) {
      return null;
    }
    // The identity this tab acted under was ended: whoever is logged in still is, and chooses another.
    if (error instanceof ProblemError && error.problem.status === 403 && actingIdentity() !== '') {
      forgetActing();
      return await readSession();
    }
    throw error;
  }
}

export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000, retry: 1 });
}

/** Puts a fresh session in place after login. */
export function enterSession(client: QueryClient, session: SessionView): void {
  client.clear();
  actAs(chooseActing(session.identities));
  client.setQueryData(sessionKey, session);
}

/** The identity this tab acts under; undefined before login. */
export function useActingIdentity(): IdentityView | undefined {
  const session = useSession().data;
  const acting = useActing();
  return session?.identities.find((identity) => identity.id === acting);
}

/** Whether the acting identity may do this at all (menus and pages show only that). */
export function useMay(): (fn: string) => boolean {
  const identity = useActingIdentity();
  return (fn) => identity?.functions.includes(fn) ?? false;
}
