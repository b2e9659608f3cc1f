import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';

const tones: Record<string, Tone> = { draft: 'off', submitting: 'busy', running: 'busy', withdrawn: 'off', ended: 'good', suspended: 'off', terminated: 'off' };

export function ProjectStatus({ status }: { status: string }) {
  const { t } = useTranslation('projects');
  return <Status tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Status>;
}
