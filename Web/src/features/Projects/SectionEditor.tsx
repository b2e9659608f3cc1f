import { useEffect, useMemo } from 'react';
import { Button } from 'antd';
import { HistoryOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FormView, SectionView } from '@/api/types';
import { paths } from '@/app/paths';
import { Money } from '@/ui/Money';
import { Saved } from '@/ui/Saved';
import { sentence } from '@/ui/sentences';
import { useSame } from '@/ui/same';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { conditioned, leftOf } from '@/ui/reading/conditions';
import type { Schema } from '@/ui/reading/schema';
import { ConflictBand } from './ConflictBand';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { FormContext } from './fields/context';
import { findingsOf, shownFindings } from './findings';
import { SectionForm } from './fields/SectionForm';
import { jumpTo, Summary } from './fields/Summary';
import { useOtherTab } from '@/ui/presence';
import { judge, requestedOf, type Judged } from './rules';
import type { SaveState } from '@/api/draftSaver';
import { useSection } from './useSection';
import { Versions } from './Versions';

function Bands({ state, otherTab, editable }: { state: SaveState<SectionView>; otherTab: boolean; editable: boolean }) {
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

/** The form as it stands: what is typed now in this section, what was saved in the others. */
export function contentsOf(form: FormView, section: string, typed: unknown): Record<string, unknown> {
  return Object.fromEntries(form.sections.map((each) => [each.id, (each.id === section ? typed : each.content) ?? {}]));
}

/** The section's own rules and those of the form that concern it. */
function judgedIn(form: FormView, section: SectionView, contents: Record<string, unknown>, all: boolean): Judged[] {
  const below = `${section.id}/`;
  const data = { ...(contents[section.id] as Record<string, unknown>), form: contents };
  const own = judge((section.ui as Ui)['ui:rules'] ?? [], data, {
    names: Object.keys((section.schema as Schema).properties ?? {}), depth: 1,
  }, all);
  const whole = judge(
    form.rules.filter((rule) => rule.field?.startsWith(below)), contents, { names: Object.keys(contents), depth: 2 }, all);
  return [own, {
    ...whole, findings: whole.findings.map((finding) => ({ ...finding, field: finding.field.slice(below.length) })),
  }];
}

/** The sum asked for, while it is typed. */
function Requested({ fen }: { fen: number | null }) {
  const { t } = useTranslation('projects');
  return fen === null ? null : (
    <span className="requested" aria-live="polite">{t('requestedNow')}<b><Money fen={fen} unit /></b></span>
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
  const [{ check: checking, field, versions }, changeUrl] = useUrlState({ check: '', field: '', versions: '' });
  const { state, change, choose, flush } = useSection(person, project, form.id, section);
  const otherTab = useOtherTab(`${project}/${form.id}/${section.id}`);
  const schema = section.schema as Schema;
  const ui = section.ui as Ui;
  const contents = useMemo(() => contentsOf(form, section.id, state.content), [form, section.id, state.content]);
  const left = useMemo(() => leftOf(form.sections, contents), [form.sections, contents]);
  const conditions = useMemo(
    () => conditioned(schema, ui, state.content, { form: left }), [schema, ui, state.content, left]);
  const hidden = useSame(conditions.hidden);
  const required = useSame(conditions.required);
  const findings = useSame(useMemo(
    () => (section.editable
      ? shownFindings(
        schema, ui, conditions, findingsOf(section), checking === 'yes', judgedIn(form, section, left, checking === 'yes'))
      : []),
    [schema, ui, conditions, form, section, left, checking],
  ));
  const context = useMemo<FormContext>(() => ({
    project,
    form: form.id,
    section: section.id,
    words,
    found: findings,
    hidden,
    required,
    fixed: section.fixed,
    unmasks: section.unmasks,
    errorsAt: (path) => findings.filter((finding) => finding.field === path).map((finding) => sentence(any, finding)),
  }), [project, form.id, section.id, section.fixed, section.unmasks, words, findings, hidden, required, any]);
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
        <span className="row">
          <Requested fen={requestedOf(form.requested, form.id, left)} />
          {section.editable && <Saved state={state} />}
          {section.editable && section.version > 0 && (
            <Button size="small" icon={<HistoryOutlined />} onClick={() => changeUrl({ versions: 'yes' })}>{t('versions.title')}</Button>
          )}
        </span>
      </header>
      <Versions
        at={{ id: project, form: form.id, section: section.id }} section={section} content={state.content}
        open={section.editable && versions === 'yes'} onClose={() => changeUrl({ versions: '' })}
        onRestore={(content) => { change(content); void flush(); }}
      />
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
