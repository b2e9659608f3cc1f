import type { Words } from '@/api/types';
import type { Definition, Part } from './definition';
import type { PartName } from './members';
import { freeId } from './places';

/** Ids of fields have letters and digits only; others may have `-`. */
export function isFieldId(part: PartName): boolean {
  return ['field', 'column', 'asked', 'publicField'].includes(part);
}

/** Parts that stand in a list without an id. */
export function hasNoId(part: PartName): boolean {
  return part === 'route' || part === 'withdrawal';
}

/** A new part as one would begin with: with what its kind cannot be without. */
export function newPart(definition: Definition, part: PartName, taken: readonly string[], name: Words): Part {
  const wish = { option: 'option', grade: 'grade', fieldRule: 'rule', formRule: 'rule', askedRule: 'rule', instantRule: 'rule', asked: 'item', publicField: 'item' };
  const id = freeId(taken, part in wish ? wish[part as keyof typeof wish] : part, isFieldId(part) ? '' : '-');
  const anyStage = definition.stages?.find((stage) => stage.kind === 'end')?.id ?? '';
  switch (part) {
    case 'option': return { value: id, name };
    case 'grade': return { value: id, name, points: 60 };
    case 'fieldRule': case 'formRule': case 'askedRule': case 'instantRule': return { id, holds: true, message: name };
    case 'route': return { when: true, target: anyStage };
    case 'withdrawal': return { name, stages: definition.stages?.[0] ? [definition.stages[0].id] : [] };
    case 'task': return { id, name, holder: Object.keys(definition.holders ?? {})[0] ?? '' };
    case 'action': return { id, name, target: anyStage, opinion: 'optional' };
    case 'field': case 'column': case 'asked': return { id, kind: 'text', name };
    case 'publicField': return { id, name, from: 'title' };
    case 'form': return { id, name, sections: [{ id: 'basic', name, fields: [] }] };
    case 'quota': return { id, name, per: 'leader', within: 'programme', class: definition.programme, limit: 1 };
    case 'sheet': return { id, name, indicators: [{ id: 'indicator', name, weight: 100, max: 100 }] };
    case 'indicator': return { id, name, weight: 10, max: 100 };
    case 'holder': return { name, role: 'case-officer', at: 'owner' };
    default: return { id, name };
  }
}
