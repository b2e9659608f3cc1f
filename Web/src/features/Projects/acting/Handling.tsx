import { useState } from 'react';
import { App, Button, Input, Modal, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { ProjectView, TaskView } from '@/api/types';
import { Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { handleTask, useColleagues } from '../queries';

const LONGEST = 500;

type Way = 'claim' | 'release' | 'transfer' | 'add-signer' | 'retract';

/** What was just arranged is shown at once, here and in lists. */
function useHandling(project: ProjectView, done: string, onDone: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useCommand(handleTask, {
    onSuccess: (after) => {
      client.setQueryData(['project', project.id], after);
      void client.invalidateQueries({ queryKey: ['project'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      void message.success(done);
      onDone();
    },
  });
}

/** Asks to whom, whom to add, and why. */
function HandlingDialog({ project, task, way, signers, onClose }: {
  project: ProjectView; task: string; way: Way; signers: TaskView['signers']; onClose: () => void;
}) {
  const { t } = useTranslation('work');
  const { t: any } = useTranslation();
  const words = useWords();
  const [reason, setReason] = useState('');
  const [person, setPerson] = useState<string | undefined>();
  const [signer, setSigner] = useState<string | undefined>(signers.length === 1 ? signers[0]?.id : undefined);
  const [tried, setTried] = useState(false);
  const [asksPerson, asksSigner] = [way === 'transfer' || way === 'add-signer', way === 'add-signer'];
  const isKnown = asksPerson && (!asksSigner || Boolean(signer));
  const colleagues = useColleagues(project.id, task, asksSigner ? signer : undefined, isKnown);
  const handle = useHandling(project, t(`handle.done.${way}`), onClose);
  const missing = {
    signer: asksSigner && !signer, person: way === 'transfer' && !person, reason: reason.trim() === '',
  };
  const error = (part: keyof typeof missing) => tried && missing[part]
    && <span className="field-error" role="alert">{t(`handle.missing.${part}`)}</span>;
  return (
    <Modal
      open title={`${t(`handle.${way}`)} · ${project.title}`} onCancel={onClose} confirmLoading={handle.isPending}
      okText={t(`handle.${way}`)} cancelText={any('cancel')} mask={{ closable: false }}
      onOk={() => {
        setTried(true);
        if (!missing.signer && !missing.person && !missing.reason) {
          handle.mutate({
            id: project.id, task, what: way, reason: reason.trim(), person: person ?? null, signer: signer ?? null,
          });
        }
      }}
    >
      <div className="stack" style={{ gap: '.9rem' }}>
        <div className="band plain">{t(`handle.will.${way}`)}</div>
        {asksSigner && (
          <label className="field">
            <span>{t('handle.signer')}</span>
            <Select
              value={signer} onChange={(next: string) => { setSigner(next); setPerson(undefined); }} aria-label={t('handle.signer')}
              options={signers.map((each) => ({ value: each.id, label: `${each.holder} · ${words(each.name)}` }))}
            />
            {error('signer')}
          </label>
        )}
        {asksPerson && (
          <label className="field">
            <span>{t(asksSigner ? 'handle.signerPerson' : 'handle.person')}</span>
            <Select
              value={person} onChange={(next: string | undefined) => setPerson(next)} allowClear={asksSigner} showSearch
              optionFilterProp="label" loading={colleagues.isFetching} aria-label={t('handle.person')}
              disabled={asksSigner && !signer} notFoundContent={t('handle.nobody')}
              options={(colleagues.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
            />
            {error('person')}
          </label>
        )}
        <label className="field">
          <span>{t('handle.reason')}</span>
          <Input.TextArea rows={3} maxLength={LONGEST} showCount value={reason} onChange={(event) => setReason(event.target.value)} />
          {error('reason')}
        </label>
        <Refused error={handle.error} />
      </div>
    </Modal>
  );
}

/** Has an opinion given anew: one's own taken back, or one that the lead asks for again. */
export function Retract({ project, task }: { project: ProjectView; task: string }) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="linkish" onClick={() => setOpen(true)}>{t('handle.retract')}</button>
      {open && <HandlingDialog project={project} task={task} way="retract" signers={[]} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Who works on a task, and what can be arranged: picked up, given back, handed over, shared. */
export function Handling({ project, task }: { project: ProjectView; task: TaskView }) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState<Way | null>(null);
  const handle = useHandling(project, t(`handle.done.${task.claimed ? 'release' : 'claim'}`), () => undefined);
  const at = (way: Way) => (way === 'claim' || way === 'release'
    ? handle.mutate({ id: project.id, task: task.id, what: way, reason: null, person: null, signer: null })
    : setOpen(way));
  if (task.handling.length === 0 && !task.claimed) {
    return null;
  }
  return (
    <div className="handling">
      {task.claimed && <p className="small">{t('handle.claimed', { name: task.claimed.name })}</p>}
      <div className="row">
        {(task.handling as Way[]).map((way) => (
          <Button key={way} size="small" loading={handle.isPending} onClick={() => at(way)}>{t(`handle.${way}`)}</Button>
        ))}
      </div>
      <Refused error={handle.error} />
      {open && <HandlingDialog project={project} task={task.id} way={open} signers={task.signers} onClose={() => setOpen(null)} />}
    </div>
  );
}
