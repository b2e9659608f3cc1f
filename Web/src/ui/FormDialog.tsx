import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refused } from './States';

/** A small form in a dialog: its name says what is done, `id` is the form inside, a refusal stands on top. */
export function FormDialog({ title, ok, busy, error, onClose, id, danger = false, children }: {
  title: string;
  ok?: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  id: string;
  danger?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open title={title} onCancel={onClose} cancelText={t('cancel')} okText={ok ?? t('confirm')} confirmLoading={busy}
      okButtonProps={{ htmlType: 'submit', form: id, danger }} mask={{ closable: false }} destroyOnHidden
    >
      <div className="stack"><Refused error={error} />{children}</div>
    </Modal>
  );
}
