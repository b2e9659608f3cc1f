import type { TFunction } from 'i18next';
import { OfflineError, ProblemError, type Problem } from '@/api/problem';
import { yuan } from './money';
import { minuteOf } from './time';

/** Whatever carries a code and its arguments: a problem, a finding, a reason why not. */
export interface Coded {
  code: string;
  args?: Record<string, string>;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

const FEN = /Fen$/;
const DIGITS = /^\d{1,15}$/;

/** Arguments as they are read: instants in the province's time, sums in yuan. */
export function readable(args: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name, INSTANT.test(value) ? minuteOf(value) : FEN.test(name) && DIGITS.test(value) ? `¥${yuan(Number(value))}` : value,
    ]),
  );
}

/** Bounds of which one is open, and values taken already, have a sentence of their own. */
function variantOf({ code, args = {} }: Coded): string {
  if (code === 'taken') {
    return `${code}_${args.space ?? ''}`;
  }
  if (!('least' in args) || !('most' in args)) {
    return code;
  }
  const open = (bound: string | undefined) => bound === '' || bound === undefined;
  return open(args.most) ? `${code}_least` : open(args.least) || args.least === '0' ? `${code}_most` : code;
}

/** The sentence for a code; one that has none yet is told by its kind, with the code to quote. */
export function sentence(t: TFunction, coded: Coded, status?: number): string {
  const args = readable(coded.args ?? {});
  const known = [variantOf(coded), coded.code]
    .map((code) => t(`errors:${code}`, { ...args, defaultValue: '' }))
    .find((text) => text !== '');
  if (known) {
    return known;
  }
  const kind = t(`errors:status.${status ?? 0}`, { defaultValue: '' }) || t('errors:status.0');
  return `${kind}${t('errors:quote', { code: coded.code })}`;
}

export function problemSentence(t: TFunction, problem: Problem): string {
  return sentence(t, problem, problem.status);
}

/** What to say about anything that went wrong. */
export function errorSentence(t: TFunction, error: unknown): string {
  if (error instanceof ProblemError) {
    return problemSentence(t, error.problem);
  }
  return error instanceof OfflineError ? t('errors:offline') : t('errors:unexpected');
}
