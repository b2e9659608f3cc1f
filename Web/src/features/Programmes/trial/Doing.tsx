import { useState } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Allowed, TrialAct, TrialTask, TrialView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';
import { FormPreview } from '@/ui/preview';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { Choosing, firstPick } from './Choosing';
import { filled } from './sample';

/** What an action asks for before it is tried: an opinion, and its own fields. */
function ActDialog({ task, action, onAct, onClose }: {
  task: TrialTask; action: Allowed; onAct: (act: Partial<TrialAct>) => void; onClose: () => void;
}) {
  const { t } = useTranslation('design');
  const words = useWords();
  const [opinion, setOpinion] = useState(t('trial.opinionSample'));
  const [input, setInput] = useState<unknown>(() => (action.asks ? filled(action.asks.schema, action.asks.content) : undefined));
  const [picked, setPicked] = useState(() => (action.chooses ? firstPick(action.chooses) : null));
  const given = () => (picked ? { ...(input as object | undefined), choice: { ...picked, reason: opinion } } : input);
  return (
    <FormDialog title={words(action.name)} ok={words(action.name)} id="trial-act" busy={false} error={null} onClose={onClose}>
      <form
        id="trial-act" className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onAct({ task: task.id, action: action.action, opinion: action.opinion === 'none' ? null : opinion, input: given() as never });
          onClose();
        }}
      >
        <p className="muted">{t('trial.as', { name: task.holderName })}</p>
        {action.asks && (
          <FormPreview section="asks" schema={action.asks.schema} ui={action.asks.ui} content={input ?? {}} whole={false} onChange={setInput} />
        )}
        {action.chooses && picked && <Choosing chooses={action.chooses} picked={picked} onChange={setPicked} />}
        {(action.opinion !== 'none' || picked) && (
          <div className="field">
            <label htmlFor="trial-opinion">{t('trial.opinion')}</label>
            <Input.TextArea id="trial-opinion" rows={2} value={opinion} onChange={(event) => setOpinion(event.target.value)} />
          </div>
        )}
      </form>
    </FormDialog>
  );
}

function Offered({ task, action, onChoose }: { task: TrialTask; action: Allowed; onChoose: (action: Allowed) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const why = action.why.map((reason) => sentence(t, reason)).join('；');
  return (
    <Button
      key={`${task.id} ${action.action}`} type={action.primary ? 'primary' : 'default'} disabled={why !== ''} title={why || undefined}
      onClick={() => onChoose(action)}
    >{words(action.name)}</Button>
  );
}

/** The open tasks, each with the buttons its holder would have. */
export function Doing({ view, onAct }: { view: TrialView; onAct: (act: Partial<TrialAct>) => void }) {
  const { t } = useTranslation('design');
  const words = useWords();
  const [asked, setAsked] = useState<{ task: TrialTask; action: Allowed } | null>(null);
  const ended = view.tasks.length === 0 && view.elapses === null;
  return (
    <section className="panel" aria-label={t('trial.now')}>
      <h2>{t('trial.now')}：{words(view.project.stages.find((stage) => stage.state === 'now')?.name) || t('trial.ended')}</h2>
      {ended && <p className="muted">{t('trial.endedHint')}</p>}
      <ul className="plain-list stack" style={{ gap: '.6rem' }}>
        {view.tasks.map((task) => (
          <li key={task.id}>
            <div><b>{words(task.name)}</b> <span className="muted">{task.holderName}</span></div>
            <div className="row" style={{ marginTop: 4 }}>
              {task.allowed.map((action) => <Offered key={action.action} task={task} action={action} onChoose={(chosen) => setAsked({ task, action: chosen })} />)}
              {task.allowed.length === 0 && <span className="muted small">{t('trial.nothing')}</span>}
            </div>
            {task.allowed.filter((action) => action.why.length > 0).map((action) => <Why key={action.action} action={action} />)}
          </li>
        ))}
      </ul>
      {view.elapses && <div className="row" style={{ marginTop: 10 }}><Button onClick={() => onAct({ action: 'elapse' })}>{t('trial.elapse')}</Button></div>}
      {asked && <ActDialog task={asked.task} action={asked.action} onAct={onAct} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Why({ action }: { action: Allowed }) {
  const { t } = useTranslation();
  const words = useWords();
  return <div className="small muted">{words(action.name)}：{action.why.map((reason) => sentence(t, reason)).join('；')}</div>;
}
