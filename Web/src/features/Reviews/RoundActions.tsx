import { useState } from 'react';
import { App, Button, Checkbox, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { Allowed, ReviewActivityView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';
import { sentence } from '@/ui/sentences';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { withTitles } from './groups';
import { PlanFields, planOf, typedOf, type TypedPlan } from './PlanFields';
import { actOnRound, useDefinition, useRoundKept, type RoundAct } from './rounds';
import type { Titles } from './ReviewPage';

/** Steps that a button at the head takes; groups, results and release have tabs of their own. */
const steps = ['plan', 'draw', 'invite', 'nudge', 'withdraw-nudge', 'close'] as const;
type Step = (typeof steps)[number];

interface Typed {
  plan: TypedPlan;
  reserves: number;
  withMissing: boolean;
}

function Fields({ step, round }: { step: Step; round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const definition = useDefinition(step === 'plan' ? round.call.id : '');
  return (
    <>
      <p className="muted prose">{t(`round.ask.${step}`, { closes: round.plan.closes })}</p>
      {step === 'plan' && <PlanFields definition={definition.data} />}
      {step === 'draw' && (
        <Form.Item name="reserves" label={t('round.reserves')} extra={t('round.reservesHint')} rules={[{ required: true }]}>
          <InputNumber min={0} max={50} precision={0} />
        </Form.Item>
      )}
      {step === 'close' && (
        <Form.Item name="withMissing" valuePropName="checked" extra={t('round.withMissingHint')}>
          <Checkbox>{t('round.withMissing')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

function StepDialog({ step, name, round, titles, onClose }: {
  step: Step; name: string; round: ReviewActivityView; titles: Titles; onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const kept = useRoundKept();
  const act = useCommand(actOnRound, {
    onSuccess: (after) => {
      kept(after);
      void message.success(t(`round.did.${step}`));
      onClose();
    },
  });
  const run = ({ plan, reserves, withMissing }: Typed) => {
    const command: RoundAct = { id: round.id, act: step };
    act.mutate({
      ...command,
      ...(step === 'plan' ? { plan: planOf(plan) } : {}),
      ...(step === 'draw' ? { reserves } : {}),
      ...(step === 'close' ? { withMissing } : {}),
    });
  };
  return (
    <FormDialog
      title={name} ok={name} id="round-step" busy={act.isPending} error={withTitles(act.error, titles)} danger={step === 'close'}
      onClose={onClose}
    >
      <Form<Typed>
        id="round-step" layout="vertical" initialValues={{ plan: typedOf(round.plan), reserves: 3, withMissing: false }} onFinish={run}
      >
        <Fields step={step} round={round} />
      </Form>
    </FormDialog>
  );
}

/** What the caller may do with the round now; what cannot be done yet says why. */
export function RoundActions({ round, titles }: { round: ReviewActivityView; titles: Titles }) {
  const { t } = useTranslation('reviews');
  const { t: any } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState<Step | null>(null);
  const shown = round.allowed.filter((allowed): allowed is Allowed & { action: Step } => steps.includes(allowed.action as Step));
  const named = (step: Step) => words(shown.find((allowed) => allowed.action === step)?.name);
  return (
    <>
      {round.nudgeAt && <span className="small muted">{t('round.nudgeWaits', { at: minuteOf(round.nudgeAt) })}</span>}
      {shown.map((allowed) => {
        const why = allowed.why.map((reason) => sentence(any, reason)).join(' ');
        return (
          <span key={allowed.action} title={why || undefined}>
            <Button type={allowed.primary ? 'primary' : 'default'} disabled={allowed.why.length > 0} onClick={() => setOpen(allowed.action)}>
              {words(allowed.name)}{why && <span className="sr">（{why}）</span>}
            </Button>
          </span>
        );
      })}
      {open && <StepDialog step={open} name={named(open)} round={round} titles={titles} onClose={() => setOpen(null)} />}
    </>
  );
}
