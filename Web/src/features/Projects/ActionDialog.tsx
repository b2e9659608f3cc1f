import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Allowed, ProjectView } from '@/api/types';
import { useWords } from '@/ui/words';
import { ActionFields } from './acting/ActionFields';
import { useAct } from './acting/useAct';

/** Takes an action: what happens next, what it asks for, the opinion, for returns the sections to correct. */
export function ActionDialog({ project, allowed, task, onClose }: {
  project: ProjectView; allowed: Allowed; task: string; onClose: () => void;
}) {
  const { t: any } = useTranslation();
  const words = useWords();
  const acting = useAct(project, allowed, task, onClose);
  return (
    <Modal
      open title={`${words(allowed.name)} · ${project.title}`} onCancel={onClose} onOk={acting.submit}
      confirmLoading={acting.pending} okText={words(allowed.name)} cancelText={any('cancel')} mask={{ closable: false }}
      width={allowed.asks ? 760 : 620}
    >
      <ActionFields acting={acting} focus />
    </Modal>
  );
}
