import type { Logic, SectionPart } from './definition';

/** A number of a section that can be added up: a field (`total`), or a column over the rows (`lines/amount`). */
export interface Summand {
  value: string;
  names: readonly { zh: string; en: string }[];
}

const isNumber = (kind: string) => ['money', 'number', 'integer'].includes(kind);

export function summands(section: SectionPart): Summand[] {
  return (section.fields ?? []).flatMap((field) => (isNumber(field.kind)
    ? [{ value: field.id, names: [field.name] }]
    : (field.columns ?? []).filter((column) => isNumber(column.kind))
      .map((column) => ({ value: `${field.id}/${column.id}`, names: [field.name, column.name] }))));
}

function valueOf(part: string): Logic {
  const [field, column] = part.split('/');
  return column === undefined ? { var: [field, 0] } : {
    reduce: [{ var: field }, { '+': [{ var: 'accumulator' }, { var: [`current.${column}`, 0] }] }, 0],
  };
}

/** True where a total equals the sum of its parts; what is empty counts as 0. */
export function sumRule(total: string, parts: readonly string[]): Logic {
  const [first = '', ...rest] = parts;
  return { '==': [valueOf(total), rest.length === 0 ? valueOf(first) : { '+': parts.map(valueOf) }] };
}
