import type { FormView, SectionView, Words } from '@/api/types';
import { conditioned, leftOf } from '@/ui/reading/conditions';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import { checkAsTyped, type Finding } from '../check';
import { findingsOf, nameAt, uiAt } from '../findings';
import { judge } from '../rules';
import { together } from './input';

type Say = (words: Words | undefined) => string;

/** Something the checks of a form found, with the place it stands. */
export interface Found {
  section: string;
  place: string;
  finding: Finding;
}

export interface FormChecks {
  /** How many rules were judged. */
  rules: number;
  found: Found[];
  /** Fields carried over from an earlier stage that were changed since. */
  differs: { section: string; place: string }[];
}

function ofSection(section: SectionView, left: Record<string, unknown>): { rules: number; findings: Finding[] } {
  const schema = section.schema as Schema;
  const ui = section.ui as Ui;
  const conditions = conditioned(schema, ui, section.content, { form: left });
  const rules = ui['ui:rules'] ?? [];
  const names = Object.keys(schema.properties ?? {});
  const judged = judge(rules, { ...conditions.content, form: left }, { names, depth: 1 }, true);
  const own = [...checkAsTyped(schema, conditions, (path) => uiAt(ui, path)?.['ui:widget']), ...judged.findings];
  return { rules: judged.known.size, findings: together(own, findingsOf(section)) };
}

/** Judges a form as it stands by its schema and all its rules, the same that were judged when it was submitted. */
export function checksOf(form: FormView, words: Say): FormChecks {
  const placeOf = (section: SectionView, field: string) =>
    [words(section.name), field && nameAt(section.ui as Ui, field, words)].filter(Boolean).join(' · ');
  const contents = leftOf(form.sections, Object.fromEntries(form.sections.map((section) => [section.id, section.content ?? {}])));
  const sections = form.sections.map((section) => ({ section, ...ofSection(section, contents) }));
  const whole = judge(form.rules, contents, { names: Object.keys(contents), depth: 2 }, true);
  return {
    rules: sections.reduce((sum, each) => sum + each.rules, whole.known.size),
    found: [
      ...sections.flatMap(({ section, findings }) => findings.map((finding) => ({
        section: section.id, place: placeOf(section, finding.field), finding,
      }))),
      ...whole.findings.map((finding) => {
        const [name, ...rest] = finding.field.split('/');
        const section = form.sections.find((each) => each.id === name);
        return { section: name ?? '', place: section ? placeOf(section, rest.join('/')) : words(form.name), finding };
      }),
    ],
    differs: form.sections.flatMap((section) => section.differs.map((field) => ({
      section: section.id, place: placeOf(section, field),
    }))),
  };
}
