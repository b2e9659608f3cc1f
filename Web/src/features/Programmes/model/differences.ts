import type { Definition } from './definition';
import { isPart, join, keyOf, type Place } from './places';

/** The places where two definitions differ, as deep as both have them. */
export function differences(one: Definition, other: Definition): Place[] {
  const found: Place[] = [];
  const visit = (a: unknown, b: unknown, place: Place) => {
    if (JSON.stringify(a) === JSON.stringify(b)) {
      return;
    }
    const [below, beside] = [entries(a), entries(b)];
    if (!below || !beside) {
      found.push(place);
      return;
    }
    const keys = [...new Set([...below.keys(), ...beside.keys()])];
    const before = found.length;
    keys.forEach((key) => visit(below.get(key), beside.get(key), join(place, key)));
    if (found.length === before && Array.isArray(a)) {
      found.push(place);
    }
  };
  visit(one, other, '');
  return found;
}

function entries(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    return value.every(isPart) ? new Map(value.map((item, no) => [keyOf(item, no), item])) : null;
  }
  return isPart(value) && !('zh' in value) ? new Map(Object.entries(value)) : null;
}
