/** What a fact holds, which decides how it is compared. */
export type FactType = 'text' | 'number' | 'money' | 'date' | 'yes-no' | 'choice' | 'list' | 'other';

/** Something a rule can ask about: a fact of the project, or a field of a form. */
export interface Fact {
  /** JsonLogic path, e.g. `facts.ends` or `lines`. */
  path: string;
  name: string;
  type: FactType;
  /** Heading under which it is offered. */
  group?: string;
  options?: readonly { value: string; name: string }[];
  /** What the rows of a list hold. */
  columns?: readonly Fact[];
}

export type Join = 'and' | 'or';
export type Compared = '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=';
export type Quantifier = 'some' | 'all' | 'none';

/** What a fact is compared with: a value, or another fact. */
export type Operand = { kind: 'value'; value: unknown } | { kind: 'fact'; path: string };

/** A condition as it is shown. What has no shape of its own stays as it is, as text: nothing is lost. */
export type Condition =
  | { kind: 'group'; join: Join; items: Condition[] }
  | { kind: 'not'; item: Condition; bare: boolean }
  | { kind: 'compared'; fact: string; by: Compared; with: Operand; swapped: boolean }
  | { kind: 'between'; fact: string; by: '<' | '<='; least: Operand; most: Operand }
  | { kind: 'filled'; fact: string; filled: boolean; bare: boolean }
  | { kind: 'one-of'; fact: string; values: unknown[] }
  | { kind: 'contains'; fact: string; value: unknown }
  | { kind: 'each'; fact: string; quantifier: Quantifier; item: Condition }
  | { kind: 'other'; logic: unknown };

const comparisons: readonly string[] = ['==', '!=', '===', '!==', '<', '<=', '>', '>='];

function operationOf(logic: unknown): [string, unknown] | null {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) {
    return null;
  }
  const parts = Object.entries(logic);
  return parts.length === 1 && parts[0] ? parts[0] : null;
}

