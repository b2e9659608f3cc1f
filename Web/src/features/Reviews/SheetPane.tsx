import { useEffect, useRef, useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { ScoreSheetContent, ScoreSheetView, SheetForm } from '@/api/types';
import { useOtherTab } from '@/ui/presence';
import { Saved } from '@/ui/Saved';
import { Refused } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { Comment, FieldErrors, IndicatorField } from './IndicatorField';
import { deskKey, sheetKey, submitSheet } from './queries';
import { doubtOf, findingsOf, runningTotal, scoreOf, withScore, type SheetFinding } from './sheet';
import { SheetConflict } from './SheetConflict';
import { useSheet } from './useSheet';

function Support({ content, disabled, change }: {
  content: ScoreSheetContent; disabled: boolean; change: (support: boolean) => void;
}) {
  const { t } = useTranslation('reviews');
  return (
    <div
      className="grades" role="radiogroup" aria-label={t('sheet.support')} aria-describedby="error-support"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
        }
      }}
    >
      {[true, false].map((support) => (
        <label key={String(support)} className={content.support === support ? 'chosen' : undefined}>
          <input
            type="radio" name="support" disabled={disabled} checked={content.support === support} onChange={() => change(support)}
          />
          {t(support ? 'sheet.yes' : 'sheet.no')}
        </label>
      ))}
    </div>
  );
}

function focusField(place: HTMLElement | null, field: string): void {
  const part = place?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field.split('/')[0] ?? '')}"]`);
  part?.scrollIntoView({ block: 'center' });
  part?.querySelector<HTMLElement>(field.endsWith('comment') ? 'textarea' : 'input, textarea')?.focus();
}

/** What the sheet still wants, the first few by name, each leading to its field. */
function Missing({ form, findings, onGo }: {
  form: SheetForm; findings: readonly SheetFinding[]; onGo: (field: string) => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const name = (field: string) => {
    const [id = '', part] = field.split('/');
    const indicator = words(form.indicators.find((each) => each.id === id)?.name);
    return indicator ? t(part ? 'sheet.commentOf' : 'sheet.scoreOf', { name: indicator }) : t(id === 'support' ? 'sheet.support' : 'sheet.whole');
  };
  return findings.length === 0 ? <p className="small desk-missing done">{t('sheet.complete')}</p> : (
    <p className="small desk-missing">
      {t('sheet.missing', { count: findings.length })}
      {findings.slice(0, 3).map(({ field }) => (
        <button key={field} type="button" className="linkish" onClick={() => onGo(field)}>{name(field)}</button>
      ))}
      {findings.length > 3 && <span aria-hidden="true">…</span>}
    </p>
  );
}

/** The indicator sheet of one project: scores, words, recommendation; saved while it is filled. */
export function SheetPane({ person, sheet, focus, onSubmitted }: {
  person: string;
  sheet: ScoreSheetView;
  /** True to begin at the first score that is missing, as after moving on by keyboard. */
  focus: boolean;
  onSubmitted: () => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const place = useRef<HTMLFormElement>(null);
  const { state, content, change, choose, flush } = useSheet(person, sheet);
  const otherTab = useOtherTab(`${sheet.desk}/${sheet.project}`);
  const [tried, setTried] = useState(false);
  const { form } = sheet;
  const all = sheet.editable ? findingsOf(form, content) : [];
  const shown = tried ? all : all.filter((finding) => finding.code !== 'required' && finding.code !== 'length');
  const disabled = !sheet.editable || state.phase === 'conflict';
  const total = runningTotal(form, content);
  const doubt = sheet.editable ? doubtOf(form, content) : null;
  const send = useCommand(submitSheet, {
    onSuccess: (after) => {
      client.setQueryData(sheetKey(sheet.desk, sheet.project), after);
      void client.invalidateQueries({ queryKey: deskKey(sheet.desk), exact: true });
      void client.invalidateQueries({ queryKey: ['review_desk', 'list'] });
      void message.success(t('sheet.sent', { title: sheet.title }));
      onSubmitted();
    },
  });
  const start = useRef(focus && sheet.editable);
  useEffect(() => {
    if (start.current) {
      const scores = [...(place.current?.querySelectorAll<HTMLInputElement>('.score input') ?? [])];
      (scores.find((score) => score.value === '') ?? scores[0])?.focus();
    }
  }, []);
  const submit = async () => {
    setTried(true);
    const first = all[0];
    if (first) {
      focusField(place.current, first.field);
      return;
    }
    const saved = await flush();
    if (saved?.phase === 'saved') {
      send.mutate({ desk: sheet.desk, project: sheet.project, content });
    }
  };
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && sheet.editable) {
        event.preventDefault();
        void latest.current();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [sheet.editable]);
  return (
    <form
      ref={place} className="panel desk-sheet" aria-label={words(form.name)} noValidate
      onSubmit={(event) => { event.preventDefault(); void submit(); }}
    >
      <header className="spread">
        <h2>{words(form.name)}</h2>
        {sheet.editable ? <Saved state={state} />
          : <span className="small muted">{sheet.submitted ? t('sheet.sentAt', { at: minuteOf(sheet.submitted) }) : t('sheet.shut')}</span>}
      </header>
      <div className="desk-scroll">
        {sheet.editable && otherTab && <p className="band">{t('sheet.otherTab')}</p>}
        {state.phase === 'offline' && <p className="band" role="alert">{t('sheet.offline')}</p>}
        {state.restored && state.phase !== 'conflict' && <p className="band plain">{t('sheet.restored')}</p>}
        {state.theirs && <SheetConflict form={form} mine={content} theirs={state.theirs} onChoose={choose} />}
        {form.indicators.map((indicator) => (
          <IndicatorField
            key={indicator.id} indicator={indicator} given={scoreOf(content, indicator.id)} disabled={disabled}
            findings={shown}
            onChange={(part) => change(withScore(form, content, indicator.id, part))}
          />
        ))}
        <section className="indicator" data-field="comment">
          <Comment
            id="comment-whole" label={t('sheet.whole')} rule={form.comment} value={content.comment} disabled={disabled} findings={shown}
            field="comment" rows={4} onChange={(comment) => change({ ...content, comment })}
          />
        </section>
        {form.support && (
          <section className="indicator" data-field="support">
            <h3>{t('sheet.support')}</h3>
            <Support content={content} disabled={disabled} change={(support) => change({ ...content, support })} />
            <FieldErrors id="error-support" findings={shown} field="support" />
          </section>
        )}
        {doubt && <p className="band" role="status">{t(`sheet.doubt.${doubt}`)}</p>}
        <Refused error={send.error} />
      </div>
      <footer className="spread desk-sheet-foot">
        {sheet.editable && <Missing form={form} findings={all} onGo={(field) => focusField(place.current, field)} />}
        <span aria-live="polite">
          <b className="total num">{(sheet.editable ? total.points : sheet.score ?? total.points).toFixed(2)}</b>
          <span className="muted small"> {t('sheet.given', { given: total.given, all: form.indicators.length })}</span>
        </span>
        {sheet.editable && (
          <Button type="primary" htmlType="submit" loading={send.isPending} disabled={state.phase === 'conflict'} title="Ctrl + Enter">
            {t('sheet.submit')}
          </Button>
        )}
      </footer>
    </form>
  );
}
