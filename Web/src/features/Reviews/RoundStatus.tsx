import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';

const tones: Record<string, Tone> = {
  preparing: 'off', open: 'busy', closing: 'warn', closed: 'good', releasing: 'warn', released: 'good',
};

/** How a round stands: from preparing to released. */
export function RoundStatus({ status }: { status: string }) {
  const { t } = useTranslation('reviews');
  return <Status tone={tones[status] ?? 'plain'}>{t(`round.status.${status}`)}</Status>;
}
