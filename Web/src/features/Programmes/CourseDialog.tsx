import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { ProgrammeView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';

/** Asks why before a programme's life changes, and says what follows. */
export function CourseDialog<A>({ programme, title, hint, ok, danger = false, act, run, onClose }: {
  programme: string;
  title: string;
  hint: string;
  ok: string;
  danger?: boolean;
  act: (reason: string) => A;
  run: (act: A, commandId: string) => Promise<ProgrammeView>;
  onClose: () => void;
}) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const change = useCommand(run, {
    onSuccess: (view) => {
      client.setQueryData(['programme', programme], view);
      void client.invalidateQueries({ queryKey: ['programme', 'list'] });
      onClose();
    },
  });
  const short = reason.trim().length < 2;
  return (
    <FormDialog title={title} ok={ok} id="course-form" busy={change.isPending} error={change.error} danger={danger} onClose={onClose}>
      <form
        id="course-form" className="field"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!short) {
            change.mutate(act(reason.trim()));
          }
        }}
      >
        <p>{hint}</p>
        <label htmlFor="course-reason">{t('reason')}</label>
        <Input.TextArea id="course-reason" rows={3} maxLength={500} showCount autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        {tried && short && <span className="field-error" role="alert">{t('reasonShort')}</span>}
      </form>
    </FormDialog>
  );
}