/** The path of a plain `{"var": "path"}`. */
function pathOf(logic: unknown): string | null {
  const operation = operationOf(logic);
  return operation?.[0] === 'var' && typeof operation[1] === 'string' && operation[1] !== '' ? operation[1] : null;
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function operandOf(logic: unknown): Operand | null {
  const path = pathOf(logic);
  return path !== null ? { kind: 'fact', path } : isPlain(logic) ? { kind: 'value', value: logic } : null;
}

function comparedOf(by: string, args: readonly unknown[]): Condition | null {
  const [left, middle, right] = args;
  if (args.length === 3 && (by === '<' || by === '<=')) {
    const [fact, least, most] = [pathOf(middle), operandOf(left), operandOf(right)];
    return fact !== null && least && most ? { kind: 'between', fact, by, least, most } : null;
  }
  if (args.length !== 2) {
    return null;
  }
  const [fact, other] = [pathOf(left), operandOf(middle)];
  if (fact !== null && other) {
    return { kind: 'compared', fact, by: by as Compared, with: other, swapped: false };
  }
  const [after, value] = [pathOf(middle), operandOf(left)];
  return after !== null && value
    ? { kind: 'compared', fact: after, by: by as Compared, with: value, swapped: true }
    : null;
}

function inOf(args: readonly unknown[]): Condition | null {
  const [part, whole] = args;
  const [fact, list] = [pathOf(part), pathOf(whole)];
  if (args.length !== 2) {
    return null;
  }
  if (fact !== null && Array.isArray(whole) && whole.every(isPlain)) {
    return { kind: 'one-of', fact, values: whole };
  }
  return list !== null && isPlain(part) ? { kind: 'contains', fact: list, value: part } : null;
}

function notOf(name: '!' | '!!', value: unknown): Condition | null {
  const bare = !Array.isArray(value);
  const inner: unknown = bare ? value : value.length === 1 ? value[0] : undefined;
  const fact = pathOf(inner);
  if (fact !== null) {
    return { kind: 'filled', fact, filled: name === '!!', bare };
  }
  return name === '!' && operationOf(inner) ? { kind: 'not', item: read(inner), bare } : null;
}

function shapeOf(logic: unknown): Condition | null {
  const operation = operationOf(logic);
  if (!operation) {
    return null;
  }
  const [name, value] = operation;
  const args: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (name === '!' || name === '!!') {
    return notOf(name, value);
  }
  if (!args) {
    return null;
  }
  if ((name === 'and' || name === 'or') && args.length > 0) {
    return { kind: 'group', join: name, items: args.map(read) };
  }
  if (name === 'some' || name === 'all' || name === 'none') {
    const fact = pathOf(args[0]);
    return fact !== null && args.length === 2 ? { kind: 'each', fact, quantifier: name, item: read(args[1]) } : null;
  }
  return name === 'in' ? inOf(args) : comparisons.includes(name) ? comparedOf(name, args) : null;
}

/** JsonLogic as conditions; what cannot be shown as one is kept as it is. */
export function read(logic: unknown): Condition {
  const shape = shapeOf(logic);
  return shape && JSON.stringify(write(shape)) === JSON.stringify(logic) ? shape : { kind: 'other', logic };
}

const variable = (path: string) => ({ var: path });
const written = (operand: Operand) => (operand.kind === 'fact' ? variable(operand.path) : operand.value);
const unary = (name: string, inner: unknown, bare: boolean) => ({ [name]: bare ? inner : [inner] });

/** Conditions as JsonLogic. */
export function write(condition: Condition): unknown {
  switch (condition.kind) {
    case 'group':
      return { [condition.join]: condition.items.map(write) };
    case 'not':
      return unary('!', write(condition.item), condition.bare);
    case 'compared': {
      const pair = [variable(condition.fact), written(condition.with)];
      return { [condition.by]: condition.swapped ? pair.reverse() : pair };
    }
    case 'between':
      return { [condition.by]: [written(condition.least), variable(condition.fact), written(condition.most)] };
    case 'filled':
      return unary(condition.filled ? '!!' : '!', variable(condition.fact), condition.bare);
    case 'one-of':
      return { in: [variable(condition.fact), condition.values] };
    case 'contains':
      return { in: [condition.value, variable(condition.fact)] };
    case 'each':
      return { [condition.quantifier]: [variable(condition.fact), write(condition.item)] };
    case 'other':
      return condition.logic;
  }
}

/** A way to compare, as it is offered in the list beside a fact. */
export type Way = Compared | 'between' | 'filled' | 'empty' | 'one-of' | 'contains' | Quantifier;

const ordered: readonly Way[] = ['==', '!=', '<', '<=', '>', '>=', 'between', 'filled', 'empty'];

/** Ways to compare what a fact holds. */
export function waysOf(type: FactType): readonly Way[] {
  switch (type) {
    case 'number':
    case 'money':
    case 'date':
      return ordered;
    case 'yes-no':
      return ['==', '!=', 'filled', 'empty'];
    case 'choice':
      return ['==', '!=', 'one-of', 'filled', 'empty'];
    case 'list':
      return ['some', 'all', 'none', 'filled', 'empty'];
    default:
      return ['==', '!=', 'one-of', 'contains', 'filled', 'empty'];
  }
}

/** The way a condition about one fact compares; null for others. */
export function wayOf(condition: Condition): Way | null {
  switch (condition.kind) {
    case 'compared':
      return condition.by;
    case 'filled':
      return condition.filled ? 'filled' : 'empty';
    case 'each':
      return condition.quantifier;
    case 'between':
    case 'one-of':
    case 'contains':
      return condition.kind;
    default:
      return null;
  }
}

/** What a fact is compared with while nothing was chosen. */
function blank(fact: Fact): unknown {
  switch (fact.type) {
    case 'number':
    case 'money':
      return 0;
    case 'yes-no':
      return true;
    case 'choice':
      return fact.options?.[0]?.value ?? '';
    default:
      return '';
  }
}

/** A condition about a fact in a way of comparing; what was compared with before is kept where it fits. */
export function about(fact: Fact, way: Way, before?: Condition): Condition {
  const kept: Operand = before?.kind === 'compared' && before.fact === fact.path
    ? before.with
    : { kind: 'value', value: blank(fact) };
  switch (way) {
    case 'filled':
    case 'empty':
      return { kind: 'filled', fact: fact.path, filled: way === 'filled', bare: false };
    case 'between':
      return { kind: 'between', fact: fact.path, by: '<=', least: kept, most: kept };
    case 'one-of':
      return { kind: 'one-of', fact: fact.path, values: [] };
    case 'contains':
      return { kind: 'contains', fact: fact.path, value: '' };
    case 'some':
    case 'all':
    case 'none': {
      const column = fact.columns?.[0];
      const item: Condition = before?.kind === 'each' && before.fact === fact.path
        ? before.item
        : column ? about(column, waysOf(column.type)[0] ?? 'filled') : { kind: 'other', logic: true };
      return { kind: 'each', fact: fact.path, quantifier: way, item };
    }
    default:
      return { kind: 'compared', fact: fact.path, by: way, with: kept, swapped: false };
  }
}

/** The fact a condition is about; null for groups and texts. */
export function factOf(condition: Condition): string | null {
  return 'fact' in condition ? condition.fact : null;
}
