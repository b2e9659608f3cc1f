import { wanTyped } from '@/ui/money';
import type { Schema } from '@/ui/reading/schema';

/**
 * What is missing or wrong in a section, as the server would say it, while it is typed: the same codes over the part of
 * JSON Schema that programme definitions compile to. The server's word counts; this one is only quicker.
 */
export interface Finding {
  code: string;
  args: Record<string, string>;
  /** Path below the section, e.g. `lines/0/amount`. */
  field: string;
}

const text = (bound: number | undefined) => (bound === undefined ? '' : String(bound));

/** Characters as the server counts them: UTF-16 units are not characters. */
export function lengthOf(value: string): number {
  return [...value].length;
}

function ofText(schema: Schema, value: string, field: string): Finding[] {
  const found: Finding[] = [];
  const length = lengthOf(value);
  if (schema.oneOf && !schema.oneOf.some((option) => option.const === value)) {
    found.push({ code: 'option', args: {}, field });
  }
  if ((schema.minLength ?? 0) > length || (schema.maxLength ?? Infinity) < length) {
    found.push({ code: 'length', args: { least: text(schema.minLength), most: text(schema.maxLength) }, field });
  } else if (schema.format === 'date') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) {
      found.push({ code: 'date', args: {}, field });
    }
  } else if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    found.push({ code: 'pattern', args: {}, field });
  }
  return found;
}

function ofNumber(schema: Schema, value: number, field: string): Finding[] {
  if ((schema.minimum ?? -Infinity) > value || (schema.maximum ?? Infinity) < value) {
    return [{ code: 'range', args: { least: text(schema.minimum), most: text(schema.maximum) }, field }];
  }
  return [];
}

function ofList(schema: Schema, value: unknown[], field: string): Finding[] {
  const found = value.flatMap((item, at) => check(schema.items ?? {}, item, `${field}/${at}`));
  if ((schema.minItems ?? 0) > value.length || (schema.maxItems ?? Infinity) < value.length) {
    found.unshift({ code: 'rows', args: { least: text(schema.minItems), most: text(schema.maxItems) }, field });
  }
  return found;
}

function ofObject(schema: Schema, value: Record<string, unknown>, field: string): Finding[] {
  const below = (name: string) => (field ? `${field}/${name}` : name);
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const inner = value[name];
    const absent = inner === undefined || inner === null || inner === '';
    if (absent) {
      return schema.required?.includes(name) ? [{ code: 'required', args: {}, field: below(name) }] : [];
    }
    return check(part, inner, below(name));
  });
}

export function check(schema: Schema, value: unknown, field = ''): Finding[] {
  if (schema.const !== undefined) {
    return value === schema.const ? [] : [{ code: 'not-accepted', args: {}, field }];
  }
  if (typeof value === 'string') {
    return ofText(schema, value, field);
  }
  if (typeof value === 'number') {
    return ofNumber(schema, value, field);
  }
  if (Array.isArray(value)) {
    return ofList(schema, value, field);
  }
  return typeof value === 'object' && value !== null ? ofObject(schema, value as Record<string, unknown>, field) : [];
}

/** A sum out of range is told in 万元, as it is typed. */
function inWan(finding: Finding, kind: string | undefined): Finding {
  const bound = (fen: string | undefined) => (fen ? wanTyped(Number(fen)) : '');
  return finding.code === 'range' && kind === 'money'
    ? { ...finding, code: 'money-range', args: { least: bound(finding.args.least), most: bound(finding.args.most) } }
    : finding;
}

/** The check with its figures as people read them; `kindAt` tells what a field holds. */
export function checkAsTyped(schema: Schema, value: unknown, kindAt: (path: string) => string | undefined): Finding[] {
  return check(schema, value).map((finding) => inWan(finding, kindAt(finding.field)));
}

/** Nothing there yet: told by marks and summary, not in red while one is still typing. */
export function isMissing(finding: { code: string }): boolean {
  return finding.code === 'required' || finding.code === 'not-accepted';
}
