import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from 'antd';
import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useSession } from '@/api/session';
import type { DraftView, ProgrammeView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Saved } from '@/ui/Saved';
import { Loaded } from '@/ui/States';
import { useOtherTab } from '@/ui/presence';
import { useWords } from '@/ui/words';
import type { Definition } from '../model/definition';
import type { Place } from '../model/places';
import { useDraft, useProgramme, useVersion } from '../queries';
import { PublishDialog } from '../PublishDialog';
import { Conflict } from './Conflict';
import { EditingContext, type Editing, type Finding } from './editing';
import { FindingsPage } from './FindingsPage';
import { FocusContext, useJump } from './focus';
import { FormPage, SectionPage } from './FormPages';
import { Members } from './Members';
import { basics, Outline, type PageName } from './Outline';
import { Removing } from './RemoveDialog';
import { StagesPage } from './StagePage';
import { useDesign } from './useDesign';
import './design.css';

/** Where a place is shown: its page, or that of the part around it. */
export function addressIn(base: string, place: Place): string {
  const [first = '', ...rest] = place.split('/');
  if ((basics as readonly string[]).includes(first) || first === '' || first === 'programme' || first === 'format') {
    return `${base}/basics`;
  }
  if (first === 'stages') {
    return rest[0] ? `${base}/stages/${encodeURIComponent(rest[0])}` : `${base}/stages`;
  }
  if (first === 'forms' && rest[0]) {
    const section = rest[1] === 'sections' && rest[2] ? `/${encodeURIComponent(rest[2])}` : '';
    return `${base}/forms/${encodeURIComponent(rest[0])}${section}`;
  }
  return `${base}/${first}`;
}

function subscribeNarrow(listener: () => void): () => void {
  const narrow = window.matchMedia('(max-width: 760px)');
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

function useNarrow(): boolean {
  return useSyncExternalStore(subscribeNarrow, () => window.matchMedia('(max-width: 760px)').matches);
}

/** One page of the definition, as the address says. */
function Shown({ steps }: { steps: readonly string[] }) {
  const { t } = useTranslation('design');
  const [page = 'basics', first, second] = steps;
  if (page === 'stages') {
    return <StagesPage stage={first ?? ''} />;
  }
  if (page === 'forms' && first) {
    return second ? <SectionPage form={first} section={second} /> : <FormPage form={first} />;
  }
  if (page === 'findings') {
    return <FindingsPage />;
  }
  const part = page as PageName;
  return (
    <section className="panel" aria-label={t(`part.${part}`)}>
      <h2>{t(`part.${part}`)}</h2>
      <p className="muted">{t(`partHelp.${part}`)}</p>
      {part === 'basics' ? <Members part="programme" place="" only={basics} /> : (
        <Members part="programme" place="" only={[part]} />
      )}
    </section>
  );
}

function Frame({ editing, base, steps }: { editing: Editing; base: string; steps: readonly string[] }) {
  const [params] = useSearchParams();
  const location = useLocation();
  const focus = params.get('at') ?? '';
  useJump(focus, location.key);
  return (
    <EditingContext value={editing}>
      <FocusContext value={focus}>
        <Removing>
          <div className="form-grid d-grid">
            <Outline base={base} here={steps[0] ?? 'basics'} />
            <div style={{ minWidth: 0 }}><Shown steps={steps} /></div>
          </div>
        </Removing>
      </FocusContext>
    </EditingContext>
  );
}

function useNavigation(base: string) {
  const navigate = useNavigate();
  const addressOf = useCallback((place: Place) => addressIn(base, place), [base]);
  const go = useCallback((place: Place) => {
    const exact = place.split('/').length > 2 || !['stages', 'forms'].includes(place.split('/')[0] ?? '');
    void navigate(`${addressIn(base, place)}${exact ? `?at=${encodeURIComponent(place)}` : ''}`);
  }, [navigate, base]);
  return { addressOf, go };
}

/** Ctrl+Z and Ctrl+Shift+Z go back and forth over the whole definition, also while typing. */
function useUndoKeys(back: () => void, again: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
        event.preventDefault();
        (event.shiftKey ? again : back)();
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y') {
        event.preventDefault();
        again();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [back, again]);
}

