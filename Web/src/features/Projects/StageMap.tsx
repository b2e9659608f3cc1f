import { useTranslation } from 'react-i18next';
import type { ProjectView, StageView } from '@/api/types';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';

function When({ stage }: { stage: StageView }) {
  const { t } = useTranslation('projects');
  if (!stage.entered) {
    return null;
  }
  return (
    <span className="small muted num">
      {stage.left ? minuteOf(stage.left) : t('stageSince', { at: minuteOf(stage.entered) })}
    </span>
  );
}

/** The way of the project: stages done, now, ahead, returned or skipped; who and when. */
export function StageMap({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  return (
    <section className="panel" aria-label={t('stageMap')}>
      <ol className="stage-map" tabIndex={0}>
        {project.stages.map((stage) => {
          const tasks = project.tasks.filter((task) => task.stage === stage.id);
          return (
            <li key={stage.id} className={stage.state} aria-current={stage.state === 'now' ? 'step' : undefined}>
              <span className="stage-mark" aria-hidden="true" />
              <b>{words(stage.name)}</b>
              <span className="small stage-state">{t(`stage.${stage.state}`)}</span>
              <When stage={stage} />
              {stage.actors && <span className="small muted clamp" title={stage.actors}>{stage.actors}</span>}
              {tasks.length > 1 && (
                <ul className="small">{tasks.map((task) => <li key={task.id}>{words(task.name)} · {task.holder}</li>)}</ul>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
