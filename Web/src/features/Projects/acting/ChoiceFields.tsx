import { Checkbox, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import { useColleagues } from '../queries';
import { boundsOf, missingOf, stageOf } from './choice';
import type { Acting } from './useAct';

const LONGEST = 500;

/** Who of the holder's people is to do a task that was picked; nobody certain at first. */
function Person({ acting, task }: { acting: Acting; task: string }) {
  const { t } = useTranslation('work');
  const { project, allowed, choice, setChoice, pending } = acting;
  const mayName = project.tasks.some((each) => each.id === allowed.task && each.handling.includes('transfer'));
  const people = useColleagues(project.id, allowed.task ?? '', `${choice.stage ?? ''}/${task}`, mayName);
  const { [task]: person, ...others } = choice.people;
  return people.data && people.data.length > 0 && (
    <Select
      size="small" className="choice-person" value={person} allowClear showSearch optionFilterProp="label"
      placeholder={t('handle.signerPerson')} aria-label={t('handle.signerPerson')} disabled={pending}
      options={people.data.map((each) => ({ value: each.id, label: each.name }))}
      onChange={(next: string | undefined) => setChoice({ ...choice, people: next ? { ...others, [task]: next } : others })}
    />
  );
}

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
            onChange={(event) => setChoice({ ...choice, stage: event.target.value as string, tasks: [], people: {} })}
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
                <div key={task.id} className="choice-task">
                  <Checkbox value={task.id}>{task.holder}<span className="small muted"> · {words(task.name)}</span></Checkbox>
                  {choice.tasks.includes(task.id) && <Person acting={acting} task={task.id} />}
                </div>
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
