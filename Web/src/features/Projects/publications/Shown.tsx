import { useTranslation } from 'react-i18next';
import type { PublicationField } from '@/api/types';
import { Money } from '@/ui/Money';

/** A value as it is published; a sum in 万元. */
export function Shown({ field, unit = false }: { field: PublicationField; unit?: boolean }) {
  const { t } = useTranslation('publications');
  if (field.value === '') {
    return <span className="muted"><span className="sr">{t('nothing')}</span><span aria-hidden="true">—</span></span>;
  }
  return field.money ? <Money fen={Number(field.value)} unit={unit} /> : <>{field.value}</>;
}
