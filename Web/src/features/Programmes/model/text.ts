import type { Definition } from './definition';
import { faultOf } from './logic';
import { members, type PartName, type Shape } from './members';
import { isNothing, isPart } from './places';

function orderedValue(shape: Shape | undefined, value: unknown): unknown {
  if (shape?.is === 'part') {
    return ordered(shape.part, value);
  }
  if (shape?.is === 'parts' && Array.isArray(value)) {
    return value.map((item) => ordered(shape.part, item));
  }
  if (shape?.is === 'named' && isPart(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ordered(shape.part, item)]));
  }
  if ((shape?.is === 'words' || shape?.is === 'long-words') && isPart(value)) {
    return { zh: value.zh ?? '', en: value.en ?? '' };
  }
  return value;
}

/** A part with its members in the order of the table, unknown ones last, empty ones left out. */
function ordered(part: PartName, value: unknown): unknown {
  if (!isPart(value)) {
    return value;
  }
  const known = members[part].map((member) => member.name);
  const names = [...known.filter((name) => name in value), ...Object.keys(value).filter((name) => !known.includes(name))];
  return Object.fromEntries(names
    .map((name) => [name, value[name], members[part].find((member) => member.name === name)] as const)
    .filter(([, inner, member]) => !isNothing(inner) || member?.need === true)
    .map(([name, inner, member]) => [name, orderedValue(member?.shape, inner)]));
}

/** The definition in the order a file has, so that equal definitions are equal texts. */
export function inOrder(definition: Definition): Definition {
  return ordered('programme', definition) as Definition;
}

/** The text of the file. */
export function fileOf(definition: Definition): string {
  return `${JSON.stringify(inOrder(definition), null, 2)}\n`;
}

export type Read = { definition: Definition } | { fault: 'not-json' | 'not-a-definition' };

/** Reads a file; what is wrong in detail is the check's to say. */
export function readFile(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'not-json' };
  }
  if (!isPart(value) || value.format !== 1 || typeof value.programme !== 'string' || !isPart(value.name)) {
    return { fault: 'not-a-definition' };
  }
  return { definition: value as Definition };
}

export type RuleRead = { logic: unknown } | { fault: 'not-json' | 'operator'; what: string };

/** Reads a rule as text. */
export function readRule(text: string): RuleRead {
  let logic: unknown;
  try {
    logic = JSON.parse(text);
  } catch (error) {
    return { fault: 'not-json', what: error instanceof Error ? error.message : '' };
  }
  const fault = faultOf(logic);
  return fault === null ? { logic } : { fault: 'operator', what: fault };
}
