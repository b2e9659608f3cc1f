import { useState } from 'react';
import { App, Input, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { Allowed, ProjectView } from '@/api/types';
import { Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { steer } from './queries';

/** Takes back, suspends, resumes or terminates, with a reason. */
export function WithdrawDialog({ project, allowed, onClose }: {
  project: ProjectView; allowed: Allowed; onClose: () => void;
}) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const take = useCommand(steer, {
    onSuccess: (after) => {
      client.setQueryData(['project', project.id], after);
      void client.invalidateQueries({ queryKey: ['project'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      void message.success(t('act.done', { action: words(allowed.name) }));
      onClose();
    },
  });
  return (
    <Modal
      open title={`${words(allowed.name)} · ${project.title}`} onCancel={onClose} confirmLoading={take.isPending}
      okText={words(allowed.name)} cancelText={any('cancel')} okButtonProps={{ danger: true }} mask={{ closable: false }}
      onOk={() => {
        setTried(true);
        if (reason.trim()) {
          take.mutate({ id: project.id, action: allowed.action, reason: reason.trim() });
        }
      }}
    >
      <div className="stack" style={{ gap: '.9rem' }}>
        <div className="band plain">{allowed.next ? t('act.next', { stage: words(allowed.next) }) : t(`act.ends.${allowed.action}`)}</div>
        <label className="field">
          <span>{t('act.reason')}<span className="required">{t('requiredMark')}</span></span>
          <Input.TextArea rows={3} maxLength={1000} showCount value={reason} onChange={(event) => setReason(event.target.value)} />
          {tried && !reason.trim() && <span className="field-error" role="alert">{t('act.reasonMissing')}</span>}
        </label>
        <Refused error={take.error} />
      </div>
    </Modal>
  );
}
