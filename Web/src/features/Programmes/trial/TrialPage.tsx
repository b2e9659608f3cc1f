import { lazy, Suspense, useMemo, useState } from 'react';
import { Button, DatePicker, Input, Tabs } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMay } from '@/api/session';
import type { FormView, TrialView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { EntityPicker } from '@/ui/EntityPicker';
import { FormPreview } from '@/ui/preview';
import { sentence } from '@/ui/sentences';
import { Failure, Loaded, Loading } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { EditingContext, type Editing } from '../design/editing';
import type { Mark } from '../design/StageGraph';
import { addressIn } from '../design/DesignPage';
import type { Definition } from '../model/definition';
import { useDraft, useProgramme, useVersion } from '../queries';
import { Doing } from './Doing';
import { filled } from './sample';
import { useTrial, type Contents, type Trial } from './useTrial';

const StageGraph = lazy(async () => ({ default: (await import('../design/StageGraph')).StageGraph }));

function Form({ form, contents, onFill }: { form: FormView; contents: Contents; onFill: (form: string, section: string, content: unknown) => void }) {
  const { t } = useTranslation('design');
  const { t: any } = useTranslation();
  const words = useWords();
  const [shown, setShown] = useState('');
  const contentOf = (id: string, saved: unknown) => contents[form.id]?.[id] ?? saved ?? {};
  const sections = form.sections;
  return (
    <section className="panel" aria-label={words(form.name)}>
      <div className="spread">
        <h2>{words(form.name)}</h2>
        <Button
          onClick={() => sections.forEach((section) => onFill(form.id, section.id, filled(section.schema, contentOf(section.id, section.content))))}
        >{t('trial.fill')}</Button>
      </div>
      <Tabs
        activeKey={shown || sections[0]?.id} onChange={setShown}
        items={sections.map((section) => ({
          key: section.id,
          label: words(section.name),
          children: (
            <>
              {section.findings.map((finding, no) => <div key={no} className="field-error">{sentence(any, finding)}</div>)}
              <FormPreview
                section={section.id} schema={section.schema} ui={section.ui}
                content={contentOf(section.id, section.content)} whole={false} onChange={(content) => onFill(form.id, section.id, content)}
              />
            </>
          ),
        }))}
      />
    </section>
  );
}

function Facts({ trial, onSuppose }: { trial: Trial; onSuppose: (facts: Trial['facts']) => void }) {
  const { t } = useTranslation('design');
  const { facts } = trial;
  return (
    <details className="d-details" open={trial.acts.length === 0}>
      <summary>{t('trial.facts')}</summary>
      <div className="stack" style={{ gap: '.5rem', marginTop: 8 }}>
        <p className="muted small">{t('trial.factsHint')}</p>
        <label className="field">{t('fact.title')}<Input value={facts.title ?? ''} onChange={(event) => onSuppose({ title: event.target.value || null })} /></label>
        <div className="field">
          <label htmlFor="trial-entity">{t('fact.entity')}</label>
          <EntityPicker id="trial-entity" label={t('fact.entity')} value={facts.entity ?? undefined} onChange={(entity) => onSuppose({ entity: entity ?? null })} />
        </div>
        <div className="field">
          <label htmlFor="trial-unit">{t('fact.recommendingUnit')}</label>
          <EntityPicker
            id="trial-unit" label={t('fact.recommendingUnit')} value={facts.recommendingUnit?.id ? facts.recommendingUnit : undefined}
            onChange={(unit) => onSuppose({ recommendingUnit: unit ?? null })}
          />
          <span className="row">
            <Button size="small" onClick={() => onSuppose({ recommendingUnit: { id: '', name: '' } })}>{t('trial.noUnit')}</Button>
            {facts.recommendingUnit?.id === '' && <span className="muted small">{t('trial.noUnitNow')}</span>}
          </span>
        </div>
        <label className="field">{t('fact.region')}<Input value={facts.region ?? ''} onChange={(event) => onSuppose({ region: event.target.value || null })} /></label>
        <div className="field">
          <label htmlFor="trial-at">{t('trial.begins')}</label>
          <DatePicker
            id="trial-at" value={facts.at ? dayjs(facts.at) : null} onChange={(day) => onSuppose({ at: day ? day.hour(9).toISOString() : null })}
          />
        </div>
      </div>
    </details>
  );
}

function Steps({ view, onBack, onAgain }: { view: TrialView; onBack: () => void; onAgain: () => void }) {
  const { t } = useTranslation('design');
  const { t: any } = useTranslation();
  const words = useWords();
  return (
    <section className="panel" aria-label={t('trial.steps')}>
      <div className="spread">
        <h2>{t('trial.steps')}</h2>
        <span className="row">
          <Button size="small" disabled={view.steps.length === 0} onClick={onBack}>{t('trial.back')}</Button>
          <Button size="small" disabled={view.steps.length === 0} onClick={onAgain}>{t('trial.again')}</Button>
        </span>
      </div>
      {view.steps.length === 0 ? <p className="muted">{t('trial.stepsNone')}</p> : (
        <ol className="d-acts">
          {view.steps.map((step, no) => (
            <li key={no}>
              <span className="small muted num">{minuteOf(step.at)}</span> {step.by} · {step.action}
              {step.refusal ? <div className="field-error">{sentence(any, step.refusal)}{(step.refusal.details ?? []).map((detail, at) => <div key={at}>{sentence(any, detail)}</div>)}</div>
                : <div>→ <b>{words(step.stageName)}</b></div>}
            </li>
          ))}
        </ol>
      )}
      <p className="muted small">{t('trial.at', { at: minuteOf(view.now) })}</p>
    </section>
  );
}

function marksOf(view: TrialView): Record<string, Mark> {
  return Object.fromEntries(view.project.stages.filter((stage) => stage.state !== 'ahead' && stage.state !== 'skipped')
    .map((stage) => [stage.id, stage.state === 'now' ? 'now' : 'done']));
}

function Trying({ programme, definition, isDraft, current }: {
  programme: string; definition: Definition; isDraft: boolean; current: number;
}) {
  const { t } = useTranslation('design');
  const words = useWords();
  const navigate = useNavigate();
  const { trial, query, act, back, again, fill, suppose } = useTrial(programme);
  const editing = useMemo<Editing>(() => ({
    definition, readOnly: true, findings: [], change: () => undefined, addressOf: (place) => addressIn(paths.design(programme), place),
    go: (place) => void navigate(addressIn(paths.design(programme), place)),
  }), [definition, programme, navigate]);
  const view = query.data;
  const now = view?.project.stages.find((stage) => stage.state === 'now')?.id ?? '';
  return (
    <Page
      title={t('trial.title')} crumbs={[{ name: t('catalogue'), to: paths.programmes() }, { name: words(definition.name), to: paths.programme(programme) }]}
      actions={<Link className="btn" to={paths.design(programme)}>{t('trial.design')}</Link>}
      lead={<p className="muted">{isDraft ? t('trial.leadDraft') : t('trial.leadVersion', { number: current })}</p>}
    >
      <EditingContext value={editing}>
        <section className="panel d-graph-panel" style={{ marginBottom: '1rem' }}>
          <Suspense fallback={<Loading lines={4} />}><StageGraph chosen={now} marks={view && marksOf(view)} onStage={() => undefined} /></Suspense>
        </section>
        <div className="d-trial">
          <div className="stack">
            {query.error && <Failure error={query.error} again={() => void query.refetch()} />}
            {!view && !query.error && <Loading />}
            {view && <Doing view={view} onAct={act} />}
            {view?.form && <Form key={view.form.id} form={view.form} contents={trial.contents} onFill={fill} />}
          </div>
          <div className="stack">
            {view && <Steps view={view} onBack={back} onAgain={again} />}
            <section className="panel"><Facts trial={trial} onSuppose={suppose} /></section>
          </div>
        </div>
      </EditingContext>
    </Page>
  );
}

/** Walks an invented project through the draft, or the current version: who has what to do, and where it leads. */
export function TrialPage() {
  const { programme: id = '' } = useParams();
  const may = useMay();
  const programme = useProgramme(id);
  const designs = may('programme.design') || may('programme.publish');
  const draft = useDraft(designs ? id : '');
  const current = programme.data?.current ?? 0;
  const version = useVersion(designs ? '' : id, current);
  return designs
    ? <Loaded query={draft} lines={8}>{(view) => <Trying programme={id} definition={view.definition as Definition} isDraft={view.saved} current={current} />}</Loaded>
    : <Loaded query={version} lines={8}>{(definition) => <Trying programme={id} definition={definition} isDraft={false} current={current} />}</Loaded>;
}
