import { describe, expect, it } from 'vitest';
import { dataLines } from './events';

describe('The event stream', () => {
  it('is read block by block, whatever pieces it comes in', () => {
    const whole = ': hello\n\ndata: {"kind":"project","key":"p1","version":3}\n\nevent: x\r\ndata: {"a":1}\r\n\r\ndata: half';
    const found: string[] = [];
    let rest = '';
    for (const letter of whole) {
      const read = dataLines(rest + letter);
      rest = read.rest;
      found.push(...read.data);
    }
    expect(found).toEqual(['{"kind":"project","key":"p1","version":3}', '{"a":1}']);
    expect(rest).toBe('data: half');
  });
});
