const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** One spelling for all: without spaces, upper case. */
export function normalCreditCode(typed: string): string {
  return typed.replace(/\s/g, '').toUpperCase();
}

/** Whether characters, region and check character of a unified social credit code are right (GB 32100-2015). */
export function isCreditCode(typed: string): boolean {
  const code = normalCreditCode(typed);
  if (code.length !== 18 || !/^\d{6}$/.test(code.slice(2, 8))) {
    return false;
  }
  const values = [...code.slice(0, 17)].map((character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) {
    return false;
  }
  const sum = values.reduce((total, value, at) => total + value * (WEIGHTS[at] ?? 0), 0);
  return code[17] === ALPHABET[(31 - (sum % 31)) % 31];
}
