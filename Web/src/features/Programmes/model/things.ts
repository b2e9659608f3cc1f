import type { Reference, Sight } from './members';

/** Something a definition names: what it is, what it belongs to, and its id there. */
export interface Thing {
  kind: 'stage' | 'holder' | 'form' | 'section' | 'field' | 'column' | 'document' | 'task' | 'action' | 'quota' | 'asked' | 'fact'
    | 'mode';
  owner: string;
  id: string;
}

/** Where a reference stands: the ids of the form, section, stage and action around it. */
export interface Around {
  forms?: string;
  sections?: string;
  stages?: string;
  actions?: string;
}

/** One step of a reference: the thing it names, or letters that name nothing. */
export type Named = Thing | string;

const words: Partial<Record<string, Thing['kind']>> = {
  stages: 'stage', holders: 'holder', forms: 'form', sections: 'section', fields: 'field', columns: 'column',
  documents: 'document', tasks: 'task', actions: 'action', quotas: 'quota', modes: 'mode', asks: 'asked', facts: 'fact',
};

/** The thing that stands at a place; null where it has no name of its own. */
export function thingAt(place: string): Thing | null {
  const steps = place.split('/');
  const kind = words[steps.at(-2) ?? ''];
  if (!kind || steps.length % 2 !== 0) {
    return null;
  }
  const ids = steps.filter((_, no) => no % 2 === 1);
  const id = ids.pop() ?? '';
  return { kind, owner: kind === 'asked' ? ids[0] ?? '' : ids.join('/'), id };
}

function inFields(steps: readonly string[]): Named[] {
  const [form = '', section = '', field = '', rows, column] = steps;
  const found: Named[] = [{ kind: 'form', owner: '', id: form }];
  if (steps.length > 1) {
    found.push({ kind: 'section', owner: form, id: section });
  }
  if (steps.length > 2) {
    found.push({ kind: 'field', owner: `${form}/${section}`, id: field });
  }
  if (rows === '*' && column !== undefined) {
    found.push(rows, { kind: 'column', owner: `${form}/${section}/${field}`, id: column });
    return [...found, ...steps.slice(5)];
  }
  return [...found, ...steps.slice(3)];
}

function inProject(steps: readonly string[]): Named[] {
  const [first = '', second, third] = steps;
  if (first === 'facts' && second !== undefined) {
    return [first, { kind: 'fact', owner: '', id: second }, ...steps.slice(2)];
  }
  if ((first === 'decided' || first === 'times') && second !== undefined) {
    const stage: Thing = { kind: 'stage', owner: '', id: second };
    return third === undefined
      ? [first, stage] : [first, stage, { kind: 'asked', owner: second, id: third }, ...steps.slice(3)];
  }
  return [...steps];
}

function inAsked(steps: readonly string[], around: Around): Named[] {
  const [first = '', ...rest] = steps;
  return first === 'project' ? [first, ...inProject(rest)] : [{ kind: 'asked', owner: around.stages ?? '', id: first }, ...rest];
}

/** What a rule's path names, by what the rule reads. */
export function seen(sight: Sight, path: string, around: Around): Named[] {
  const steps = path.split('.');
  const { forms: form = '', sections: section = '' } = around;
  switch (sight) {
    case 'project':
      return inProject(steps);
    case 'asked':
      return inAsked(steps, around);
    case 'contents':
      return inFields(steps);
    case 'form':
      return inFields([form, ...steps]).slice(1);
    case 'section':
      return steps[0] === 'form' && steps.length > 1
        ? ['form', ...inFields([form, ...steps.slice(1)]).slice(1)]
        : inFields([form, section, ...steps]).slice(2);
  }
}

/** What a reference names. */
export function named(to: Reference, value: string, around: Around): Named[] {
  const steps = value.split('/');
  const { forms: form = '', sections: section = '', stages: stage = '' } = around;
  switch (to) {
    case 'task':
      return [{ kind: 'task', owner: stage, id: value }];
    case 'action':
      return [{ kind: 'action', owner: stage, id: value }];
    case 'step': {
      const [first = '', second] = steps;
      const at: Thing = { kind: 'stage', owner: '', id: first };
      return second === undefined ? [at] : [at, { kind: 'task', owner: first, id: second }];
    }
    case 'path':
      return inFields(steps);
    case 'source':
      if (steps[0] === 'documents' && steps[1] !== undefined) {
        return ['documents', { kind: 'document', owner: '', id: steps[1] }];
      }
      return steps[0] === 'facts' || steps[0] === 'decided' ? inProject(steps) : steps.length === 3 ? inFields(steps) : [value];
    case 'section':
      return inFields(steps);
    case 'rule-field':
      if (around.actions !== undefined) {
        return [{ kind: 'asked', owner: stage, id: value }];
      }
      return section === '' ? inFields([form, ...steps]).slice(1) : inFields([form, section, ...steps]).slice(2);
    default:
      return [{ kind: to, owner: '', id: value }];
  }
}

export function isSame(one: Thing, other: Thing): boolean {
  return one.kind === other.kind && one.owner === other.owner && one.id === other.id;
}
