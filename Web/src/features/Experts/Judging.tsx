import { useState } from 'react';
import { App, Button, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { Allowed, ExpertView } from '@/api/types';
import { Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { judgeExpert, judgements, ownKey } from './queries';

/** The judgements open to the caller now, each asking for its reason. */
export function Judging({ expert }: { expert: ExpertView }) {
  const { t } = useTranslation('experts');
  const { t: shell } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Allowed | null>(null);
  const [reason, setReason] = useState('');
  const judge = useCommand(judgeExpert, {
    onSuccess: (changed) => {
      client.setQueryData(['expert', expert.id], changed);
      void client.invalidateQueries({ queryKey: ['expert', 'list'] });
      void client.invalidateQueries({ queryKey: ownKey });
      setChosen(null);
      void message.success(t('judged'));
    },
  });
  const choose = (allowed: Allowed) => {
    judge.reset();
    setReason('');
    setChosen(allowed);
  };
  const open = expert.allowed.filter((allowed) => (judgements as string[]).includes(allowed.action));
  return (
    <>
      {open.map((allowed) => (
        <Button key={allowed.action} type={allowed.primary ? 'primary' : 'default'} onClick={() => choose(allowed)}>
          {words(allowed.name)}
        </Button>
      ))}
      {chosen && (
        <Modal
          open title={words(chosen.name)} okText={shell('confirm')} cancelText={shell('cancel')} confirmLoading={judge.isPending}
          okButtonProps={{ disabled: chosen.opinion === 'required' && reason.trim().length < 2 }}
          onCancel={() => setChosen(null)}
          onOk={() => judge.mutate({ id: expert.id, version: expert.version, action: chosen.action, reason: reason.trim() })}
        >
          <div className="stack">
            <Refused error={judge.error} />
            <label htmlFor="reason">{chosen.opinion === 'required' ? t('reasonNeeded') : t('reasonOptional')}</label>
            <Input.TextArea
              id="reason" rows={3} maxLength={500} showCount value={reason} onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </Modal>
      )}
    </>
  );
}
