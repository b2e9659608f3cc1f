import { useState } from 'react';

const written = (value: unknown) => JSON.stringify(value instanceof Set ? [...(value as Set<unknown>)] : value);

/** The same object as before while it says the same: what is made anew at each keystroke does not draw a form anew. */
export function useSame<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || written(kept) === written(value)) {
    return kept;
  }
  keep(value);
  return value;
}
