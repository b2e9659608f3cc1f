import { useMemo } from 'react';
import { Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ProblemError } from '@/api/problem';
import type { Allowed, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import type { Ui } from '@/ui/reading/fieldKinds';
import { Loaded, Refused } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import type { FormContext } from '../fields/context';
import { SectionForm } from '../fields/SectionForm';
import { Summary } from '../fields/Summary';
import { nameAt } from '../findings';
import { useForm } from '../queries';
import { stageOf } from './choice';
import { ChoiceFields } from './ChoiceFields';
import type { Acting } from './useAct';

const MOST = 2_000;

/** The sections that a return reopens. */
function Sections({ project, form, chosen, onChange }: {
  project: string; form: string; chosen: readonly string[]; onChange: (sections: string[]) => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const read = useForm(project, form);
  return (
    <fieldset className="choices">
      <legend>{t('act.sections')}</legend>
      <p className="small muted">{t('act.sectionsHint')}</p>
      <Loaded query={read} lines={3}>
        {(shown) => (
          <Checkbox.Group value={[...chosen]} onChange={onChange}>
            <div className="stack" style={{ gap: 4 }}>
              {shown.sections.map((section) => (
                <Checkbox key={section.id} value={`${form}/${section.id}`}>{words(section.name)}</Checkbox>
              ))}
            </div>
          </Checkbox.Group>
        )}
      </Loaded>
    </fieldset>
  );
}

/** What is missing, each line a way to its field. */
function Missing({ project, error }: { project: ProjectView; error: unknown }) {
  const { t: any } = useTranslation();
  const words = useWords();
  const form = (error instanceof ProblemError ? error.problem.args.form : undefined) ?? '';
  const sections = useForm(project.id, form).data?.sections ?? [];
  if (!(error instanceof ProblemError) || form === '') {
    return <Refused error={error} />;
  }
  const placeOf = (section: string | undefined, field: string) => {
    const found = sections.find((each) => each.id === section);
    return found ? [words(found.name), field && nameAt(found.ui as Ui, field, words)].filter(Boolean).join(' · ') : '';
  };
  return (
    <div className="band bad" role="alert">
      {sentence(any, error.problem, error.problem.status)}
      <ul className="missing">
        {error.problem.details.map((detail, at) => {
          const [section, ...rest] = (detail.field ?? '').split('/');
          const to = section && `${paths.form(project.id, form, section)}?check=yes&field=${encodeURIComponent(rest.join('/'))}`;
          const place = placeOf(section, rest.join('/'));
          const text = `${place ? `${place}：` : ''}${sentence(any, detail)}`;
          return <li key={at}>{to ? <Link to={to}>{text}</Link> : text}</li>;
        })}
      </ul>
    </div>
  );
}

/** What happens next, who sees it, and what can no longer be changed. */
export function Next({ project, allowed }: { project: ProjectView; allowed: Allowed }) {
  const { t } = useTranslation('projects');
  const { t: work } = useTranslation('work');
  const words = useWords();
  const stage = project.stages.find((each) => each.state === 'now');
  const open = stage?.tasks.filter((task) => task.state === 'open' && task.id !== allowed.task) ?? [];
  const waits = stage?.join !== 'any' && open.length > 0;
  return (
    <div className="band plain">
      {waits && <div>{work('othersOpen', { holders: open.map((task) => task.holder).join('、') })}</div>}
      {allowed.next ? t('act.next', { stage: words(allowed.next) }) : t(allowed.chooses ? 'act.nextChosen' : 'act.nextNone')}
      {allowed.submits && (
        <ul>
          <li>{t('act.freezes')}</li>
          <li>{t('act.sees', { unit: [project.entity.name, project.recommendingUnit?.name].filter(Boolean).join('、') })}</li>
          <li>{t('act.counts')}</li>
        </ul>
      )}
    </div>
  );
}

/** The form of its own that an action asks for, with the fields and checks of any other form. */
function Asked({ acting }: { acting: Acting }) {
  const { t: any } = useTranslation();
  const words = useWords();
  const { project, allowed, content, findings, tried, pending } = acting;
  const context = useMemo<FormContext>(() => ({
    project: project.id,
    form: '',
    section: '',
    words,
    found: findings,
    errorsAt: (path) => findings.filter((finding) => finding.field === path).map((finding) => sentence(any, finding)),
  }), [project.id, words, findings, any]);
  if (!allowed.asks) {
    return null;
  }
  return (
    <div className="asked">
      <SectionForm
        schema={allowed.asks.schema} ui={allowed.asks.ui} content={content} editable={!pending} context={context}
        onChange={acting.setContent}
      />
      {tried && <div style={{ marginTop: '.8rem' }}><Summary findings={findings} ui={allowed.asks.ui as Ui} words={words} /></div>}
    </div>
  );
}

function Opinion({ acting, focus }: { acting: Acting; focus: boolean }) {
  const { t } = useTranslation('projects');
  const { allowed, opinion, opinionMissing, tried } = acting;
  return (
    <label className="field">
      <span>{t('act.opinion')}{allowed.opinion === 'required' && <span className="required">{t('requiredMark')}</span>}</span>
      <Input.TextArea
        rows={4} maxLength={MOST} showCount value={opinion} status={tried && opinionMissing ? 'error' : undefined}
        autoFocus={focus && !allowed.asks} readOnly={acting.pending} onChange={(event) => acting.setOpinion(event.target.value)}
      />
      {tried && opinionMissing && <span className="field-error" role="alert">{t('act.opinionMissing')}</span>}
    </label>
  );
}

/** What an action needs: what it asks for, the opinion, the sections to correct; and what stands against it. */
export function ActionFields({ acting, focus = false }: { acting: Acting; focus?: boolean }) {
  const { project, allowed, sections, setSections, error } = acting;
  const corrects = allowed.chooses ? stageOf(allowed.chooses, acting.choice)?.corrects : allowed.corrects;
  const told = error instanceof ProblemError && error.problem.code === 'input-invalid' && acting.findings.length > 0;
  return (
    <div className="stack" style={{ gap: '.9rem' }}>
      <Next project={project} allowed={allowed} />
      <Asked acting={acting} />
      {allowed.opinion !== 'none' && <Opinion acting={acting} focus={focus} />}
      <ChoiceFields acting={acting} />
      {corrects && <Sections key={corrects} project={project.id} form={corrects} chosen={sections} onChange={setSections} />}
      {!told && <Missing project={project} error={error} />}
    </div>
  );
}
