import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';
import type { SheetMark } from './sheet';

const desks: Record<string, Tone> = {
  invited: 'warn', accepted: 'warn', working: 'busy', declined: 'off', replaced: 'off', closed: 'good',
};

/** How a desk stands: from invited to closed. */
export function DeskStatus({ status }: { status: string }) {
  const { t } = useTranslation('reviews');
  return <Status tone={desks[status] ?? 'plain'}>{t(`desk.status.${status}`)}</Status>;
}

const sheets: Record<SheetMark, Tone> = {
  todo: 'off', draft: 'busy', complete: 'warn', returned: 'bad', submitted: 'good', closed: 'off',
};

/** How far a sheet is. */
export function SheetStatus({ mark }: { mark: SheetMark }) {
  const { t } = useTranslation('reviews');
  return <Status tone={sheets[mark]}>{t(`desk.mark.${mark}`)}</Status>;
}