function Designer({ programme, view, person, steps }: {
  programme: ProgrammeView | undefined; view: DraftView; person: string; steps: readonly string[];
}) {
  const { t } = useTranslation('design');
  const words = useWords();
  const narrow = useNarrow();
  const base = paths.design(view.programme);
  const { addressOf, go } = useNavigation(base);
  const { history, state, checked, change, back, again, choose, flush } = useDesign(person, view);
  const otherTab = useOtherTab(`programme/${view.programme}`);
  const [publishing, setPublishing] = useState(false);
  useUndoKeys(back, again);
  const editing = useMemo<Editing>(() => ({
    definition: history.now, readOnly: narrow || state.phase === 'conflict', findings: checked.findings as Finding[], change,
    addressOf, go,
  }), [history.now, narrow, state.phase, checked.findings, change, addressOf, go]);
  const faults = checked.findings.filter((finding) => !finding.warning).length;
  const current = programme?.current ?? 0;
  return (
    <Page
      title={words(history.now.name) || view.programme}
      crumbs={[{ name: t('catalogue'), to: paths.programmes() }, { name: words(programme?.name) || view.programme, to: paths.programme(view.programme) }]}
      lead={(
        <div className="row d-bar no-print">
          <Saved state={state} />
          <span className="muted small">{checked.saved || state.version > view.version ? t('draftOf', { number: checked.basedOn }) : t('noDraft', { number: current })}</span>
          <Link to={`${base}/findings`} className={faults > 0 ? 'dot bad' : 'dot good'}>{faults > 0 ? t('findings.count', { count: faults }) : t('findings.clean')}</Link>
        </div>
      )}
      actions={(
        <>
          <Button icon={<UndoOutlined />} aria-label={t('undo')} title={`${t('undo')} (Ctrl+Z)`} disabled={history.past.length === 0} onClick={back} />
          <Button icon={<RedoOutlined />} aria-label={t('redo')} title={`${t('redo')} (Ctrl+Shift+Z)`} disabled={history.future.length === 0} onClick={again} />
          <Link className="btn" to={paths.tryProgramme(view.programme)} onClick={() => void flush()}>{t('tryOut')}</Link>
          {current > 0 && <Link className="btn" to={paths.compareProgramme(view.programme, current, 'draft')} onClick={() => void flush()}>{t('compare.short')}</Link>}
          <Button
            type="primary" disabled={narrow || state.phase === 'conflict'}
            onClick={() => void flush().then(() => setPublishing(true))}
          >{t('publish.button')}</Button>
        </>
      )}
    >
      <div className="stack" style={{ gap: '.5rem', marginBottom: '.75rem' }}>
        {narrow && <div className="band plain">{t('narrow')}</div>}
        {state.phase === 'offline' && <div className="band" role="alert">{t('offline')}</div>}
        {otherTab && <div className="band" role="alert">{t('otherTab')}</div>}
        {checked.others.length > 0 && <div className="band plain" role="status">{t('others', { names: checked.others.map((each) => each.name).join('、') })}</div>}
        {state.restored && state.phase !== 'conflict' && <div className="band plain">{t('restored')}</div>}
        {state.theirs && <Conflict mine={history.now} theirs={state.theirs} onChoose={choose} />}
      </div>
      <Frame editing={editing} base={base} steps={steps} />
      {publishing && (
        <PublishDialog
          programme={view.programme} current={current} version={state.version} findings={editing.findings}
          definition={history.now}
          onClose={() => setPublishing(false)} onFindings={() => { setPublishing(false); go('findings'); }}
        />
      )}
    </Page>
  );
}

function stepsOf(rest: string | undefined): string[] {
  return (rest ?? '').split('/').filter((step) => step !== '').map(decodeURIComponent);
}

/** The designer of a programme's draft; where there is none, of its current version, which becomes one on change. */
export function DesignPage() {
  const { programme: id = '', '*': rest } = useParams();
  const person = useSession().data?.person ?? '';
  const programme = useProgramme(id);
  const draft = useDraft(id);
  if (stepsOf(rest).length === 0) {
    return <Navigate replace to={`${paths.design(id)}/basics`} />;
  }
  return (
    <Loaded query={draft} lines={10}>
      {(view) => (programme.isLoading ? null : <Designer key={id} programme={programme.data} view={view} person={person} steps={stepsOf(rest)} />)}
    </Loaded>
  );
}

const nothing: readonly Finding[] = [];

/** A published version, to be read. */
export function VersionPage() {
  const { t } = useTranslation('design');
  const { programme: id = '', version = '', '*': rest } = useParams();
  const words = useWords();
  const read = useVersion(id, Number(version));
  const mine = useProgramme(id).data?.allowed.some((each) => each.action === 'design' && each.why.length === 0) ?? false;
  const base = paths.programmeVersion(id, Number(version));
  const steps = stepsOf(rest);
  const { addressOf, go } = useNavigation(base);
  const editing = useCallback((definition: Definition): Editing => ({
    definition, readOnly: true, findings: nothing, change: () => undefined, addressOf, go,
  }), [addressOf, go]);
  return (
    <Loaded query={read} lines={10}>
      {(definition) => (
        <Page
          title={`${words(definition.name)} · ${t('versionNo', { number: version })}`}
          crumbs={[{ name: t('catalogue'), to: paths.programmes() }, { name: words(definition.name), to: paths.programme(id) }]}
          actions={mine && <Link className="btn" to={paths.design(id)}>{t('change')}</Link>}
          lead={<p className="muted">{t('versionRead')}</p>}
        >
          <Frame editing={editing(definition)} base={base} steps={steps.length > 0 ? steps : ['basics']} />
        </Page>
      )}
    </Loaded>
  );
}
