import { useTranslation } from 'react-i18next';
import { wan, yuan } from './money';

/** 万元 with two decimals; the exact figure on hover and for screen readers. */
export function Money({ fen, unit = false }: { fen: number | null | undefined; unit?: boolean }) {
  const { t } = useTranslation();
  if (fen === null || fen === undefined) {
    return <span className="muted">—</span>;
  }
  return (
    <span className="num" title={t('exact', { yuan: yuan(fen) })}>
      {wan(fen)}{unit ? ` ${t('wan')}` : ''}
    </span>
  );
}
