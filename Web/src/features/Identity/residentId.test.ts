import { describe, expect, it } from 'vitest';
import { isResidentId } from './residentId';

describe('A resident identity number', () => {
  it.each(['11010519491231002X', '11010519491231002x', '110105 1949 1231 002X'])('%s is right', (number) =>
    expect(isResidentId(number)).toBe(true));
  it.each(['', '110105194912310021', '11010519490231002X', '11010519491331002X', '1101051949123100'])('%s is wrong', (number) =>
    expect(isResidentId(number)).toBe(false));
});
