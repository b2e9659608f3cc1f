import { fenOf } from '@/ui/money';
import type { Part } from '@/ui/reading/fieldKinds';

export type Row = Record<string, unknown>;

/** The cells of what was copied from a spreadsheet or a table in a text; null when it is plain text. */
export function cellsOf(text: string): string[][] | null {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.length > 1 || text.includes('\t') ? lines.map((line) => line.split('\t').map((cell) => cell.trim())) : null;
}

/** A pasted text as a value of the column; undefined where it fits none. */
export function valueOf(part: Part, text: string): unknown {
  if (text === '') {
    return undefined;
  }
  switch (part.kind) {
    case 'money':
      return fenOf(text) ?? undefined;
    case 'number':
    case 'integer': {
      const number = Number(text.normalize('NFKC').replace(/[,\s]/g, ''));
      return Number.isFinite(number) ? (part.kind === 'integer' ? Math.round(number) : number) : undefined;
    }
    case 'date': {
      const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
      return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined;
    }
    case 'choice': {
      const names = part.ui['ui:options']?.names ?? {};
      return (part.schema.oneOf ?? []).find((option) => {
        const name = names[String(option.const)];
        return [option.const, option.title, name?.zh, name?.en].includes(text);
      })?.const;
    }
    case 'legal-entity':
    case 'person':
    case 'tree-choice':
      return undefined;
    default:
      return text;
  }
}

/** Puts pasted cells into the rows, beginning at a cell; rows are added up to the limit. */
export function pasted(
  rows: readonly Row[],
  parts: readonly Part[],
  at: { row: number; column: number },
  cells: readonly string[][],
  most: number,
): Row[] {
  const next = rows.map((row) => ({ ...row }));
  cells.forEach((line, down) => {
    const row = at.row + down;
    if (row >= most) {
      return;
    }
    next[row] ??= {};
    line.forEach((text, right) => {
      const part = parts[at.column + right];
      const value = part && valueOf(part, text);
      if (part && value !== undefined) {
        next[row] = { ...next[row], [part.name]: value };
      }
    });
  });
  return next.map((row) => row ?? {});
}
