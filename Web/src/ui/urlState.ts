import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

export type UrlFields = Record<string, string>;

/** Reads the named fields of an address; what is absent has its default. */
export function readFields<T extends UrlFields>(params: URLSearchParams, defaults: T): T {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [name, params.get(name) ?? fallback]),
  ) as T;
}

/** Writes changes into an address: defaults are left out, others stay, a changed filter starts at page one. */
export function writeFields<T extends UrlFields>(
  params: URLSearchParams, defaults: T, changes: Partial<T>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const fields = { ...readFields(params, defaults), ...changes };
  for (const [name, value] of Object.entries(fields)) {
    if (value === defaults[name]) {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  if (!('after' in changes)) {
    next.delete('after');
  }
  return next;
}

/** Filters, sort, page and tab live in the address, so that reload, back and sending a link work. */
export function useUrlState<T extends UrlFields>(defaults: T): [T, (changes: Partial<T>) => void] {
  const [params, setParams] = useSearchParams();
  const [known] = useState(defaults);
  const fields = useMemo(() => readFields(params, known), [params, known]);
  const change = useCallback(
    (changes: Partial<T>) => setParams((now) => writeFields(now, known, changes)),
    [setParams, known],
  );
  return [fields, change];
}
