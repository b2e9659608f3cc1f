import { describe, expect, it } from 'vitest';
import { isCreditCode, normalCreditCode } from './creditCode';

describe('A credit code', () => {
  it.each(['1244010033333333XN', '12440300444444446M', '114400002222222238', ' 1244 0800 4444 4444 6f '])(
    '%s is right', (code) => expect(isCreditCode(code)).toBe(true));
  it.each(['', '1244010033333333XA', '12440300444444446', '1244O300444444446M', '12440300444444446I', '12440300444444446m9'])(
    '%s is wrong', (code) => expect(isCreditCode(code)).toBe(false));
  it('is sent in one spelling', () => expect(normalCreditCode(' 1244 0800 4444 4444 6f')).toBe('12440800444444446F'));
});
