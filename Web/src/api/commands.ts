import { useCallback, useRef } from 'react';
import { useMutation, type UseMutationOptions } from '@tanstack/react-query';
import { mayHaveHappened } from './problem';

/**
 * Command ids (`Idempotency-Key`). The same act keeps its id until the server has said yes or no, so that trying again
 * after a lost answer can never do a thing twice; another act gets another id.
 */
export class CommandIds {
  private readonly open = new Map<string, string>();

  idFor(act: string): string {
    const known = this.open.get(act);
    if (known) {
      return known;
    }
    const id = newId();
    this.open.set(act, id);
    return id;
  }

  /** The act was answered: the next one like it is a new one. */
  settled(act: string): void {
    this.open.delete(act);
  }
}

/** A random UUID; also where the page is served without TLS in a closed network. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A mutation whose command id survives retries of the same act. */
export function useCommand<V, R>(
  run: (act: V, commandId: string) => Promise<R>,
  options?: Omit<UseMutationOptions<R, Error, V>, 'mutationFn'>,
) {
  const ids = useRef<CommandIds>(null);
  const mutationFn = useCallback(async (act: V) => {
    ids.current ??= new CommandIds();
    const name = JSON.stringify(act) ?? '';
    try {
      const answer = await run(act, ids.current.idFor(name));
      ids.current.settled(name);
      return answer;
    } catch (error) {
      if (!mayHaveHappened(error)) {
        ids.current.settled(name);
      }
      throw error;
    }
  }, [run]);
  return useMutation<R, Error, V>({ ...options, mutationFn });
}
