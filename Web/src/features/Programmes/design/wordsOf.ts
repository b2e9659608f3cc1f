import type { PartName } from '../model/members';

const alike: Partial<Record<PartName, string>> = {
  column: 'field', asked: 'field', fieldRule: 'rule', formRule: 'rule', askedRule: 'rule', instantRule: 'rule',
};

/** Under which name the locale has a part's words: some parts share those of what they are like. */
export function wordsOf(part: PartName): string {
  return alike[part] ?? part;
}
