import type { Definition } from './definition';

/** What was, is and can be again. */
export interface History {
  past: readonly Definition[];
  now: Definition;
  future: readonly Definition[];
  /** Place and moment of the last change: typing at one place is one step. */
  last: { place: string; at: number } | null;
}

const MOST = 200;
const ONE_STEP = 1_500;

export function begin(now: Definition): History {
  return { past: [], now, future: [], last: null };
}

export function step(history: History, next: Definition, place: string, at: number): History {
  if (next === history.now) {
    return history;
  }
  const same = history.last !== null && history.last.place === place && at - history.last.at < ONE_STEP;
  return {
    past: same ? history.past : [...history.past, history.now].slice(-MOST),
    now: next,
    future: [],
    last: { place, at },
  };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  return before === undefined ? history : {
    past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], last: null,
  };
}

export function redo(history: History): History {
  const [after, ...rest] = history.future;
  return after === undefined ? history : { past: [...history.past, history.now], now: after, future: rest, last: null };
}
