import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { members, type PartName } from './members';
import { isPart } from './places';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  required?: string[];
  const?: unknown;
  description?: string;
  $defs?: Record<string, Schema>;
}

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../Api/Programmes/programme-definition.json'), 'utf8')) as Schema;

function meant(schema: Schema | undefined): Schema {
  const name = schema?.$ref?.split('/').at(-1);
  if (name) {
    return meant(published.$defs?.[name]);
  }
  const inner = (schema?.anyOf ?? schema?.oneOf)?.map(meant).find((each) => each.properties ?? each.items);
  return inner ?? schema ?? {};
}

/** Each part of the table with what the published schema says of it; the first place that shows it counts. */
function partsOf(): Map<PartName, Schema> {
  const found = new Map<PartName, Schema>();
  const visit = (part: PartName, schema: Schema) => {
    if (found.has(part)) {
      return;
    }
    found.set(part, schema);
    for (const { name, shape } of members[part]) {
      const inner = meant(schema.properties?.[name]);
      if (shape.is === 'part' && inner.properties) {
        visit(shape.part, inner);
      } else if (shape.is === 'parts' && inner.items) {
        visit(shape.part, meant(inner.items));
      } else if (shape.is === 'named' && isPart(inner.additionalProperties)) {
        visit(shape.part, meant(inner.additionalProperties as Schema));
      }
    }
  };
  visit('programme', published);
  return found;
}

const parts = partsOf();
/** Members that the server reads of any field and that have a meaning only where the table offers them. */
const elsewhere: Partial<Record<PartName, readonly string[]>> = {
  column: members.field.concat(members.asked).map((member) => member.name),
  asked: members.field.concat(members.column).map((member) => member.name),
  field: members.column.concat(members.asked).map((member) => member.name),
  instantRule: ['field'],
};

describe('What the published schema says', () => {
  it('reaches the parts that make a definition', () => expect(parts.size).toBeGreaterThan(20));

  it.each([...parts.keys()])('of %s can all be designed', (part) => {
    const known = [...members[part].map((member) => member.name), ...(elsewhere[part] ?? [])];
    expect(Object.keys(parts.get(part)?.properties ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each([...parts.keys()])('%s needs is kept when it is cleared', (part) => {
    const needed = members[part].filter((member) => member.need).map((member) => member.name);
    const lists = members[part].filter((member) => ['parts', 'named'].includes(member.shape.is)).map((member) => member.name);
    const required = parts.get(part)?.required ?? [];
    expect(required.filter((name) => !needed.includes(name) && !lists.includes(name))).toEqual([]);
  });

  it.each([['stage', 'kind'], ['field', 'kind'], ['action', 'opinion'], ['stage', 'join']] as const)('lists the choices of %s %s', (part, name) => {
    const shape = members[part].find((member) => member.name === name)?.shape;
    const choices = (meant(parts.get(part)?.properties?.[name]).oneOf ?? []).map((each) => String(each.const));
    expect(choices.length).toBeGreaterThan(0);
    // A repeating section is made of entries; no field may be of that kind.
    const written = choices.filter((each) => each !== 'entries');
    expect(written.filter((each) => !(shape?.is === 'pick' && shape.of.includes(each)))).toEqual([]);
  });
});
