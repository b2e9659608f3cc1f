import { Checkbox, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import { boundsOf, missingOf, stageOf } from './choice';
import type { Acting } from './useAct';

const LONGEST = 500;

/** Picks the next stage, who takes part in it, and why. */
export function ChoiceFields({ acting }: { acting: Acting }) {
  const { t } = useTranslation('work');
  const { t: form } = useTranslation('projects');
  const words = useWords();
  const { allowed: { chooses }, choice, setChoice, tried, pending } = acting;
  if (!chooses) {
    return null;
  }
  const missing = tried ? missingOf(chooses, choice) : [];
  const [stage, bounds] = [stageOf(chooses, choice), boundsOf(chooses, choice)];
  const error = (part: 'stage' | 'tasks' | 'reason') => missing.includes(part)
    && <div className="field-error" role="alert">{t(`choose.missing.${part}`, bounds)}</div>;
  return (
    <>
      {chooses.picksStage && (
        <fieldset className="choices">
          <legend>{t(chooses.reason ? 'choose.stage' : 'choose.back')}<span className="required">{form('requiredMark')}</span></legend>
          <Radio.Group
            value={choice.stage} disabled={pending}
            onChange={(event) => setChoice({ ...choice, stage: event.target.value as string, tasks: [] })}
          >
            <div className="stack" style={{ gap: 4 }}>
              {chooses.stages.map((each) => <Radio key={each.id} value={each.id}>{words(each.name)}</Radio>)}
            </div>
          </Radio.Group>
          {error('stage')}
        </fieldset>
      )}
      {stage && stage.tasks.length > 0 && (
        <fieldset className="choices">
          <legend>{t('choose.tasks')}<span className="required">{form('requiredMark')}</span></legend>
          <p className="small muted">{t('choose.tasksHint', bounds)}</p>
          <Checkbox.Group value={[...choice.tasks]} disabled={pending} onChange={(tasks) => setChoice({ ...choice, tasks })}>
            <div className="stack" style={{ gap: 4 }}>
              {stage.tasks.map((task) => (
                <Checkbox key={task.id} value={task.id}>{task.holder}<span className="small muted"> · {words(task.name)}</span></Checkbox>
              ))}
            </div>
          </Checkbox.Group>
          {error('tasks')}
        </fieldset>
      )}
      {chooses.reason && (
        <label className="field">
          <span>{t('choose.reason')}<span className="required">{form('requiredMark')}</span></span>
          <Input.TextArea
            rows={2} maxLength={LONGEST} showCount value={choice.reason} readOnly={pending}
            status={missing.includes('reason') ? 'error' : undefined}
            onChange={(event) => setChoice({ ...choice, reason: event.target.value })}
          />
          {error('reason')}
        </label>
      )}
    </>
  );
}
