import type { Words } from '@/api/types';
import type { FieldPart } from './definition';
import type { Choice } from './choices';

/** What a rule can ask about, as the rule builder takes it. */
export interface RuleFact {
  path: string;
  name: string;
  type: 'text' | 'number' | 'money' | 'date' | 'yes-no' | 'choice' | 'list' | 'other';
  group?: string;
  options?: readonly { value: string; name: string }[];
  columns?: readonly RuleFact[];
}

const types: Record<string, RuleFact['type']> = {
  text: 'text', 'long-text': 'text', number: 'number', integer: 'number', money: 'money', date: 'date', choice: 'choice',
  table: 'list', 'member-table': 'list', statement: 'yes-no', 'tree-choice': 'text',
};

const known: Record<string, RuleFact['type']> = { requestedFen: 'money', year: 'number', today: 'date', submitted: 'date' };

function ofField(path: string, name: string, field: FieldPart, words: (text: Words) => string): RuleFact {
  return {
    path, name, type: types[field.kind] ?? 'other',
    options: field.options?.map((option) => ({ value: option.value, name: words(option.name) })),
    columns: field.columns?.map((column) => ofField(column.id, words(column.name), column, words)),
  };
}

/** The choices of a place as facts with their types. */
export function factsOf(
  choices: readonly Choice[], nameOf: (choice: Choice) => string, words: (text: Words) => string,
): RuleFact[] {
  return choices.map((choice) => (choice.field
    ? ofField(choice.value, nameOf(choice), choice.field, words)
    : { path: choice.value, name: nameOf(choice), type: known[choice.value.replace(/^project\./, '')] ?? 'text' }));
}
