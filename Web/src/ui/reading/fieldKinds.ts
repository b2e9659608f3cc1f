import type { FormRule, Words } from '@/api/types';
import type { Schema } from './schema';

/** A field's part of the UI schema, as the server compiles it from the programme definition. */
export interface Ui {
  'ui:field'?: string;
  'ui:widget'?: string;
  'ui:order'?: string[];
  /** Rules over the section's content. */
  'ui:rules'?: Pick<FormRule, 'id' | 'field' | 'holds' | 'message'>[];
  'ui:options'?: {
    name?: Words;
    help?: Words;
    text?: Words;
    sum?: boolean;
    maxBytes?: number;
    accept?: string[];
    names?: Record<string, Words>;
    /** JsonLogic: there only where it holds; `required` then says whether it must be filled. */
    visibleWhen?: unknown;
    requiredWhen?: unknown;
    required?: boolean;
    /** The code table of a tree choice, and whether only its leaves can be chosen. */
    codes?: string;
    leaves?: boolean;
    /** A sensitive text of paragraphs. */
    long?: boolean;
  };
  items?: Ui;
  [field: string]: unknown;
}

export type Kind = 'text' | 'long-text' | 'number' | 'integer' | 'money' | 'date' | 'choice' | 'file' | 'table'
  | 'member-table' | 'legal-entity' | 'statement' | 'tree-choice' | 'person' | 'entries' | 'sensitive';

/** What a field holds: named by the UI schema, or plain by its type. */
export function kindOf(schema: Schema, ui: Ui): Kind {
  const named = ui['ui:field'] ?? ui['ui:widget'];
  if (named) {
    return named as Kind;
  }
  return schema.type === 'integer' ? 'integer' : schema.type === 'number' ? 'number' : 'text';
}

/** Whether a section has values that are kept sealed. */
export function hasSealed(schema: Schema, ui: Ui): boolean {
  return partsOf(schema, ui).some((part) => part.kind === 'sensitive'
    || (part.schema.items?.properties !== undefined && hasSealed(part.schema.items, part.ui.items ?? {})));
}

export interface Part {
  name: string;
  schema: Schema;
  ui: Ui;
  kind: Kind;
  required: boolean;
}

/** The fields of a section, or the columns of a table, in their order. */
export function partsOf(schema: Schema, ui: Ui): Part[] {
  const names = ui['ui:order'] ?? Object.keys(schema.properties ?? {});
  return names.flatMap((name) => {
    const part = schema.properties?.[name];
    const own = (ui[name] as Ui | undefined) ?? {};
    return part
      ? [{ name, schema: part, ui: own, kind: kindOf(part, own), required: schema.required?.includes(name) ?? false }]
      : [];
  });
}
