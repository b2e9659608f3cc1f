import type { TaskRow } from '@/api/types';

/** Tasks of one kind: the same task of the same stage of one programme, held under one identity. */
export function kindOf(task: TaskRow): string {
  return [task.identity, task.programme, task.stage, task.name.zh, task.for ?? ''].join('|');
}

/** Soonest deadline first; those without one last. */
export function soonestFirst(tasks: readonly TaskRow[]): TaskRow[] {
  const end = (task: TaskRow) => (task.due ? new Date(task.due).getTime() : Number.MAX_SAFE_INTEGER);
  return [...tasks].sort((a, b) => end(a) - end(b));
}

export interface Place {
  /** Counted from 1. */
  at: number;
  all: number;
  previous: TaskRow | null;
  next: TaskRow | null;
}

/** Where a project stands among the tasks of its kind; null where it is none of this identity's tasks. */
export function placeOf(tasks: readonly TaskRow[], project: string, identity: string): Place | null {
  const own = tasks.find((task) => task.project === project && task.identity === identity);
  if (!own) {
    return null;
  }
  const queue = soonestFirst(tasks.filter((task) => kindOf(task) === kindOf(own)));
  const at = queue.indexOf(own);
  const others = queue.length > 1;
  return {
    at: at + 1,
    all: queue.length,
    previous: others ? queue[(at - 1 + queue.length) % queue.length] ?? null : null,
    next: others ? queue[(at + 1) % queue.length] ?? null : null,
  };
}
