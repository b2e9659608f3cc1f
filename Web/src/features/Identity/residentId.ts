const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** One spelling for all: without spaces, the check character X upper case. */
export function normalResidentId(typed: string): string {
  return typed.replace(/\s/g, '').toUpperCase();
}

/** Whether length, birthday and check character of a resident identity number are right (GB 11643-1999). */
export function isResidentId(typed: string): boolean {
  const number = normalResidentId(typed);
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number);
  if (!match) {
    return false;
  }
  const [, year, month, day] = match.map(Number);
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  if (born.getUTCMonth() !== (month ?? 0) - 1 || born.getUTCDate() !== day) {
    return false;
  }
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return number[17] === '10X98765432'[sum % 11];
}
