import type { IndicatorScore, ScoreSheetContent, ScoreSheetView, SheetForm, SheetIndicator } from '@/api/types';

/** What is missing or wrong, in the codes of the server; the server's word counts, this one is only quicker. */
export interface SheetFinding {
  code: string;
  args: Record<string, string>;
  field: string;
}

/** Longest comment, in characters. */
export const longest = 2_000;

export const emptySheet: ScoreSheetContent = { scores: [], comment: null, support: null };

const nothing = (indicator: string): IndicatorScore => ({ indicator, score: null, grade: null, comment: null });

export function scoreOf(content: ScoreSheetContent, indicator: string): IndicatorScore {
  return content.scores.find((score) => score.indicator === indicator) ?? nothing(indicator);
}

/** The content with one indicator changed; indicators keep the order of the sheet. */
export function withScore(
  form: SheetForm, content: ScoreSheetContent, indicator: string, change: Partial<IndicatorScore>,
): ScoreSheetContent {
  const changed = { ...scoreOf(content, indicator), ...change };
  const scores = form.indicators.map(({ id }) => (id === indicator ? changed : scoreOf(content, id)))
    .filter((score) => score.score !== null || score.grade !== null || score.comment !== null);
  return { ...content, scores };
}

/** The content with all that the format asks for: drafts kept on the device leave out what is absent. */
export function whole(content: unknown): ScoreSheetContent {
  const { scores = [], comment = null, support = null } = (content ?? {}) as Partial<ScoreSheetContent>;
  return {
    scores: scores.map((score) => ({ ...nothing(score.indicator), ...score })),
    comment: comment?.trim() ? comment : null,
    support,
  };
}

/** How much of its highest points an indicator was given, 0 to 1; null where nothing was given. */
function partOf(indicator: SheetIndicator, given: IndicatorScore): number | null {
  if (indicator.grades.length > 0) {
    const grade = indicator.grades.find((each) => each.value === given.grade);
    return grade ? grade.points / Math.max(...indicator.grades.map((each) => each.points)) : null;
  }
  return given.score === null || !indicator.max ? null : given.score / indicator.max;
}

/** The weighted total so far, 0 to 100, over how many of the indicators. */
export function runningTotal(form: SheetForm, content: ScoreSheetContent): { points: number; given: number } {
  const parts = form.indicators.map((indicator) => ({
    share: indicator.share, part: partOf(indicator, scoreOf(content, indicator.id)),
  }));
  const sum = parts.reduce((all, { share, part }) => all + (part ?? 0) * share, 0);
  return { points: Math.round(sum * 100) / 100, given: parts.filter(({ part }) => part !== null).length };
}

function ofComment(field: string, rule: SheetForm['comment'], given: string | null | undefined): SheetFinding[] {
  const length = (given ?? '').trim().length;
  if (length === 0) {
    return rule.required ? [{ code: 'required', args: {}, field }] : [];
  }
  return length < rule.minLength || length > longest
    ? [{ code: 'length', args: { least: String(rule.minLength), most: String(longest) }, field }] : [];
}

/** Whether a score is within the range and a multiple of the step; decimals as they are read. */
export function fits(indicator: SheetIndicator, score: number): boolean {
  const steps = score / indicator.step;
  return score >= 0 && score <= (indicator.max ?? 0) && Math.abs(steps - Math.round(steps)) < 1e-9;
}

function ofIndicator(indicator: SheetIndicator, given: IndicatorScore): SheetFinding[] {
  const { id: field } = indicator;
  const missing = indicator.grades.length > 0 ? given.grade === null : given.score === null;
  const found: SheetFinding[] = missing ? [{ code: 'required', args: {}, field }] : [];
  if (given.score !== null && indicator.grades.length === 0 && !fits(indicator, given.score)) {
    found.push({ code: 'sheet-score-range', args: { most: String(indicator.max ?? 0), step: String(indicator.step) }, field });
  }
  return [...found, ...ofComment(`${field}/comment`, indicator.comment, given.comment)];
}

export function findingsOf(form: SheetForm, content: ScoreSheetContent): SheetFinding[] {
  return [
    ...form.indicators.flatMap((indicator) => ofIndicator(indicator, scoreOf(content, indicator.id))),
    ...ofComment('comment', form.comment, content.comment),
    ...(form.support && content.support === null ? [{ code: 'required', args: {}, field: 'support' }] : []),
  ];
}

/** Where score and recommendation do not go together: asked about, never blocked. */
export function doubtOf(form: SheetForm, content: ScoreSheetContent): 'high' | 'low' | null {
  const { points, given } = runningTotal(form, content);
  if (given < form.indicators.length || content.support === null) {
    return null;
  }
  return points >= 85 && !content.support ? 'high' : points < 60 && content.support ? 'low' : null;
}

export type SheetMark = 'todo' | 'draft' | 'complete' | 'returned' | 'submitted' | 'closed';

/** How far a sheet is, from its line on the desk and, where it was read, the sheet itself. */
export function markOf(state: string, sheet?: Pick<ScoreSheetView, 'version' | 'findings'>): SheetMark {
  if (state === 'submitted' || state === 'closed') {
    return state;
  }
  if (sheet && sheet.findings.length === 0) {
    return 'complete';
  }
  return state === 'returned' ? 'returned' : sheet && sheet.version > 0 ? 'draft' : 'todo';
}

/** The next project whose sheet still wants work, after this one and then from the start; null where none does. */
export function nextOpen(lines: readonly { project: string; state: string }[], project: string): string | null {
  const at = lines.findIndex((line) => line.project === project);
  const turned = [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))];
  return turned.find((line) => line.state === 'open' || line.state === 'returned')?.project ?? null;
}
