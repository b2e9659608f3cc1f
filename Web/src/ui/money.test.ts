import { describe, expect, it } from 'vitest';
import { fenOf, total, wan, wanTyped, yuan } from './money';

describe('Money in 万元', () => {
  it.each([
    [0, '0.00'], [1, '0.00'], [5_000, '0.01'], [4_999, '0.00'], [123_456_789, '123.46'], [-123_456_789, '-123.46'],
    [900_000_000_000_000, '900,000,000.00'],
  ])('shows %i fen as %s', (fen, shown) => expect(wan(fen)).toBe(shown));

  it.each([[0, '0.00'], [1, '0.01'], [123_456_789, '1,234,567.89'], [-5, '-0.05']])(
    'tells %i fen exactly as %s yuan', (fen, shown) => expect(yuan(fen)).toBe(shown));

  it.each([
    ['12.5', 12_500_000], ['0.000001', 1], ['１２．５', 12_500_000], ['1,234.5', 1_234_500_000], ['50万元', 50_000_000],
    ['125000元', 12_500_000], ['-3', -3_000_000], ['.5', 500_000], ['0', 0], ['-0', 0],
  ])('reads %s', (typed, fen) => expect(fenOf(typed)).toBe(fen));

  it.each([[''], ['约五十万'], ['1.0000001'], ['1.234元'], ['1e5'], ['9999999999999'], ['--1'], ['.']])(
    'does not take %s for a sum', (typed) => expect(fenOf(typed)).toBeNull());

  it('types back exactly what was read', () => {
    for (let fen = 1; fen < 9_007_199_254_740_991; fen = fen * 7 + 3) {
      expect(fenOf(wanTyped(fen))).toBe(fen);
      expect(fenOf(`${yuan(fen)}元`)).toBe(fen);
    }
  });

  it('adds what is there', () => expect(total([1, undefined, 2, null])).toBe(3));
});
