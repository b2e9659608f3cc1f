import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { fenOf, wanTyped, yuan } from '@/ui/money';

/** A sum typed in 万元, held in fen. What is no sum stays in the field, marked, until it is one. */
export function MoneyInput({ id, value, onChange, label, disabled, invalid, compact }: {
  id?: string;
  value: number | undefined;
  onChange: (fen: number | undefined) => void;
  label: string;
  disabled?: boolean;
  invalid?: boolean;
  compact?: boolean;
}) {
  const { t } = useTranslation('projects');
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === undefined ? '' : wanTyped(value));
  const wrong = typed !== null && typed.trim() !== '' && fenOf(typed) === null;
  return (
    <>
      <Input
        id={id}
        className="num"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong || invalid}
        status={wrong || invalid ? 'error' : undefined}
        disabled={disabled}
        suffix={compact ? undefined : t('wan')}
        style={{ textAlign: 'right', maxWidth: compact ? undefined : 260 }}
        styles={{ input: { textAlign: 'right' } }}
        value={shown}
        title={value === undefined ? undefined : t('exactYuan', { yuan: yuan(value) })}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          const fen = fenOf(text);
          if (text.trim() === '') {
            onChange(undefined);
          } else if (fen !== null) {
            onChange(fen);
          }
        }}
        onBlur={() => {
          if (!wrong) {
            setTyped(null);
          }
        }}
      />
      {wrong && <div className="field-error" role="alert">{t('notASum')}</div>}
    </>
  );
}
