import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { IndicatorScore, SheetForm, SheetIndicator } from '@/api/types';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { longest, type SheetFinding } from './sheet';

/** What is to be said of one field, at the field. */
export function FieldErrors({ id, findings, field }: {
  id?: string; findings: readonly SheetFinding[]; field: string;
}) {
  const { t } = useTranslation();
  const mine = findings.filter((finding) => finding.field === field);
  return mine.length === 0 ? null : (
    <span className="field-error" id={id} role="alert">{mine.map((finding) => sentence(t, finding)).join(' ')}</span>
  );
}

/** A comment with its counter: how long it must be, how long it may be. */
export function Comment({ id, label, rule, value, disabled, findings, field, rows = 2, onChange }: {
  id: string;
  label: string;
  rule: SheetForm['comment'];
  value: string | null | undefined;
  disabled: boolean;
  findings: readonly SheetFinding[];
  field: string;
  rows?: number;
  onChange: (comment: string | null) => void;
}) {
  const { t } = useTranslation('reviews');
  return (
    <div className="field">
      <label htmlFor={id} className="small">
        {label}
        {rule.required
          ? <span className="required">{rule.minLength > 0 ? t('sheet.atLeast', { count: rule.minLength }) : t('sheet.required')}</span>
          : <span className="muted"> {t('sheet.optional')}</span>}
      </label>
      <Input.TextArea
        id={id} value={value ?? ''} readOnly={disabled} maxLength={longest} showCount autoSize={{ minRows: rows, maxRows: 12 }}
        status={findings.some((finding) => finding.field === field) ? 'error' : undefined} aria-describedby={`${id}-error`}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      />
      <FieldErrors id={`${id}-error`} findings={findings} field={field} />
    </div>
  );
}

/** Moves to the next score or grade, after the last to the words on the whole, as Enter does. */
function toNext(from: HTMLElement): void {
  const all = [...(from.closest('form')?.querySelectorAll<HTMLElement>('[data-score], #comment-whole') ?? [])];
  const own = from.closest('[data-field]');
  all[all.findIndex((each) => own?.contains(each)) + 1]?.focus();
}

function Score({ indicator, given, disabled, invalid, onChange }: {
  indicator: SheetIndicator; given: IndicatorScore; disabled: boolean; invalid: boolean; onChange: (score: number | null) => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = given.score === null ? '' : String(given.score);
  return (
    <span className="row score">
      <input
        data-score id={`score-${indicator.id}`} inputMode="decimal" autoComplete="off" disabled={disabled}
        aria-label={t('sheet.score', { name: words(indicator.name) })} aria-invalid={invalid}
        aria-describedby={`error-${indicator.id}`}
        value={typed ?? shown}
        onChange={(event) => {
          const text = event.target.value.replace('。', '.').trim();
          setTyped(text);
          onChange(/^\d+(\.\d+)?$/.test(text) ? Number(text) : null);
        }}
        onBlur={() => setTyped(null)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            toNext(event.currentTarget);
          }
        }}
      />
      <span className="muted num">/ {indicator.max}</span>
    </span>
  );
}

function Grades({ indicator, given, disabled, onChange }: {
  indicator: SheetIndicator; given: IndicatorScore; disabled: boolean; onChange: (grade: string) => void;
}) {
  const words = useWords();
  return (
    <div
      className="grades" role="radiogroup" aria-label={words(indicator.name)} aria-describedby={`error-${indicator.id}`}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          toNext(event.currentTarget);
          return;
        }
        const grade = indicator.grades[Number(event.key) - 1];
        if (grade && !disabled && !event.ctrlKey && !event.altKey && !event.metaKey) {
          event.preventDefault();
          onChange(grade.value);
        }
      }}
    >
      {indicator.grades.map((grade, at) => (
        <label key={grade.value} className={given.grade === grade.value ? 'chosen' : undefined}>
          <input
            {...(at === 0 ? { 'data-score': true } : {})}
            type="radio" name={`grade-${indicator.id}`} value={grade.value} disabled={disabled} checked={given.grade === grade.value}
            onChange={() => onChange(grade.value)}
          />
          <kbd aria-hidden="true">{at + 1}</kbd>{words(grade.name)}<span className="muted small num">{grade.points}</span>
        </label>
      ))}
    </div>
  );
}

/** One indicator: its share, its score or grade, its comment. */
export function IndicatorField({ indicator, given, disabled, findings, onChange }: {
  indicator: SheetIndicator;
  given: IndicatorScore;
  disabled: boolean;
  findings: readonly SheetFinding[];
  onChange: (change: Partial<IndicatorScore>) => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const invalid = findings.some((finding) => finding.field === indicator.id);
  return (
    <section className="indicator" data-field={indicator.id} aria-label={words(indicator.name)}>
      <div className="spread">
        <h3>{words(indicator.name)} <span className="muted small num">{t('sheet.share', { share: indicator.share })}</span></h3>
        {indicator.grades.length === 0 && (
          <Score indicator={indicator} given={given} disabled={disabled} invalid={invalid} onChange={(score) => onChange({ score })} />
        )}
      </div>
      {indicator.help && <p className="small muted">{words(indicator.help)}</p>}
      {indicator.grades.length > 0 && (
        <Grades indicator={indicator} given={given} disabled={disabled} onChange={(grade) => onChange({ grade })} />
      )}
      <FieldErrors id={`error-${indicator.id}`} findings={findings} field={indicator.id} />
      <Comment
        id={`comment-${indicator.id}`} label={t('sheet.comment')} rule={indicator.comment} value={given.comment} disabled={disabled}
        findings={findings} field={`${indicator.id}/comment`} onChange={(comment) => onChange({ comment })}
      />
    </section>
  );
}
