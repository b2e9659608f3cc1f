import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRow } from '@/api/types';
import { useMay, useSession } from '@/api/session';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { Status } from '@/ui/Status';
import { Deadline, When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { useTasks } from './queries';
import './tasks.css';

interface Group {
  call: string;
  title: string;
  tasks: TaskRow[];
}

/** Tasks by call, the call with the soonest deadline first; within a call soonest first. */
export function byCall(tasks: readonly TaskRow[]): Group[] {
  const end = (task: TaskRow) => (task.due ? new Date(task.due).getTime() : Number.MAX_SAFE_INTEGER);
  const groups = new Map<string, Group>();
  for (const task of [...tasks].sort((a, b) => end(a) - end(b))) {
    const group = groups.get(task.call) ?? { call: task.call, title: task.callTitle, tasks: [] };
    group.tasks.push(task);
    groups.set(task.call, group);
  }
  return [...groups.values()];
}

function Task({ task, hue }: { task: TaskRow; hue: string }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  return (
    <li>
      <div className="task-what">
        <Link className="clamp" title={task.title} to={paths.project(task.project, { as: task.identity })}>{task.title}</Link>
        <span className="small muted">
          {task.number && <span className="num">{task.number} · </span>}{task.entity}
        </span>
      </div>
      <div className="task-do">
        <Status tone={task.returned ? 'warn' : 'busy'}>{task.returned ? t('returned', { name: words(task.name) }) : words(task.name)}</Status>
        <span className={`chip ${hue}`}>{task.identityName}</span>
        {task.for && <span className="chip">{t('taskFor', { name: task.for })}</span>}
      </div>
      <div className="task-when small">
        {task.due ? <Deadline at={task.due} /> : <span className="muted">{t('since')} <When at={task.since} /></span>}
      </div>
    </li>
  );
}

/** The first page after login: what is to be done under all identities of the person. */
export function TasksPage() {
  const { t } = useTranslation('projects');
  const session = useSession().data;
  const may = useMay();
  const tasks = useTasks();
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
                    <Link className="small" to={paths.projects({ call: group.call })}>{t('inCall', { count: group.tasks.length })}</Link>
                  </div>
                  <ul className="tasks">
                    {group.tasks.map((task) => <Task key={`${task.project}/${task.task}/${task.identity}`} task={task} hue={hue(task.identity)} />)}
                  </ul>
                </section>
              ))}
            </div>
          ))}
      </Loaded>
    </Page>
  );
}
