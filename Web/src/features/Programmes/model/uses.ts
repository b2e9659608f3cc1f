import type { Definition, Part } from './definition';
import { mapPaths } from './logic';
import { members, type PartName, type Shape } from './members';
import { change, isNothing, isPart, join, keyOf, parentOf, remove, type Place } from './places';
import { isSame, named, seen, thingAt, type Around, type Named, type Thing } from './things';

/** Turns the things a reference names; null takes the reference away. */
type Turn = (names: Named[], place: Place, isRule: boolean) => Named[] | null;

const idOf = (each: Named) => (typeof each === 'string' ? each : each.id);

function turned(names: Named[], between: string, place: Place, isRule: boolean, turn: Turn): string | null {
  return turn(names, place, isRule)?.map(idOf).join(between) ?? null;
}

function walkValue(shape: Shape, value: unknown, place: Place, around: Around, turn: Turn): unknown {
  switch (shape.is) {
    case 'ref':
      return typeof value === 'string' ? turned(named(shape.to, value, around), '/', place, false, turn) ?? undefined : value;
    case 'refs':
      return Array.isArray(value)
        ? value.map((each) => turned(named(shape.to, String(each), around), '/', place, false, turn)).filter((each) => each !== null)
        : value;
    case 'paths':
      return isPart(value) ? Object.fromEntries(Object.entries(value).map(([name, list]) => [
        name, walkValue({ is: 'refs', to: 'path' }, list, join(place, name), around, turn)])) : value;
    case 'groups':
      return Array.isArray(value) ? value.map((group) => walkValue({ is: 'refs', to: 'step' }, group, place, around, turn)) : value;
    case 'logic':
      return mapPaths(value, (path) => turned(seen(shape.sight, path, around), '.', place, true, turn) ?? path);
    case 'part':
      return walkPart(shape.part, value, place, around, turn);
    case 'parts':
      return Array.isArray(value) ? value.map((item: unknown, no) => {
        const key = keyOf(item, no);
        const list = place.slice(place.lastIndexOf('/') + 1);
        return walkPart(shape.part, item, join(place, key), { ...around, [list]: key }, turn);
      }) : value;
    case 'named':
      return isPart(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [
        key, walkPart(shape.part, item, join(place, key), around, turn)])) : value;
    default:
      return value;
  }
}

function walkPart(part: PartName, value: unknown, place: Place, around: Around, turn: Turn): unknown {
  if (!isPart(value)) {
    return value;
  }
  const next: Part = {};
  for (const [name, inner] of Object.entries(value)) {
    const shape = members[part].find((member) => member.name === name)?.shape;
    const walked = shape ? walkValue(shape, inner, join(place, name), around, turn) : inner;
    if (!(isNothing(walked) && !isNothing(inner))) {
      next[name] = walked;
    }
  }
  return next;
}

/** Where a thing is named: the places of the members that refer to it. */
export function usesOf(definition: Definition, thing: Thing): Place[] {
  const found = new Set<Place>();
  walkPart('programme', definition, '', {}, (names, place) => {
    if (names.some((each) => typeof each !== 'string' && isSame(each, thing))) {
      found.add(place);
    }
    return names;
  });
  return [...found];
}

/** Uses of what stands at a place, and of all that stands in it, from outside of it. */
export function usesBelow(definition: Definition, place: Place): Place[] {
  const things = thingsBelow(definition, place);
  const found = new Set<Place>();
  walkPart('programme', definition, '', {}, (names, at) => {
    if (at !== place && !at.startsWith(`${place}/`) && names.some((each) => typeof each !== 'string' && things.some((thing) => isSame(each, thing)))) {
      found.add(at);
    }
    return names;
  });
  return [...found];
}

function thingsBelow(definition: Definition, place: Place): Thing[] {
  const found: Thing[] = [];
  const visit = (value: unknown, at: Place) => {
    const thing = thingAt(at);
    if (thing && (at === place || at.startsWith(`${place}/`))) {
      found.push(thing);
    }
    if (Array.isArray(value)) {
      value.forEach((item, no) => {
        if (isPart(item)) {
          visit(item, join(at, keyOf(item, no)));
        }
      });
    } else if (isPart(value)) {
      Object.entries(value).forEach(([name, inner]) => visit(inner, join(at, name)));
    }
  };
  visit(definition, '');
  return found;
}

/** Gives what stands at a place another id, there and wherever it is named. */
export function rename(definition: Definition, place: Place, id: string): Definition {
  const [list, key] = parentOf(place);
  const thing = thingAt(place);
  const changed = thing ? walkPart('programme', definition, '', {}, (names) => names.map((each) =>
    (typeof each === 'string' ? each : renamedIn(each, thing, id)))) as Definition : definition;
  return change(changed, list, (now) => {
    if (Array.isArray(now)) {
      return now.map((item: unknown, no) => (keyOf(item, no) === key && isPart(item)
        ? { ...item, [item.id === undefined && item.value !== undefined ? 'value' : 'id']: id } : item));
    }
    return isPart(now) ? Object.fromEntries(Object.entries(now).map(([name, inner]) => [name === key ? id : name, inner])) : now;
  });
}

function renamedIn(each: Thing, thing: Thing, id: string): Named {
  return isSame(each, thing) ? id : each;
}

/**
 * Takes out what stands at a place. References that can go with it go (a prefill, an entry of a list); those that
 * something else needs stay and are then findings: `left` tells where.
 */
export function removal(
  definition: Definition, place: Place,
): { definition: Definition; uses: Place[]; left: Place[] } {
  const uses = usesBelow(definition, place);
  const things = thingsBelow(definition, place);
  const left = new Set<Place>();
  const dropped = walkPart('programme', remove(definition, place), '', {}, (names, at, isRule) => {
    if (!names.some((each) => typeof each !== 'string' && things.some((thing) => isSame(each, thing)))) {
      return names;
    }
    if (isRule || /(^|\/)(target|then|otherwise|holder|from|undecided|form)$/.test(at)) {
      left.add(at);
      return names;
    }
    return null;
  }) as Definition;
  return { definition: dropped, uses, left: [...left] };
}
