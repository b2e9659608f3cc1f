/** Money is whole fen everywhere; 万元 (10,000 yuan, 1,000,000 fen) is only a way to show and type it. */
const FEN_PER_WAN = 1_000_000n;

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 万元 with two decimals, rounded half up: 123456789 fen is 123.46. */
export function wan(fen: number): string {
  const exact = BigInt(fen);
  const sign = exact < 0n ? '-' : '';
  const size = exact < 0n ? -exact : exact;
  const hundredths = (size + FEN_PER_WAN / 200n) / (FEN_PER_WAN / 100n);
  const decimals = (hundredths % 100n).toString().padStart(2, '0');
  return `${sign}${grouped(hundredths / 100n)}.${decimals}`;
}

/** The exact figure in yuan: 123456789 fen is 1,234,567.89. */
export function yuan(fen: number): string {
  const exact = BigInt(fen);
  const sign = exact < 0n ? '-' : '';
  const size = exact < 0n ? -exact : exact;
  return `${sign}${grouped(size / 100n)}.${(size % 100n).toString().padStart(2, '0')}`;
}

/** 万元 without loss, as it is typed: 123456789 fen is 123.456789, 5000000 fen is 5. */
export function wanTyped(fen: number): string {
  const exact = BigInt(fen);
  const size = exact < 0n ? -exact : exact;
  const decimals = (size % FEN_PER_WAN).toString().padStart(6, '0').replace(/0+$/, '');
  return `${exact < 0n ? '-' : ''}${size / FEN_PER_WAN}${decimals ? `.${decimals}` : ''}`;
}

/**
 * Reads a sum in 万元 as people type or paste it (full-width digits, separators, a trailing 万元 or 元) into fen.
 * Null where it is no sum, is finer than a fen, or too large to be exact.
 */
export function fenOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[\s,，¥￥]/g, '');
  const match = /^(-?)(\d*)(?:\.(\d*))?(万元|万|元)?$/.exec(plain);
  if (!match || !(match[2] || match[3])) {
    return null;
  }
  const places = match[4] === '元' ? 2 : 6;
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > places) {
    return null;
  }
  const fen = Number(BigInt(`${match[2] || '0'}${decimals.padEnd(places, '0')}`));
  if (!Number.isSafeInteger(fen)) {
    return null;
  }
  return match[1] && fen !== 0 ? -fen : fen;
}

/** Adds up what is there; gaps count as nothing. */
export function total(sums: readonly (number | null | undefined)[]): number {
  return sums.reduce<number>((sum, fen) => sum + (fen ?? 0), 0);
}
