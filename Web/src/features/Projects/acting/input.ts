import type { Problem } from '@/api/problem';
import type { Allowed } from '@/api/types';
import { conditioned } from '@/ui/reading/conditions';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import { checkAsTyped, isMissing, type Finding } from '../check';
import { uiAt } from '../findings';
import { judge, readsOf } from '../rules';
import { choiceInput, startOf, type Choice } from './choice';

/** What an action asks for: schema, UI schema, what the fields start with, and the project as its rules see it. */
export type Asks = NonNullable<Allowed['asks']>;

type Content = Record<string, unknown>;

/** Whether a fact of the project that a rule reads was told; where it was not, the server judges alone. */
function isTold(path: string, data: object): boolean {
  let here: unknown = data;
  for (const step of path.startsWith('project.') ? path.split('.') : []) {
    if (typeof here !== 'object' || here === null || !(step in here)) {
      return false;
    }
    here = (here as Content)[step];
  }
  return true;
}

/**
 * What is missing or wrong in what an action asks for, as the server judges it: schema, then rules, which see the
 * project's facts as `project`.
 * @param all also what is still empty.
 */
export function inputFindings(asks: Asks, content: unknown, all: boolean): Finding[] {
  const schema = asks.schema as Schema;
  const ui = asks.ui as Ui;
  const typed = (content ?? {}) as Content;
  const conditions = conditioned(schema, ui, typed, { project: asks.project ?? {} });
  const quick = checkAsTyped(schema, conditions, (path) => uiAt(ui, path)?.['ui:widget']);
  const data = { ...conditions.content, project: asks.project ?? {} };
  const judged = judge(
    (ui['ui:rules'] ?? []).filter((rule) => readsOf(rule.holds).every((path) => isTold(path, data))), data,
    { names: Object.keys(schema.properties ?? {}), depth: 1 }, all);
  return [...quick.filter((finding) => all || !isMissing(finding)), ...judged.findings];
}

/** The server's findings about the input, their fields told from the input on. */
export function refusedFields(problem: Problem | null): Finding[] {
  return (problem?.code === 'input-invalid' ? problem.details : []).map((detail) => ({
    code: detail.code, args: detail.args, field: (detail.field ?? '').replace(/^input\/?/, ''),
  }));
}

/** What is found here, and what only the server found. */
export function together(own: readonly Finding[], server: readonly Finding[]): Finding[] {
  const name = (finding: Finding) => `${finding.code} ${finding.args.rule ?? ''} ${finding.field}`;
  const known = new Set(own.map(name));
  return [...own, ...server.filter((finding) => !known.has(name(finding)))];
}

/** Values that are there: what a field was cleared of is not sent. */
function given(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** The body's `input`: what the action asks for, what is picked, the sections to correct; null for nothing. */
export function inputOf(
  allowed: Allowed, content: unknown, sections: readonly string[], choice: Choice = startOf(allowed.chooses),
): Content | null {
  const picked = choiceInput(allowed.chooses, choice);
  const input: Content = {
    ...(allowed.asks ? given((content ?? {}) as Content) : {}),
    ...(allowed.asksSections && sections.length > 0 ? { sections: [...sections] } : {}),
    ...(picked && Object.keys(picked).length > 0 ? { choice: picked } : {}),
  };
  return allowed.asks || Object.keys(input).length > 0 ? input : null;
}
