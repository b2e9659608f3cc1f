import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/ui/FormDialog';

/** Asks why before something is done that others must be able to understand. */
export function ReasonDialog({ title, hint, ok, least = 2, busy, error, danger = false, onReason, onClose }: {
  title: string;
  hint: string;
  ok: string;
  /** Fewest characters of the reason. */
  least?: number;
  busy: boolean;
  error: unknown;
  danger?: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < least;
  return (
    <FormDialog title={title} ok={ok} id="reason-form" busy={busy} error={error} danger={danger} onClose={onClose}>
      <form
        id="reason-form" className="field"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!short) {
            onReason(reason.trim());
          }
        }}
      >
        <p className="muted">{hint}</p>
        <label htmlFor="reason">{t('reason')}</label>
        <Input.TextArea
          id="reason" rows={3} maxLength={500} showCount autoFocus value={reason} status={tried && short ? 'error' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {tried && short && <span className="field-error" role="alert">{t('reasonShort', { least })}</span>}
      </form>
    </FormDialog>
  );
}
