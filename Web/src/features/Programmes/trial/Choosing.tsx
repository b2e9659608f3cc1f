import { Checkbox, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Allowed } from '@/api/types';
import { useWords } from '@/ui/words';

export interface Picked {
  stage?: string;
  tasks?: string[];
  reason?: string;
}

type Chooses = NonNullable<Allowed['chooses']>;

/** What is picked at first: the first stage, and as few of its tasks as must be. */
export function firstPick(chooses: Chooses): Picked {
  const [stage] = chooses.stages;
  return {
    stage: chooses.picksStage ? stage?.id : undefined,
    tasks: stage?.tasks.slice(0, Math.max(chooses.least, 0)).map((task) => task.id),
  };
}

/** The next stage or who takes part, as the taker of an action picks it. */
export function Choosing({ chooses, picked, onChange }: { chooses: Chooses; picked: Picked; onChange: (picked: Picked) => void }) {
  const { t } = useTranslation('design');
  const words = useWords();
  const stage = chooses.stages.find((each) => each.id === picked.stage) ?? chooses.stages[0];
  return (
    <>
      {chooses.picksStage && (
        <fieldset>
          <legend>{t('trial.chooseStage')}</legend>
          <Radio.Group
            value={picked.stage} options={chooses.stages.map((each) => ({ value: each.id, label: words(each.name) }))}
            onChange={(event) => onChange({ ...picked, stage: String(event.target.value), tasks: [] })}
          />
        </fieldset>
      )}
      {stage && stage.tasks.length > 0 && (
        <fieldset>
          <legend>{t('trial.chooseTasks')}</legend>
          <Checkbox.Group
            value={picked.tasks ?? []} onChange={(tasks) => onChange({ ...picked, tasks })}
            options={stage.tasks.map((task) => ({ value: task.id, label: `${words(task.name)}（${task.holder}）` }))}
          />
        </fieldset>
      )}
    </>
  );
}
