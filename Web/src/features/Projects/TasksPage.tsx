import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { TaskRow } from '@/api/types';
import { useActing } from '@/api/acting';
import { useMay, useSession } from '@/api/session';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { Status } from '@/ui/Status';
import { Deadline, When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { keepBatch, newBatch } from './acting/batch';
import { kindOf, soonestFirst } from './acting/queue';
import { useTasks } from './queries';
import './tasks.css';

interface Group {
  call: string;
  title: string;
  tasks: TaskRow[];
}

/** Tasks by call, the call with the soonest deadline first; within a call soonest first. */
export function byCall(tasks: readonly TaskRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const task of soonestFirst(tasks)) {
    const group = groups.get(task.call) ?? { call: task.call, title: task.callTitle, tasks: [] };
    group.tasks.push(task);
    groups.set(task.call, group);
  }
  return [...groups.values()];
}

/** What is chosen of the list: tasks of one kind, to be done with one opinion. */
interface Choice {
  chosen: readonly TaskRow[];
  toggle: (task: TaskRow) => void;
}

const nameOf = (task: TaskRow) => `${task.project}/${task.task}/${task.identity}`;

function Task({ task, hue, choice }: { task: TaskRow; hue: string; choice: Choice }) {
  const { t } = useTranslation('projects');
  const { t: work } = useTranslation('work');
  const words = useWords();
  const first = choice.chosen[0];
  const other = first !== undefined && kindOf(first) !== kindOf(task);
  return (
    <li>
      <label className="task-pick" title={other ? work('batch.otherKind') : undefined}>
        <input
          type="checkbox" disabled={other} checked={choice.chosen.some((each) => nameOf(each) === nameOf(task))}
          aria-label={work('pick', { title: task.title })} onChange={() => choice.toggle(task)}
        />
      </label>
      <div className="task-what">
        <Link className="clamp" title={task.title} to={paths.project(task.project, { as: task.identity })}>{task.title}</Link>
        <span className="small muted">
          {task.number && <span className="num">{task.number} · </span>}{task.entity}
        </span>
      </div>
      <div className="task-do">
        <Status tone={task.returned ? 'warn' : 'busy'}>{task.returned ? t('returned', { name: words(task.name) }) : words(task.name)}</Status>
        <span className={`chip ${hue}`}>{task.identityName}</span>
        {task.claimed && <span className="chip">{work('handle.claimed', { name: task.claimed })}</span>}
        {task.for && <span className="chip">{t('taskFor', { name: task.for })}</span>}
      </div>
      <div className="task-when small">
        {task.due ? <Deadline at={task.due} /> : <span className="muted">{t('since')} <When at={task.since} /></span>}
      </div>
      <Link className="btn" aria-label={work('openOf', { title: task.title })} to={paths.task(task.project, { as: task.identity })}>{work('open')}</Link>
    </li>
  );
}

/** Who runs rounds of review goes from their tasks of a call to a new round over these. */
function RoundOf({ tasks }: { tasks: readonly TaskRow[] }) {
  const { t } = useTranslation('work');
  const may = useMay();
  const acting = useActing();
  const mine = tasks.find((task) => task.identity === acting);
  return mine && may('review.manage')
    ? <Link className="small" to={paths.newReview({ call: mine.call, stage: mine.stage })}>{t('rounds.create')}</Link>
    : null;
}

/** What can be done with the tasks chosen. */
function Chosen({ tasks, chosen, onChoose }: {
  tasks: readonly TaskRow[]; chosen: readonly TaskRow[]; onChoose: (tasks: readonly TaskRow[]) => void;
}) {
  const { t } = useTranslation('work');
  const words = useWords();
  const navigate = useNavigate();
  const first = chosen[0];
  if (!first) {
    return null;
  }
  const alike = tasks.filter((task) => kindOf(task) === kindOf(first));
  const begin = () => {
    const batch = newBatch(soonestFirst(chosen));
    if (batch) {
      keepBatch(batch);
      void navigate(paths.batch(batch.id, { as: batch.identity }));
    }
  };
  return (
    <div className="chosen-bar" role="region" aria-label={t('chosenBar')}>
      <span><b>{t('chosen', { count: chosen.length })}</b> <span className="small">{words(first.stageName)} · {words(first.name)}</span></span>
      <span className="row">
        {alike.length > chosen.length && (
          <button type="button" className="btn" onClick={() => onChoose(alike)}>{t('chooseAll', { count: alike.length })}</button>
        )}
        <button type="button" className="btn primary" onClick={begin}>{t('batch.open')}</button>
        <button type="button" className="btn" onClick={() => onChoose([])}>{t('chooseNone')}</button>
      </span>
    </div>
  );
}

/** The first page after login: what is to be done under all identities of the person. */
export function TasksPage() {
  const { t } = useTranslation('projects');
  const session = useSession().data;
  const may = useMay();
  const tasks = useTasks();
  const [picked, setPicked] = useState<readonly TaskRow[]>([]);
  const items = tasks.data?.items ?? [];
  const chosen = picked.flatMap((task) => items.filter((each) => nameOf(each) === nameOf(task)));
  const toggle = (task: TaskRow) => setPicked(chosen.some((each) => nameOf(each) === nameOf(task))
    ? chosen.filter((each) => nameOf(each) !== nameOf(task))
    : [...chosen, task]);
  const hue = (identity: string) => `hue-${Math.max(0, session?.identities.findIndex((each) => each.id === identity) ?? 0) % 6}`;
  return (
    <Page
      title={t('tasks')}
      actions={may('project.start') && <Link className="btn primary" to={paths.calls({ status: 'open' })}>{t('startNew')}</Link>}
      lead={tasks.data && <p className="muted" style={{ margin: '.25rem 0 0' }}>{t('tasksCount', { count: tasks.data.total })}</p>}
    >
      <Loaded query={tasks} lines={9}>
        {(page) => (page.items.length === 0
          ? (
            <div className="panel">
              <Empty title={t('noTasks')} hint={t('noTasksHint')}>
                {may('project.read') && <Link className="btn" to={paths.projects()}>{t('toProjects')}</Link>}
                <Link className="btn" to={paths.calls({ status: 'open' })}>{t('toCalls')}</Link>
              </Empty>
            </div>
          )
          : (
            <div className="stack">
              {byCall(page.items).map((group) => (
                <section key={group.call} className="panel" aria-label={group.title}>
                  <div className="spread">
                    <h2>{group.title}</h2>
                    <span className="row">
                      <RoundOf tasks={group.tasks} />
                      <Link className="small" to={paths.projects({ call: group.call })}>{t('inCall', { count: group.tasks.length })}</Link>
                    </span>
                  </div>
                  <ul className="tasks">
                    {group.tasks.map((task) => <Task key={nameOf(task)} task={task} hue={hue(task.identity)} choice={{ chosen, toggle }} />)}
                  </ul>
                </section>
              ))}
              <Chosen tasks={items} chosen={chosen} onChoose={setPicked} />
            </div>
          ))}
      </Loaded>
    </Page>
  );
}
