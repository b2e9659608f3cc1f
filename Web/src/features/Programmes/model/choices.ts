import type { Words } from '@/api/types';
import type { Definition, FieldPart } from './definition';
import type { Reference, Sight } from './members';
import { isPart } from './places';
import type { Around } from './things';

/** Something a member may refer to, with the names that lead to it: of the definition, or a fact with a known word. */
export interface Choice {
  value: string;
  names: readonly (Words | { fact: string })[];
  /** The field that holds it, where one does. */
  field?: FieldPart;
}

/** Facts every project has. */
export const projectFacts = ['title', 'leader', 'entity', 'recommendingUnit', 'region', 'year', 'number', 'requestedFen'] as const;

const reviewResults = ['score', 'spread', 'rank', 'groupRank', 'sheets', 'supported', 'group'] as const;

function nameOf(part: unknown): Words {
  return isPart(part) && isPart(part.name) ? part.name as unknown as Words : { zh: '', en: '' };
}

function fields(definition: Definition, fits: (field: FieldPart) => boolean): Choice[] {
  return (definition.forms ?? []).flatMap((form) => (form.sections ?? []).flatMap((section) => (section.fields ?? [])
    .filter(fits).map((field) => ({ value: `${form.id}/${section.id}/${field.id}`, names: [form.name, section.name, field.name], field }))));
}

function asked(definition: Definition): Choice[] {
  return (definition.stages ?? []).flatMap((stage) => (stage.actions ?? []).flatMap((action) => [
    ...(action.asks ?? []).map((field) => ({ value: `decided/${stage.id}/${field.id}`, names: [stage.name, field.name], field })),
    ...(isPart(action.serial) ? [{ value: `decided/${stage.id}/${String(action.serial.field)}`, names: [stage.name, action.name] }] : []),
  ]));
}

function sources(definition: Definition, around: Around): Choice[] {
  return [
    ...projectFacts.map((fact) => ({ value: fact, names: [{ fact }] })),
    ...Object.keys(definition.facts ?? {}).map((name) => ({ value: `facts/${name}`, names: [{ fact: 'facts' }, { zh: name, en: name }] })),
    ...asked(definition),
    ...list(definition.documents).map(({ value, names }) => ({ value: `documents/${value}`, names: [{ fact: 'documents' }, ...names] })),
    ...fields(definition, () => true),
    ...(around.actions === undefined ? [] : reviewResults.map((name) => ({ value: `review/${name}`, names: [{ fact: `review.${name}` }] }))),
  ];
}

function inRule(definition: Definition, around: Around): Choice[] {
  if (around.actions !== undefined) {
    const stage = definition.stages?.find((each) => each.id === around.stages);
    const action = stage?.actions?.find((each) => each.id === around.actions);
    return (action?.asks ?? []).map((field) => ({ value: field.id, names: [field.name], field }));
  }
  const form = definition.forms?.find((each) => each.id === around.forms);
  return (form?.sections ?? []).flatMap((section) => (around.sections === undefined || around.sections === section.id
    ? (section.fields ?? []).map((field) => ({
      value: around.sections === undefined ? `${section.id}/${field.id}` : field.id,
      names: around.sections === undefined ? [section.name, field.name] : [field.name],
      field,
    })) : []));
}

function list(parts: readonly unknown[] | undefined): Choice[] {
  return (parts ?? []).filter(isPart).map((part) => ({ value: String(part.id), names: [nameOf(part)] }));
}

/** What a reference at a place may name. */
export function choicesOf(definition: Definition, to: Reference, around: Around): Choice[] {
  const stage = definition.stages?.find((each) => each.id === around.stages);
  switch (to) {
    case 'stage': return list(definition.stages);
    case 'form': return list(definition.forms);
    case 'document': return list(definition.documents);
    case 'quota': return list(definition.quotas);
    case 'task': return list(stage?.tasks);
    case 'action': return list(stage?.actions);
    case 'holder': return Object.entries(definition.holders ?? {}).map(([value, part]) => ({ value, names: [nameOf(part)] }));
    case 'fact': return Object.keys(definition.facts ?? {}).map((value) => ({ value, names: [{ zh: value, en: value }] }));
    case 'section': return (definition.forms ?? []).flatMap((form) => (form.sections ?? [])
      .map((section) => ({ value: `${form.id}/${section.id}`, names: [form.name, section.name] })));
    case 'path': return fields(definition, (field) => around.stages === undefined && (field.kind === 'text'));
    case 'step': return (definition.stages ?? []).filter((each) => each.kind !== 'end').flatMap((each) => [
      { value: each.id, names: [each.name] },
      ...((each.tasks?.length ?? 0) > 1 ? (each.tasks ?? []).map((task) => ({ value: `${each.id}/${task.id}`, names: [each.name, task.name] })) : []),
    ]);
    case 'rule-field': return inRule(definition, around);
    case 'source': return sources(definition, around);
  }
}

/** Every field, for what asks for a path of any kind. */
export function allFields(definition: Definition): Choice[] {
  return fields(definition, () => true);
}

const dotted = (choice: Choice) => ({ ...choice, value: choice.value.replaceAll('/', '.') });

/** What a rule at a place can read. */
export function sightOf(definition: Definition, sight: Sight, around: Around): Choice[] {
  const project = [
    ...projectFacts.filter((fact) => fact !== 'title' && fact !== 'number'), 'mode', 'today', 'submitted', 'programme', 'call',
  ].map((fact) => ({ value: fact, names: [{ fact }] }));
  const decided = asked(definition).map(dotted);
  const known = fields(definition, () => true);
  const facts = Object.entries(definition.facts ?? {}).map(([name, paths]) => ({
    value: `facts.${name}`, names: [{ zh: name, en: name }], field: known.find((choice) => choice.value === paths[0])?.field,
  }));
  switch (sight) {
    case 'project': return [...facts, ...project, ...decided];
    case 'asked': return [...inRule(definition, around), ...[...facts, ...project, ...decided]
      .map((choice) => ({ ...choice, value: `project.${choice.value}` }))];
    case 'contents': return allFields(definition).map(dotted);
    default: return inRule(definition, around).map(dotted);
  }
}
