import { useSyncExternalStore } from 'react';

/**
 * The acting identity: one per browser tab, sent with each request. It lives in sessionStorage, so a second tab may
 * act under another identity; the last choice is only the default of a tab that has none yet.
 */
const KEY = 'sungov.acting';
const LAST = 'sungov.acting.last';
const listeners = new Set<() => void>();

export function actingIdentity(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

export function actAs(identity: string): void {
  if (identity === actingIdentity()) {
    return;
  }
  sessionStorage.setItem(KEY, identity);
  localStorage.setItem(LAST, identity);
  listeners.forEach((listener) => listener());
}

export function forgetActing(): void {
  sessionStorage.removeItem(KEY);
  listeners.forEach((listener) => listener());
}

/** What this tab acts as, given what the person holds: its own choice, else the last one made, else the first. */
export function chooseActing(held: readonly { id: string; active: boolean }[]): string {
  const active = held.filter((identity) => identity.active).map((identity) => identity.id);
  const wish = [actingIdentity(), localStorage.getItem(LAST) ?? ''].find((id) => active.includes(id));
  return wish ?? active[0] ?? '';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useActing(): string {
  return useSyncExternalStore(subscribe, actingIdentity);
}
