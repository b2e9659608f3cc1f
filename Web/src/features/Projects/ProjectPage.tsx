import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '@/api/session';
import type { ProjectView } from '@/api/types';
import { paths, type ProjectTab } from '@/app/paths';
import { Money } from '@/ui/Money';
import { wan } from '@/ui/money';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useUrlState } from '@/ui/urlState';
import { Deadline, When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { DecisionsTab } from './acting/Decisions';
import { Handling, Retract } from './acting/Handling';
import { Actions } from './Actions';
import { ContentTab } from './ContentTab';
import { DocumentsTab } from './DocumentsTab';
import { InstantTrace } from './InstantTrace';
import { ObjectionsTab } from './ObjectionsTab';
import { OpinionsTab } from './OpinionsTab';
import { ProjectStatus } from './ProjectStatus';
import { useProject } from './queries';
import { StageMap } from './StageMap';
import { TrailTab } from './TrailTab';
import './acting/task.css';
import './project.css';

function Head({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const may = useMay();
  const now = project.stages.find((stage) => stage.state === 'now');
  const holders = [...new Set(project.tasks.map((task) => task.holder))].join('、');
  return (
    <section className="panel project-head">
      <dl className="facts">
        <div><dt>{t('column.number')}</dt><dd className="num">{project.number ?? t('noNumber')}</dd></div>
        <div><dt>{t('column.status')}</dt><dd><ProjectStatus status={project.status} />{now && <> · {words(now.name)}</>}</dd></div>
        <div><dt>{t('column.holders')}</dt><dd>{holders || '—'}</dd></div>
        <div><dt>{t('column.due')}</dt><dd><Deadline at={project.due} /></dd></div>
        <div><dt>{t('column.leader')}</dt><dd>{project.leader.name}</dd></div>
        <div>
          <dt>{t('column.entity')}</dt>
          <dd>{may('entity.read') ? <Link to={paths.entity(project.entity.id)}>{project.entity.name}</Link> : project.entity.name}</dd>
        </div>
        <div><dt>{t('column.recommending')}</dt><dd>{project.recommendingUnit?.name ?? '—'}</dd></div>
        <div><dt>{t('column.requested')}</dt><dd><Money fen={project.requestedFen} /></dd></div>
        <div><dt>{t('column.programme')}</dt><dd>{words(project.programmeName)}（{t('definitionOf', { version: project.definitionVersion })}）</dd></div>
        {project.mode && <div><dt>{t('mode')}</dt><dd>{words(project.mode)}</dd></div>}
        <div><dt>{t('column.call')}</dt><dd><Link to={paths.call(project.call.id)}>{project.call.name}</Link></dd></div>
        <div><dt>{t('column.started')}</dt><dd><When at={project.started} /></dd></div>
        <div><dt>{t('column.submitted')}</dt><dd><When at={project.submitted} /></dd></div>
      </dl>
      {project.quotas.length > 0 && (
        <p className="small muted quotas">
          {project.quotas.map((quota) => (quota.mostFen == null
            ? t(quota.used == null ? 'quotaLimit' : 'quota', { rule: words(quota.rule), used: quota.used, limit: quota.limit })
            : t(quota.usedFen == null ? 'blockLimit' : 'block', {
              rule: words(quota.rule), used: wan(quota.usedFen ?? 0), limit: wan(quota.mostFen),
            }))).join('；')}
        </p>
      )}
    </section>
  );
}

function Notes({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const { t: objections } = useTranslation('publications');
  const words = useWords();
  const now = project.stages.find((stage) => stage.state === 'now');
  const concluded = now?.tasks.filter((task) => task.retractable) ?? [];
  return (
    <>
      {project.paused && (
        <div className="band plain">
          {t(project.paused.late ? 'pausedLate' : project.paused.working ? 'pausedWorking' : 'paused', {
            stage: words(project.paused.stage), days: Number(project.paused.days),
            since: minuteOf(project.paused.since),
          })}
        </div>
      )}
      {project.status === 'submitting' && <div className="band plain" role="status">{t('submittingNow')}</div>}
      {project.objections != null && project.openObjections > 0 && (
        <div className="band spread">
          <span>{objections('answering.band', { count: project.openObjections })}</span>
          <Link className="btn" to={paths.project(project.id, { tab: 'objections' })}>{objections('answering.see')}</Link>
        </div>
      )}
      {project.tasks.filter((task) => task.claimed).map((task) => (
        <div key={`${task.id}/handling`} className="band plain spread">
          <span><b>{words(task.name)}</b> · {task.holder}</span>
          <Handling project={project} task={task} />
        </div>
      ))}
      {concluded.map((task) => (
        <div key={`${task.id}/concluded`} className="band plain spread">
          <span><b>{words(task.name)}</b> · {task.by} · {words(task.action)}{task.opinion && `：${task.opinion}`}</span>
          <Retract project={project} task={task.id} />
        </div>
      ))}
      {project.tasks.filter((task) => task.note).map((task) => (
        <div key={task.id} className="band">
          <b>{words(task.name)}：</b>{task.note}
          {task.openSections.length > 0 && <div className="small">{t('onlySections', { count: task.openSections.length })}</div>}
        </div>
      ))}
    </>
  );
}

/** A project: head, what can be done, its way, and its content, opinions, documents and trail. */
export function ProjectPage() {
  const { t } = useTranslation('projects');
  const { t: shell } = useTranslation();
  const { project: id = '' } = useParams();
  const query = useProject(id);
  const [{ tab }, change] = useUrlState({ tab: 'content' });
  const tabs: [ProjectTab, (project: ProjectView) => React.ReactNode][] = [
    ['content', (project) => <ContentTab project={project} />],
    ['opinions', (project) => <OpinionsTab project={project.id} />],
    ['decisions', (project) => <DecisionsTab project={project} />],
    ['objections', (project) => <ObjectionsTab project={project} />],
    ['documents', (project) => <DocumentsTab project={project} />],
    ['trail', (project) => <TrailTab project={project.id} />],
  ];
  return (
    <Page
      title={query.data?.title ?? t('project')}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }, { name: t('projects'), to: paths.projects() }]}
      actions={query.data && <Actions project={query.data} />}
    >
      <Loaded query={query} lines={14}>
        {(project) => (
          <div className="stack">
            <Notes project={project} />
            <Head project={project} />
            <StageMap project={project} />
            <InstantTrace project={project} />
            <section className="panel">
              <Tabs
                activeKey={tab} onChange={(next) => change({ tab: next })} destroyOnHidden
                items={tabs.filter(([key]) => key !== 'objections' || project.objections != null).map(([key, show]) => ({ key, label: t(`tab.${key}`), children: show(project) }))}
              />
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
