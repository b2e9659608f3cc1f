import { useTranslation } from 'react-i18next';
import type { ProjectView, StageView } from '@/api/types';
import { kindOf as kindOfField, type Part, type Ui } from '@/ui/reading/fieldKinds';
import { Reading } from '@/ui/reading/Reading';
import type { Schema } from '@/ui/reading/schema';
import { Empty } from '@/ui/States';
import { Status } from '@/ui/Status';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { Retract } from './Handling';

type Decided = ProjectView['decided'][number];

/** What an action asked for as a field to read; what it gave itself, e.g. a number, is text. */
function partOf(decided: Decided): Part {
  const schema = (decided.schema ?? { type: 'string' }) as Schema;
  const ui = (decided.ui ?? {}) as Ui;
  return { name: decided.field, schema, ui, kind: kindOfField(schema, ui), required: false };
}

/** What was decided along the way, by stage: scores, sums, plans, verdicts, register numbers. */
export function Decided({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  const words = useWords();
  const stages = project.stages.filter((stage) => project.decided.some((each) => each.stage === stage.id));
  return (
    <>
      {stages.map((stage) => (
        <section key={stage.id} className="section-block" aria-label={words(stage.name)}>
          <h3>{words(stage.name)}</h3>
          <dl className="reading">
            {project.decided.filter((each) => each.stage === stage.id).map((each) => {
              const part = partOf(each);
              return (
                <div key={each.field} className={part.kind.endsWith('table') ? 'whole' : undefined}>
                  <dt>{words(each.name) || t('givenNumber')}</dt>
                  <dd><Reading part={part} value={each.value} /></dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </>
  );
}

/** Documents that were released, with their numbers. */
function Released({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  const words = useWords();
  if (project.documents.length === 0) {
    return null;
  }
  return (
    <section className="section-block" aria-label={t('released')}>
      <h3>{t('released')}</h3>
      <ul className="plain-list">
        {project.documents.map((document) => (
          <li key={`${document.id}/${document.at}`}>
            <b>{words(document.name)}</b> {document.number && <span className="num">{document.number}</span>}{' '}
            {(document.until || document.state !== 'valid') && (
              <Status tone={document.state === 'valid' ? 'good' : 'off'}>
                {t(`document.${document.state}`, { until: document.until ?? '', by: document.replacedBy ?? '' })}
              </Status>
            )}{' '}
            <span className="small muted"><When at={document.at} /> · <span className="num" title={document.sm3}>SM3 {document.sm3.slice(0, 12)}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Results of reviews, decisions and documents; what will stand here while there is none. */
export function DecisionsTab({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  if (project.decided.length === 0 && project.documents.length === 0 && project.signatures.length === 0) {
    return <Empty title={t('noDecisions')} hint={t('noDecisionsHint')} />;
  }
  return (
    <>
      <Decided project={project} />
      {project.signatures.length > 0 && (
        <section className="section-block" aria-label={t('signatures')}>
          <h3>{t('signatures')}</h3>
          <Signatures project={project} />
        </section>
      )}
      <Released project={project} />
    </>
  );
}

/** Who signed what and when. */
export function Signatures({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  const words = useWords();
  return (
    <ul className="plain-list signatures">
      {project.signatures.map((signed) => (
        <li key={`${signed.form}/${signed.party.zh}/${signed.at}`}>
          <Status tone="good">{words(signed.party)}</Status>
          <span>{t('signedBy', { by: signed.by, under: signed.under })} · <When at={signed.at} /></span>
          <span className="small muted sm3">SM3 {signed.sm3}</span>
        </li>
      ))}
    </ul>
  );
}

/** The tasks of a stage held by several, side by side: who concluded how, who is still to. */
export function Together({ project, stage, mine }: {
  project: ProjectView; stage: StageView; mine: readonly string[];
}) {
  const { t } = useTranslation('work');
  const words = useWords();
  return (
    <ul className="together" aria-label={t('together')}>
      {stage.tasks.map((task) => (
        <li key={task.id}>
          <div className="spread">
            <b>{words(task.name)}{mine.includes(task.id) && <span className="chip mine">{t('mine')}</span>}</b>
            <Status tone={task.state === 'done' ? 'good' : task.state === 'open' ? 'busy' : 'off'}>
              {task.state === 'done' ? words(task.action) : t(`taskState.${task.state}`)}
            </Status>
          </div>
          <div className="small muted">
            {task.by ? <>{task.by} · {task.holder} · <When at={task.at} /></> : task.holder}
          </div>
          {task.opinion && <blockquote>{task.opinion}</blockquote>}
          {task.claimed && task.state === 'open' && <div className="small">{t('handle.claimed', { name: task.claimed })}</div>}
          {task.retractable && <Retract project={project} task={task.id} />}
        </li>
      ))}
    </ul>
  );
}
