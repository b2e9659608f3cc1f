import { isPart } from './places';

/** Operators of json-logic-js 2, as the server knows them. */
export const operators = [
  'var', 'missing', 'missing_some', 'if', '?:', '==', '===', '!=', '!==', '!', '!!', 'or', 'and', '>', '>=', '<', '<=', 'max',
  'min', '+', '-', '*', '/', '%', 'map', 'reduce', 'filter', 'all', 'none', 'some', 'merge', 'in', 'cat', 'substr', 'log',
] as const;

const overRows = ['map', 'filter', 'all', 'none', 'some'];

/** Where a `var` looks: the whole (''), the rows of a list (`lines.*.`), or nothing we can name (null). */
type Scope = string | null;

function operation(logic: unknown): [string, unknown] | null {
  const entries = isPart(logic) ? Object.entries(logic) : [];
  return entries.length === 1 && entries[0] ? entries[0] : null;
}

function rowsOf(list: unknown, scope: Scope): Scope {
  const found = operation(list);
  if (!found || scope === null) {
    return null;
  }
  const [name, args] = found;
  const first: unknown = Array.isArray(args) ? args[0] : args;
  if (name === 'var') {
    return typeof first === 'string' && first !== '' ? `${scope}${first}.*.` : null;
  }
  return name === 'filter' ? rowsOf(first, scope) : null;
}

function inScope(path: string, scope: Scope, rename: (path: string) => string, before = ''): string {
  if (scope === null || !path.startsWith(before) || path.length === before.length) {
    return path;
  }
  const whole = rename(`${scope}${path.slice(before.length)}`);
  return whole.startsWith(scope) ? `${before}${whole.slice(scope.length)}` : path;
}

function names(args: unknown, turn: (path: string) => string): unknown {
  if (typeof args === 'string') {
    return turn(args);
  }
  return Array.isArray(args) ? args.map((arg, no) => (no === 0 && typeof arg === 'string' ? turn(arg) : arg as unknown)) : args;
}

/**
 * Turns each path a rule reads into another. Inside `map`, `filter` and the like the path is told from the whole:
 * `lines.*.amount`; the names of the list itself are turned where the list is named.
 */
export function mapPaths(logic: unknown, turn: (path: string) => string, scope: Scope = '', before = ''): unknown {
  if (Array.isArray(logic)) {
    return logic.map((each) => mapPaths(each, turn, scope, before));
  }
  const found = operation(logic);
  if (!found) {
    return logic;
  }
  const [name, args] = found;
  const here = (path: string) => inScope(path, scope, turn, before);
  if (name === 'var') {
    return { var: names(args, here) };
  }
  if (name === 'missing') {
    return { missing: Array.isArray(args) ? args.map((arg) => (typeof arg === 'string' ? here(arg) : arg as unknown)) : names(args, here) };
  }
  if ((overRows.includes(name) || name === 'reduce') && Array.isArray(args)) {
    const [list, body, ...rest] = args as unknown[];
    const rows = rowsOf(list, scope);
    return { [name]: [
      mapPaths(list, turn, scope, before),
      mapPaths(body, turn, rows, name === 'reduce' ? 'current.' : ''),
      ...rest.map((each) => mapPaths(each, turn, scope, before)),
    ] };
  }
  return { [name]: mapPaths(args, turn, scope, before) };
}

/** The paths a rule reads. */
export function pathsOf(logic: unknown): string[] {
  const found: string[] = [];
  mapPaths(logic, (path) => {
    found.push(path);
    return path;
  });
  return found;
}

/** What keeps a text from being a rule: not JSON, or an operator that nobody knows. Null when it is one. */
export function faultOf(logic: unknown): string | null {
  if (Array.isArray(logic)) {
    return logic.map(faultOf).find((fault) => fault !== null) ?? null;
  }
  if (!isPart(logic)) {
    return null;
  }
  const found = operation(logic);
  if (!found) {
    return JSON.stringify(logic);
  }
  return (operators as readonly string[]).includes(found[0]) ? faultOf(found[1]) : found[0];
}
