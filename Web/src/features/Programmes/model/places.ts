import type { Definition, Part } from './definition';

/**
 * Places in a definition, named as findings name them: by ids (`stages/intake/actions/accept/target`); things without
 * an id by their number in the list. Everything here answers a new definition and leaves the old one as it was.
 */
export type Place = string;

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What names an item of a list. */
export function keyOf(item: unknown, at: number): string {
  const named = isPart(item) ? item.id ?? item.value : undefined;
  return typeof named === 'string' && named !== '' ? named : String(at);
}

export function indexOf(list: readonly unknown[], key: string): number {
  return list.findIndex((item, at) => keyOf(item, at) === key);
}

export function join(...parts: (string | number)[]): Place {
  return parts.filter((part) => part !== '').join('/');
}

export function parentOf(place: Place): [Place, string] {
  const cut = place.lastIndexOf('/');
  return cut < 0 ? ['', place] : [place.slice(0, cut), place.slice(cut + 1)];
}

function inner(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    return value[indexOf(value, key)];
  }
  return isPart(value) ? value[key] : undefined;
}

/** What stands at a place; undefined where there is nothing. */
export function at(definition: Definition, place: Place): unknown {
  return place === '' ? definition : place.split('/').reduce<unknown>(inner, definition);
}

/** True where nothing is said: such members are left out of the file. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false
    || (Array.isArray(value) && value.length === 0)
    || (isPart(value) && Object.keys(value).length === 0);
}

function changed(value: unknown, keys: readonly string[], change: (now: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) {
    return change(value);
  }
  if (Array.isArray(value)) {
    const index = indexOf(value, key);
    return index < 0 ? value : value.map((item, no) => (no === index ? changed(item, rest, change) : item as unknown));
  }
  const part = isPart(value) ? value : {};
  const next = changed(part[key], rest, change);
  if (next === undefined) {
    const { [key]: _gone, ...others } = part;
    return others;
  }
  return { ...part, [key]: next };
}

/** The definition with the value at a place changed; a change to undefined leaves the member out. */
export function change(definition: Definition, place: Place, how: (now: unknown) => unknown): Definition {
  return changed(definition, place === '' ? [] : place.split('/'), how) as Definition;
}

export function put(definition: Definition, place: Place, value: unknown): Definition {
  return change(definition, place, () => (isNothing(value) ? undefined : value));
}

/** Puts a part into the list at a place, at a number or at the end. */
export function insert(definition: Definition, list: Place, part: unknown, index?: number): Definition {
  return change(definition, list, (now) => {
    const items = Array.isArray(now) ? now as unknown[] : [];
    const where = index ?? items.length;
    return [...items.slice(0, where), part, ...items.slice(where)];
  });
}

/** Takes out what stands at a place: an item of a list or a member. */
export function remove(definition: Definition, place: Place): Definition {
  const [above, key] = parentOf(place);
  return change(definition, above, (now) => {
    if (Array.isArray(now)) {
      const left = now.filter((item, no) => keyOf(item, no) !== key);
      return left.length > 0 ? left : undefined;
    }
    const { [key]: _gone, ...others } = isPart(now) ? now : {};
    return others;
  });
}

/** Moves an item of a list by so many places; at the ends it stays. */
export function move(definition: Definition, place: Place, by: number): Definition {
  const [above, key] = parentOf(place);
  return change(definition, above, (now) => {
    if (!Array.isArray(now)) {
      return now;
    }
    const from = indexOf(now, key);
    const to = Math.max(0, Math.min(now.length - 1, from + by));
    const items = [...now as unknown[]];
    const [item] = items.splice(from, 1);
    items.splice(to, 0, item);
    return items;
  });
}

/** An id not yet taken: the wish, or the wish with a number. Field ids have no `-`. */
export function freeId(taken: readonly string[], wish: string, between = '-'): string {
  if (!taken.includes(wish)) {
    return wish;
  }
  let number = 2;
  while (taken.includes(`${wish}${between}${number}`)) {
    number += 1;
  }
  return `${wish}${between}${number}`;
}
