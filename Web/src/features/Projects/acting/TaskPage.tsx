import { useState } from 'react';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useActing } from '@/api/acting';
import type { Allowed, ProjectView, StageView, TaskRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Money } from '@/ui/Money';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { Deadline } from '@/ui/When';
import { useWords } from '@/ui/words';
import { InstantTrace } from '../InstantTrace';
import { useProject, useTasks } from '../queries';
import { ActPane, useKeys } from './ActPane';
import { Together } from './Decisions';
import { Handling } from './Handling';
import { Material } from './Material';
import { placeOf, type Place } from './queue';
import { Parties } from './Signing';
import './task.css';

const taskOf = (row: TaskRow) => paths.task(row.project, { as: row.identity });

function Facts({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const facts: [string, React.ReactNode][] = [
    [t('column.number'), <span key="number" className="num">{project.number ?? t('noNumber')}</span>],
    [t('column.entity'), project.entity.name],
    [t('column.leader'), project.leader.name],
    [t('column.requested'), <Money key="requested" fen={project.requestedFen} />],
    [t('column.call'), project.call.name],
    [t('column.due'), <Deadline key="due" at={project.due} inline />],
  ];
  return <dl className="task-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

/** From one task of the kind to the next. */
function Steps({ place }: { place: Place | null }) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  useKeys((event) => {
    const to = event.key === 'ArrowDown' ? place?.next : event.key === 'ArrowUp' ? place?.previous : null;
    if ((event.ctrlKey || event.metaKey) && to) {
      event.preventDefault();
      void navigate(taskOf(to));
    }
  });
  if (!place) {
    return null;
  }
  return (
    <span className="row task-steps">
      {place.previous && <Link className="btn" to={taskOf(place.previous)}>{t('previous')}</Link>}
      <span className="small num">{t('at', { at: place.at, all: place.all })}</span>
      {place.next && <Link className="btn" to={taskOf(place.next)}>{t('next')}</Link>}
    </span>
  );
}

function TaskHead({ project, stage }: { project: ProjectView; stage: StageView }) {
  const words = useWords();
  const mine = project.tasks.filter((task) => task.mine);
  return (
    <header>
      <h2>{words(stage.name)}</h2>
      {mine.map((task) => (
        <div key={task.id}>
          <p className="small muted">{words(task.name)} · {task.holder}</p>
          <Handling project={project} task={task} />
        </div>
      ))}
      {mine.filter((task) => task.note).map((task) => <div key={task.id} className="band">{task.note}</div>)}
      {stage.instant && <InstantTrace project={project} />}
      {stage.kind === 'sign'
        ? <Parties project={project} stage={stage.id} />
        : stage.tasks.length > 1 && <Together project={project} stage={stage} mine={mine.map((task) => task.id)} />}
    </header>
  );
}

/** What stands here once the task is done, or where there is none. */
function Rest({ project, done, next }: { project: ProjectView; done: Done | null; next: TaskRow | null }) {
  const { t } = useTranslation('work');
  const words = useWords();
  const now = project.stages.find((stage) => stage.state === 'now');
  const links = (
    <>
      {next && <Link className="btn primary" to={taskOf(next)}>{t('openNext')}</Link>}
      <Link className="btn" to={paths.tasks()}>{t('toTasks')}</Link>
      <Link className="btn" to={paths.project(project.id)}>{t('toProject')}</Link>
    </>
  );
  if (!done) {
    return <Empty title={t('notYours')} hint={t('notYoursHint')}>{links}</Empty>;
  }
  return (
    <div className="stack">
      <div className="band good" role="status">
        {t('done', { action: words(done.allowed.name) })}{now && t('stageNow', { stage: words(now.name) })}
      </div>
      {done.allowed.signs && <Parties project={project} stage={done.stage} />}
      {!next && <p className="muted">{t('allDone')}</p>}
      <div className="row">{links}</div>
    </div>
  );
}

interface Done {
  allowed: Allowed;
  stage: string;
  next: TaskRow | null;
}

function Work({ project, place }: { project: ProjectView; place: Place | null }) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const [pane, setPane] = useState<'material' | 'act'>('material');
  const [done, setDone] = useState<Done | null>(null);
  const now = project.stages.find((stage) => stage.state === 'now');
  const actable = !done && now && project.allowed.some((allowed) => allowed.task !== null);
  const signs = project.allowed.find((allowed) => allowed.signs)?.signs ?? null;
  return (
    <>
      <div className="task-panes no-print">
        <Segmented
          block value={pane} onChange={setPane}
          options={(['material', 'act'] as const).map((value) => ({ value, label: t(`pane.${value}`) }))}
        />
      </div>
      <div className="task-grid" data-pane={pane}>
        <Material project={project} first={signs} />
        <section className="panel task-act" aria-label={t('act')}>
          {now && actable
            ? (
              <>
                <TaskHead project={project} stage={now} />
                <ActPane
                  project={project}
                  onDone={(allowed) => {
                    const next = place?.next ?? null;
                    if (next && !allowed.signs) {
                      void navigate(taskOf(next));
                    } else {
                      setDone({ allowed, stage: now.id, next });
                    }
                  }}
                />
              </>
            )
            : <Rest project={project} done={done} next={done?.next ?? place?.next ?? null} />}
        </section>
      </div>
    </>
  );
}

/** One task with the material beside it; after each act the next task of its kind. */
export function TaskPage() {
  const { t } = useTranslation('work');
  const { t: shell } = useTranslation();
  const { project: id = '' } = useParams();
  const acting = useActing();
  const query = useProject(id);
  const place = placeOf(useTasks().data?.items ?? [], id, acting);
  return (
    <Page
      title={query.data?.title ?? t('task')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={<><Steps place={place} /><Link className="btn" to={paths.project(id)}>{t('toProject')}</Link></>}
      lead={query.data && <Facts project={query.data} />}
    >
      <Loaded query={query} lines={14}>{(project) => <Work key={project.id} project={project} place={place} />}</Loaded>
    </Page>
  );
}
