import jsonLogic from 'json-logic-js';
import { partsOf, type Part, type Ui } from './fieldKinds';
import type { Schema } from './schema';

/** A section as its conditions leave it, as the server judges it. */
export interface Conditioned {
  /** Without what is hidden. */
  content: Record<string, unknown>;
  /** Paths that a condition requires and that are empty. */
  missing: string[];
  /** Paths of what is hidden. */
  hidden: ReadonlySet<string>;
  /** Paths that a condition requires now, filled or not. */
  required: ReadonlySet<string>;
}

/** What conditions see beside the section's own content. */
export interface Around {
  form?: Record<string, unknown>;
  project?: unknown;
}

const none: ReadonlySet<string> = new Set();

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A condition that cannot be judged here hides nothing and requires nothing; the server's word stands. */
function holds(condition: unknown, seen: Record<string, unknown>, otherwise: boolean): boolean {
  if (condition === undefined) {
    return otherwise;
  }
  try {
    return jsonLogic.truthy(jsonLogic.apply(condition as jsonLogic.RulesLogic, seen)) as boolean;
  } catch {
    return otherwise;
  }
}

const columnsOf = (part: Part) => partsOf(part.schema.items ?? {}, part.ui.items ?? {});

function isConditional(part: Part): boolean {
  const options = part.ui['ui:options'];
  return options?.visibleWhen !== undefined || options?.requiredWhen !== undefined
    || (part.schema.items?.properties !== undefined && columnsOf(part).some(isConditional));
}

const conditional = new WeakMap<object, boolean>();

/** Whether anything in a section depends on what else is filled in; told once per schema. */
export function hasConditions(schema: Schema, ui: Ui): boolean {
  const known = conditional.get(ui);
  const has = known ?? partsOf(schema, ui).some(isConditional);
  conditional.set(ui, has);
  return has;
}

class Pass {
  readonly missing: string[] = [];
  readonly hidden = new Set<string>();
  readonly required = new Set<string>();

  members(parts: readonly Part[], value: Record<string, unknown>, around: Record<string, unknown>, path: string) {
    const seen = { ...around };
    for (const [name, own] of Object.entries(value)) {
      if (name !== 'form' && name !== 'project') {
        seen[name] = own;
      }
    }
    const left = { ...value };
    for (const part of parts) {
      if (!holds(part.ui['ui:options']?.visibleWhen, seen, true)) {
        Reflect.deleteProperty(seen, part.name);
        Reflect.deleteProperty(left, part.name);
        this.hidden.add(path + part.name);
      }
    }
    for (const part of parts) {
      const list = left[part.name];
      if (Array.isArray(list) && part.schema.items?.properties && columnsOf(part).some(isConditional)) {
        left[part.name] = list.map((row: unknown, at) => (typeof row === 'object' && row !== null && !Array.isArray(row)
          ? this.members(columnsOf(part), row as Record<string, unknown>, seen, `${path}${part.name}/${at}/`)
          : row));
      }
    }
    this.require(parts, left, seen, path);
    return left;
  }

  private require(parts: readonly Part[], left: Record<string, unknown>, seen: Record<string, unknown>, path: string) {
    for (const part of parts) {
      const options = part.ui['ui:options'];
      const here = path + part.name;
      if ((options?.visibleWhen === undefined && options?.requiredWhen === undefined) || this.hidden.has(here)) {
        continue;
      }
      if (options.required || holds(options.requiredWhen, seen, false)) {
        this.required.add(here);
        if (isEmpty(left[part.name])) {
          this.missing.push(here);
        }
      }
    }
  }
}

/** What of a section is there and what must be filled. */
export function conditioned(schema: Schema, ui: Ui, content: unknown, around: Around = {}): Conditioned {
  const value = (typeof content === 'object' && content !== null ? content : {}) as Record<string, unknown>;
  if (!hasConditions(schema, ui)) {
    return { content: value, missing: [], hidden: none, required: none };
  }
  const pass = new Pass();
  const left = pass.members(partsOf(schema, ui), value, { ...around }, '');
  return { content: left, missing: pass.missing, hidden: pass.hidden, required: pass.required };
}

/** Contents of a whole form, each section seeing what is left of those before it. */
export function leftOf(
  sections: readonly { id: string; schema: unknown; ui: unknown }[], contents: Record<string, unknown>,
): Record<string, unknown> {
  const left = { ...contents };
  for (const section of sections) {
    const [schema, ui] = [section.schema as Schema, section.ui as Ui];
    left[section.id] = conditioned(schema, ui, left[section.id], { form: left }).content;
  }
  return left;
}
