const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const DIGITS = '23456789';

function pick(from: string, count: number): string {
  return [...crypto.getRandomValues(new Uint32Array(count))].map((number) => from[number % from.length]).join('');
}

/** A first password to be told to somebody: 16 characters without those that are read for one another. */
export function firstPassword(): string {
  return [pick(LETTERS, 4), pick(DIGITS, 3), pick(LETTERS, 4), pick(DIGITS, 3)].join('-').slice(0, 17);
}
