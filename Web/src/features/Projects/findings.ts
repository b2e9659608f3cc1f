import type { SectionView } from '@/api/types';
import { checkAsTyped, isMissing, isSealed, type Finding } from './check';
import type { Conditioned } from '@/ui/reading/conditions';
import type { Schema } from '@/ui/reading/schema';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { FormContext } from './fields/context';
import type { Judged } from './rules';

/** Findings of the server about this section, their fields told from the section on. */
export function findingsOf(section: SectionView): Finding[] {
  const below = `${section.id}/`;
  return section.findings.map((finding) => ({
    code: finding.code,
    args: finding.args,
    field: finding.field?.startsWith(below) ? finding.field.slice(below.length) : finding.field ?? '',
  }));
}

/** What to show: the quick check of what is typed; of the server's word only what the check cannot know. */
export function shownFindings(
  schema: Schema, ui: Ui, section: Conditioned, server: readonly Finding[], all: boolean,
  judged: readonly Judged[] = [],
): Finding[] {
  const quick = checkAsTyped(schema, section, (path) => uiAt(ui, path)?.['ui:widget']);
  const known = new Set(['required', 'not-accepted', 'length', 'range', 'rows', 'pattern', 'option', 'date', 'type', 'step', 'field-unknown']);
  const ruled = (finding: Finding) => finding.code === 'rule' && judged.some((each) => each.known.has(finding.args.rule ?? ''));
  const sealed = (finding: Finding) => isSealed(valueAt(section.content, finding.field));
  const rest = server.filter(
    (finding) => (sealed(finding) || !known.has(finding.code) || isCode(ui, finding)) && !ruled(finding));
  return [...quick.filter((finding) => all || !isMissing(finding)), ...judged.flatMap((each) => each.findings), ...rest];
}

function valueAt(content: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((here, step) => (here as Record<string, unknown> | null | undefined)?.[step], content);
}

/** Whether a code is in its table only the server knows. */
function isCode(ui: Ui, finding: Finding): boolean {
  return finding.code === 'option' && uiAt(ui, finding.field)?.['ui:field'] === 'tree-choice';
}

/** The UI schema of the field at a path. */
export function uiAt(ui: Ui, path: string): Ui | undefined {
  return path.split('/').reduce<Ui | undefined>(
    (here, step) => (/^\d+$/.test(step) ? here?.items : here?.[step] as Ui | undefined), ui);
}

/** The name of the field at a path, for the summary. */
export function nameAt(ui: Ui, path: string, words: FormContext['words']): string {
  const names: string[] = [];
  let here: Ui | undefined = ui;
  for (const step of path.split('/')) {
    here = (/^\d+$/.test(step) ? here?.items : here?.[step] as Ui | undefined);
    names.push(/^\d+$/.test(step) ? String(Number(step) + 1) : words(here?.['ui:options']?.name) || step);
  }
  return names.join(' · ');
}
