/** The part of JSON Schema that programme definitions compile to. */
export interface Schema {
  type?: string;
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  additionalProperties?: boolean;
  pattern?: string;
  format?: string;
  const?: unknown;
  oneOf?: { const: unknown; title?: string }[];
}
