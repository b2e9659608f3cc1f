import { describe, expect, it } from 'vitest';
import { filled, sampleOf } from './sample';

describe('Samples for a trial', () => {
  it('keep within what the schema asks for', () => {
    expect([...String(sampleOf({ type: 'string', minLength: 50, maxLength: 60 }))].length).toBe(50);
    expect(sampleOf({ type: 'integer', minimum: 3 })).toBe(3);
    expect(sampleOf({ type: 'string', oneOf: [{ const: 'a' }, { const: 'b' }] })).toBe('a');
    expect(sampleOf({ type: 'boolean', const: true })).toBe(true);
    expect(sampleOf({ type: 'string', format: 'date' })).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(sampleOf({ type: 'array', minItems: 2, items: { type: 'object', properties: { n: { type: 'integer' } } } })).toEqual([{ n: 1 }, { n: 1 }]);
    expect(sampleOf({ type: 'array', items: { type: 'object', properties: { file: {}, name: {}, size: {} } } })).toEqual([]);
  });

  it('leave what is typed as it is', () => {
    const schema = { properties: { title: { type: 'string', minLength: 1 }, sum: { type: 'integer', minimum: 0 } } };
    expect(filled(schema, { title: '已有' })).toEqual({ title: '已有', sum: 0 });
  });
});
