import type { Allowed } from '@/api/types';

export type Choosing = NonNullable<Allowed['chooses']>;

/** What is picked so far. */
export interface Choice {
  stage: string | null;
  tasks: readonly string[];
  /** Who of a holder's people is to do a task, by task; left out for nobody certain. */
  people: Readonly<Record<string, string>>;
  reason: string;
}

/** Nothing picked, except where there is one stage only. */
export function startOf(chooses: Choosing | null | undefined): Choice {
  return { stage: chooses?.stages.length === 1 ? (chooses.stages[0]?.id ?? null) : null, tasks: [], people: {}, reason: '' };
}

/** The stage that is picked; null for none. */
export function stageOf(chooses: Choosing, choice: Choice) {
  return chooses.stages.find((stage) => stage.id === choice.stage) ?? null;
}

/** Fewest and most who can be picked in the stage. */
export function boundsOf(chooses: Choosing, choice: Choice): { least: number; most: number } {
  const open = stageOf(chooses, choice)?.tasks.length ?? 0;
  const most = Math.min(Number(chooses.most ?? open), open);
  return { least: Math.min(Number(chooses.least), most), most };
}

/** What is still missing, as the server judges it too. */
export function missingOf(chooses: Choosing | null | undefined, choice: Choice): ('stage' | 'tasks' | 'reason')[] {
  if (!chooses) {
    return [];
  }
  const { least, most } = boundsOf(chooses, choice);
  return [
    ...(stageOf(chooses, choice) ? [] : ['stage' as const]),
    ...(choice.tasks.length < least || choice.tasks.length > most ? ['tasks' as const] : []),
    ...(chooses.reason && choice.reason.trim() === '' ? ['reason' as const] : []),
  ];
}

/** The input's `choice`; null where there is nothing to pick. */
export function choiceInput(chooses: Choosing | null | undefined, choice: Choice) {
  const people = Object.entries(choice.people).filter(([task]) => choice.tasks.includes(task));
  return chooses ? {
    ...(chooses.picksStage && choice.stage ? { stage: choice.stage } : {}),
    ...(choice.tasks.length > 0 ? { tasks: [...choice.tasks] } : {}),
    ...(people.length > 0 ? { people: Object.fromEntries(people) } : {}),
    ...(choice.reason.trim() ? { reason: choice.reason.trim() } : {}),
  } : null;
}
