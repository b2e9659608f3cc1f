import jsonLogic from 'json-logic-js';
import type { FormRule } from '@/api/types';
import { isSealed, type Finding } from './check';

/** A rule as the definition has it: JsonLogic that is true of valid content, and the sentence where it is not. */
export type Rule = Pick<FormRule, 'id' | 'field' | 'holds' | 'message'>;

export interface Judged {
  findings: Finding[];
  /** Rules that could be judged here; for the others the server's word stands. */
  known: ReadonlySet<string>;
}

/** The paths a rule reads; variables of a list's items (`current.x`) are among them and read nothing by themselves. */
export function readsOf(logic: unknown): string[] {
  if (Array.isArray(logic)) {
    return logic.flatMap(readsOf);
  }
  if (typeof logic !== 'object' || logic === null) {
    return [];
  }
  return Object.entries(logic).flatMap(([operation, value]) => {
    const first = Array.isArray(value) ? value[0] as unknown : value as unknown;
    return operation === 'var' ? (typeof first === 'string' ? [first] : []) : readsOf(value);
  });
}

function valueAt(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, step) => (here as Record<string, unknown> | null | undefined)?.[step], data);
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What rules are over: the names at the top (fields of a section, or sections of a form), and how many steps of a
 * path name a field: 1 in a section, 2 in a form. */
export interface Over {
  names: readonly string[];
  depth: 1 | 2;
}

/** Whether what a rule compares is there: an untouched field is told by its required mark, not by a rule. */
function isTouched(rule: Rule, data: Record<string, unknown>, { names, depth }: Over): boolean {
  return readsOf(rule.holds).filter((path) => names.includes(path.split('.')[0] ?? ''))
    .every((path) => !isEmpty(valueAt(data, path.split('.').slice(0, depth).join('.'))));
}

/**
 * The rules over some content, as the server judges them: same logic, same sentence.
 * @param all also where fields are still empty.
 */
export function judge(rules: readonly Rule[], data: Record<string, unknown>, over: Over, all: boolean): Judged {
  const known = new Set<string>();
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (readsOf(rule.holds).some((path) => isSealed(valueAt(data, path)))) {
      continue;
    }
    let holds: boolean;
    try {
      holds = jsonLogic.truthy(jsonLogic.apply(rule.holds as jsonLogic.RulesLogic, data)) as boolean;
    } catch {
      continue;
    }
    known.add(rule.id);
    if (!holds && (all || isTouched(rule, data, over))) {
      findings.push({ code: 'rule', args: { rule: rule.id, zh: rule.message.zh, en: rule.message.en }, field: rule.field ?? '' });
    }
  }
  return { findings, known };
}

/** The sum asked for, in fen, of what is typed now; null where the form has no such rule or it gives no sum yet. */
export function requestedOf(logic: unknown, form: string, contents: Record<string, unknown>): number | null {
  if (typeof logic !== 'object' || logic === null) {
    return null;
  }
  try {
    const sum: unknown = jsonLogic.apply(logic as jsonLogic.RulesLogic, { [form]: contents });
    return typeof sum === 'number' && Number.isSafeInteger(sum) ? sum : null;
  } catch {
    return null;
  }
}
