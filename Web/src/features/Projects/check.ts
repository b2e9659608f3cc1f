import { wanTyped } from '@/ui/money';
import type { Conditioned } from '@/ui/reading/conditions';
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

/** Whether a text is a day of the calendar, `2026-11-21`. */
function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (!year || !month || !day || month > 12) {
    return false;
  }
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

function ofText(schema: Schema, value: string, field: string): Finding[] {
  const length = lengthOf(value);
  const [least, most] = [schema.minLength ?? 0, schema.maxLength ?? Infinity];
  if (length === 0 && least > 0) {
    return [{ code: 'required', args: {}, field }];
  }
  if (length < least || length > most) {
    return [{ code: 'length', args: { least: text(schema.minLength), most: text(schema.maxLength) }, field }];
  }
  if (schema.format === 'date' && !isDay(value)) {
    return [{ code: 'date', args: {}, field }];
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    return [{ code: 'pattern', args: {}, field }];
  }
  return schema.oneOf && !schema.oneOf.some((option) => option.const === value) ? [{ code: 'option', args: {}, field }] : [];
}

/** Places after the point, as the number is written. */
function decimalsOf(value: number): number {
  const [digits = '', power = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(power));
}

/** Places after the point that a number may have; undefined for any. */
export function precisionOf(schema: Schema): number | undefined {
  return schema.type === 'integer' ? 0 : schema.multipleOf === undefined ? undefined : decimalsOf(schema.multipleOf);
}

function ofNumber(schema: Schema, value: number, field: string): Finding[] {
  if ((schema.minimum ?? -Infinity) > value || (schema.maximum ?? Infinity) < value) {
    return [{ code: 'range', args: { least: text(schema.minimum), most: text(schema.maximum) }, field }];
  }
  return schema.multipleOf !== undefined && decimalsOf(value) > decimalsOf(schema.multipleOf)
    ? [{ code: 'step', args: { step: text(schema.multipleOf) }, field }]
    : [];
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
  const known = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => (value[name] !== undefined
    ? check(part, value[name], below(name))
    : schema.required?.includes(name) ? [{ code: 'required', args: {}, field: below(name) }] : []));
  return schema.additionalProperties === false
    ? known.concat(Object.keys(value).filter((name) => value[name] !== undefined && !schema.properties?.[name])
      .map((name) => ({ code: 'field-unknown', args: {}, field: below(name) })))
    : known;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/** A sealed value stands for a text that the server judges. */
export function isSealed(value: unknown): value is { sealed: string; mask: string } {
  return typeof value === 'object' && value !== null && typeof (value as { sealed?: unknown }).sealed === 'string';
}

export function check(schema: Schema, value: unknown, field = ''): Finding[] {
  if (schema.type === 'string' && isSealed(value)) {
    return [];
  }
  if (schema.type && !hasType(value, schema.type)) {
    return [value === null
      ? { code: 'required', args: {}, field }
      : { code: 'type', args: { type: schema.type }, field }];
  }
  if (schema.const !== undefined) {
    return value === schema.const ? [] : [{ code: 'not-accepted', args: {}, field }];
  }
  return typeof value === 'string' ? ofText(schema, value, field)
    : typeof value === 'number' ? ofNumber(schema, value, field)
    : Array.isArray(value) ? ofList(schema, value, field)
    : typeof value === 'object' && value !== null ? ofObject(schema, value as Record<string, unknown>, field)
    : [];
}

/** The check of a section as its conditions leave it. */
export function checkConditioned(schema: Schema, section: Conditioned): Finding[] {
  const found = check(schema, section.content);
  return found.concat(section.missing.filter((path) => !found.some((finding) => finding.field === path))
    .map((field) => ({ code: 'required', args: {}, field })));
}

/** A sum out of range is told in 万元, as it is typed. */
function inWan(finding: Finding, kind: string | undefined): Finding {
  const bound = (fen: string | undefined) => (fen ? wanTyped(Number(fen)) : '');
  return finding.code === 'range' && kind === 'money'
    ? { ...finding, code: 'money-range', args: { least: bound(finding.args.least), most: bound(finding.args.most) } }
    : finding;
}

/** The check with its figures as people read them; `kindAt` tells what a field holds. */
export function checkAsTyped(
  schema: Schema, section: Conditioned, kindAt: (path: string) => string | undefined,
): Finding[] {
  return checkConditioned(schema, section).map((finding) => inWan(finding, kindAt(finding.field)));
}

/** Nothing there yet: told by marks and summary, not in red while one is still typing. */
export function isMissing(finding: { code: string }): boolean {
  return finding.code === 'required' || finding.code === 'not-accepted';
}
