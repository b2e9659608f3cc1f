import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';

const tones: Record<string, Tone> = { draft: 'off', scheduled: 'busy', open: 'good', closed: 'plain' };

export function CallStatus({ status }: { status: string }) {
  const { t } = useTranslation('calls');
  return <Status tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Status>;
}
