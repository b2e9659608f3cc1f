import { useEffect, useRef, useState } from 'react';
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

/** The stages of the usual way and those the project came to: of ends still ahead only the first, the usual one. */
function shownOf(stages: readonly StageView[]): StageView[] {
  const usual = stages.find((stage) => stage.kind === 'end');
  return stages.filter((stage) => stage.kind !== 'end' || stage.state !== 'ahead' || stage === usual);
}

/** How many stages before and after the present one a narrow screen shows at first. */
const NEAR = 2;

/** The way of the project: stages done, now, ahead, returned or skipped; who and when. Opens at the present stage. */
export function StageMap({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const { t: work } = useTranslation('work');
  const words = useWords();
  const [whole, setWhole] = useState(false);
  const map = useRef<HTMLOListElement>(null);
  const stages = shownOf(project.stages);
  const found = stages.findIndex((stage) => stage.state === 'now');
  const here = found < 0 ? stages.findLastIndex((stage) => stage.state === 'done') : found;
  useEffect(() => {
    const list = map.current;
    const item = list?.children[here];
    if (!list || !item) {
      return;
    }
    const center = () => {
      const [seen, at] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
      list.scrollLeft += at.left + at.width / 2 - seen.left - seen.width / 2;
    };
    // Told once the stage is laid out, and again whenever its size changes, e.g. with a large font.
    const laidOut = new ResizeObserver(center);
    laidOut.observe(item);
    return () => laidOut.disconnect();
  }, [here]);
  return (
    <section className="panel" aria-label={t('stageMap')}>
      <ol ref={map} className={whole ? 'stage-map whole' : 'stage-map'} tabIndex={0}>
        {stages.map((stage, at) => {
          const far = Math.abs(at - here) > NEAR ? 'far' : '';
          return (
            <li key={stage.id} className={`${stage.state} ${far}`} aria-current={stage.state === 'now' ? 'step' : undefined}>
              <span className="stage-mark" aria-hidden="true" />
              <b>{words(stage.name)}</b>
              <span className="small stage-state">{t(`stage.${stage.state}`)}</span>
              <When stage={stage} />
              {stage.actors && <span className="small muted clamp" title={stage.actors}>{stage.actors}</span>}
              {stage.tasks.length > 1 && (
                <ul className="small">
                  {stage.tasks.map((task) => (
                    <li key={task.id} title={task.opinion ?? undefined}>
                      {words(task.name)} · {task.action ? <b>{words(task.action)}</b> : work(`taskState.${task.state}`)}{task.state === 'open' && task.claimed && ` · ${task.claimed}`}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
      {!whole && stages.length > 2 * NEAR + 1 && (
        <button type="button" className="linkish stage-map-all" onClick={() => setWhole(true)}>
          {t('stageMapAll', { count: stages.length })}
        </button>
      )}
    </section>
  );
}
