import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';

const tones: Record<string, Tone> = {
  applied: 'busy', endorsed: 'busy', confirmed: 'good', returned: 'warn', paused: 'warn', left: 'off',
};

export const statuses = Object.keys(tones);

export function ExpertStatus({ status }: { status: string }) {
  const { t } = useTranslation('experts');
  return <Status tone={tones[status] ?? 'plain'}>{t(`status.${status}`, { defaultValue: status })}</Status>;
}
