import type { SectionView } from '@/api/types';
import { checkAsTyped, isMissing, type Finding } from './check';
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
  schema: Schema, ui: Ui, content: unknown, server: readonly Finding[], all: boolean, judged: readonly Judged[] = [],
): Finding[] {
  const quick = checkAsTyped(schema, content, (path) => uiAt(ui, path)?.['ui:widget']);
  const known = new Set(['required', 'not-accepted', 'length', 'range', 'rows', 'pattern', 'option', 'date', 'type']);
  const ruled = (finding: Finding) => finding.code === 'rule' && judged.some((each) => each.known.has(finding.args.rule ?? ''));
  const rest = server.filter((finding) => !known.has(finding.code) && !ruled(finding));
  return [...quick.filter((finding) => all || !isMissing(finding)), ...judged.flatMap((each) => each.findings), ...rest];
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
