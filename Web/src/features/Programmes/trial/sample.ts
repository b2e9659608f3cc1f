import { isPart } from '../model/places';

/** JSON Schema as sections have it. */
interface Schema {
  type?: string;
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  oneOf?: { const: unknown }[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

const words = '本项目为试办示例，内容仅用于检查表单和流程。';

function textOf({ minLength = 0, maxLength = 200 }: Schema): string {
  const length = Math.max(1, Math.min(maxLength, Math.max(minLength, 8)));
  return words.repeat(Math.ceil(length / words.length)).slice(0, length);
}

/** A value that passes what the schema asks for; rules between fields are the person's to satisfy. */
export function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) {
    return schema.const;
  }
  if (schema.oneOf) {
    return schema.oneOf[0]?.const;
  }
  switch (schema.type) {
    case 'string': return schema.format === 'date' ? '2027-01-01' : textOf(schema);
    case 'number': case 'integer': return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
    case 'boolean': return true;
    case 'array': {
      const file = schema.items?.properties?.file !== undefined;
      return file ? [] : Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sampleOf(schema.items ?? {}));
    }
    case 'object': {
      const { id, name, ...others } = schema.properties ?? {};
      if (id && name && Object.keys(others).length === 0) {
        return { id: 'trial-entity', name: '试办单位' };
      }
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sampleOf(inner)]));
    }
    default: return undefined;
  }
}

/** What is there already stays; what is missing is filled in with samples. */
export function filled(schema: unknown, content: unknown): Record<string, unknown> {
  const { properties = {} } = schema as Schema;
  const now = isPart(content) ? content : {};
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => {
    const value = now[name];
    const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return [name, empty ? sampleOf(inner) : value];
  }));
}

