import { createContext, use } from 'react';
import type { Definition } from '../model/definition';
import type { Place } from '../model/places';
import type { Around } from '../model/things';

/** Something the check says about a place. */
export interface Finding {
  place: Place;
  code: string;
  args: Record<string, string>;
  warning: boolean;
}

/** A definition that is looked at or changed, and where one is in it. */
export interface Editing {
  definition: Definition;
  readOnly: boolean;
  findings: readonly Finding[];
  /** Puts a new definition in place of the one shown; changes at one place in quick succession are one step. */
  change: (next: Definition, place: Place) => void;
  /** Where a place is shown. */
  addressOf: (place: Place) => string;
  go: (place: Place) => void;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) {
    throw new Error('nothing is edited here');
  }
  return editing;
}

/** The ids around a place, as references are read there. */
export function aroundOf(place: Place): Around {
  const steps = place.split('/');
  const found: Record<string, string> = {};
  for (let no = 0; no + 1 < steps.length; no += 2) {
    found[steps[no] ?? ''] = steps[no + 1] ?? '';
  }
  return found;
}

export function findingsAt(findings: readonly Finding[], place: Place): Finding[] {
  return findings.filter((finding) => finding.place === place);
}

export function findingsBelow(findings: readonly Finding[], place: Place): Finding[] {
  return place === '' ? [...findings] : findings.filter((finding) => finding.place === place || finding.place.startsWith(`${place}/`));
}
