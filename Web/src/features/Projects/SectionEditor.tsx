import { useEffect, useMemo } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FormView, SectionView } from '@/api/types';
import { paths } from '@/app/paths';
import { errorSentence, sentence } from '@/ui/sentences';
import { clockOf, minuteOf } from '@/ui/time';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import type { Finding, Schema } from './check';
import { ConflictBand } from './ConflictBand';
import type { Ui } from './fieldKinds';
import type { FormContext } from './fields/context';
import { findingsOf, nameAt, shownFindings } from './findings';
import { SectionForm } from './fields/SectionForm';
import { useOtherTab } from './presence';
import type { SaveState } from './sectionSaver';
import { useSection } from './useSection';

/** How the saving stands, quietly. */
function Saved({ state }: { state: SaveState }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = {
    saved: state.savedAt ? t('save.saved', { at: clockOf(state.savedAt) }) : t('save.nothing'),
    typing: t('save.typing'),
    saving: t('save.saving'),
    offline: t('save.offline'),
    conflict: t('save.conflict'),
    refused: state.problem ? errorSentence(any, state.problem) : t('save.refused'),
  }[state.phase];
  return <span className={`saved ${state.phase}`} role="status" title={state.savedAt ? minuteOf(state.savedAt) : undefined}>{words}</span>;
}

function Bands({ state, otherTab, editable }: { state: SaveState; otherTab: boolean; editable: boolean }) {
  const { t } = useTranslation('projects');
  return (
    <>
      {!editable && <div className="band plain">{t('readOnly')}</div>}
      {state.phase === 'offline' && <div className="band" role="alert">{t('offlineBand')}</div>}
      {editable && otherTab && state.phase !== 'conflict' && <div className="band" role="alert">{t('otherTab')}</div>}
      {state.restored && state.phase !== 'conflict' && <div className="band plain">{t('restored')}</div>}
    </>
  );
}

function jumpTo(path: string): void {
  const place = [...document.querySelectorAll<HTMLElement>('[data-path]')].find((each) => each.dataset.path === path)
    ?? [...document.querySelectorAll<HTMLElement>('[data-path]')].find((each) => path.startsWith(`${each.dataset.path}/`));
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')?.focus();
}

function Summary({ findings, ui, words }: { findings: readonly Finding[]; ui: Ui; words: FormContext['words'] }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  if (findings.length === 0) {
    return null;
  }
  return (
    <div className="band bad" role="alert">
      {t('summary', { count: findings.length })}
      <ul>
        {findings.map((finding, at) => (
          <li key={at}>
            <button type="button" className="linkish" style={{ color: 'inherit', textDecoration: 'underline' }} onClick={() => jumpTo(finding.field)}>
              {finding.field && `${nameAt(ui, finding.field, words)}：`}{sentence(any, finding)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One section being filled or read. */
export function SectionEditor({ person, project, form, section }: {
  person: string; project: string; form: FormView; section: SectionView;
}) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const [{ check: checking, field }, changeUrl] = useUrlState({ check: '', field: '' });
  const { state, change, choose, flush } = useSection(person, project, form.id, section);
  const otherTab = useOtherTab(`${project}/${form.id}/${section.id}`);
  const schema = section.schema as Schema;
  const ui = section.ui as Ui;
  const findings = useMemo(
    () => (section.editable ? shownFindings(schema, ui, state.content, findingsOf(section), checking === 'yes') : []),
    [schema, ui, state.content, section, checking],
  );
  const context = useMemo<FormContext>(() => ({
    project,
    form: form.id,
    section: section.id,
    words,
    errorsAt: (path) => findings.filter((finding) => finding.field === path).map((finding) => sentence(any, finding)),
  }), [project, form.id, section.id, words, findings, any]);
  useEffect(() => {
    if (field) {
      jumpTo(field);
    }
  }, [field]);
  const at = form.sections.findIndex((each) => each.id === section.id);
  const neighbour = (step: number) => form.sections[at + step];
  const go = async (to: string) => {
    await flush();
    void navigate(to);
  };
  const [previous, next] = [neighbour(-1), neighbour(1)];
  return (
    <article className="panel section">
      <header className="spread">
        <h2>{words(section.name)}</h2>
        {section.editable && <Saved state={state} />}
      </header>
      {ui['ui:options']?.help && <p className="muted prose">{words(ui['ui:options'].help)}</p>}
      <div className="stack" style={{ gap: '.6rem', marginBottom: '1rem' }}>
        <Bands state={state} otherTab={otherTab} editable={section.editable} />
        {state.theirs && <ConflictBand mine={state.content} theirs={state.theirs} onChoose={choose} />}
        {checking === 'yes' && <Summary findings={findings} ui={ui} words={words} />}
      </div>
      <SectionForm
        schema={section.schema} ui={section.ui} content={state.content} editable={section.editable && state.phase !== 'conflict'}
        context={context} onChange={change}
      />
      <footer className="row section-foot no-print">
        {previous && <Button onClick={() => void go(paths.form(project, form.id, previous.id))}>{t('previous')}</Button>}
        {section.editable && (
          <Button onClick={() => { void flush(); changeUrl({ check: 'yes' }); window.scrollTo({ top: 0 }); }}>{t('checkNow')}</Button>
        )}
        {next
          ? <Button type="primary" onClick={() => void go(paths.form(project, form.id, next.id))}>{t('next')}</Button>
          : <Button type="primary" onClick={() => void go(paths.project(project))}>{t('toSubmit')}</Button>}
        {!section.editable && <Link to={paths.project(project)}>{t('backToProject')}</Link>}
      </footer>
    </article>
  );
}
