import { useTranslation } from 'react-i18next';
import type { PublicationRow } from '@/api/types';
import { Status } from '@/ui/Status';
import { dayOf } from '@/ui/time';

/** 2026-11-23 to 2026-11-27, five working days. */
export function Period({ row }: { row: PublicationRow }) {
  const { t } = useTranslation('publications');
  const length = row.workingDays != null
    ? t('workingDays', { count: row.workingDays })
    : row.days != null ? t('days', { count: row.days }) : '';
  return (
    <span>
      <time className="num" dateTime={row.from}>{dayOf(row.from)}</time> {t('until')}{' '}
      <time className="num" dateTime={row.until}>{dayOf(row.until)}</time>
      {length && t('length', { length })}
    </span>
  );
}

/** Whether the period still runs. */
export function PublicationStatus({ open }: { open: boolean }) {
  const { t } = useTranslation('publications');
  return <Status tone={open ? 'busy' : 'off'}>{t(open ? 'open' : 'past')}</Status>;
}
