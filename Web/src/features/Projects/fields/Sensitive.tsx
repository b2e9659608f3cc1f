import { useState } from 'react';
import { Button, Input } from 'antd';
import { EyeOutlined, LockOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '@/ui/sentences';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import { isSealed } from '../check';
import { discloseValue } from '../queries';
import type { FormContext } from './context';

/** A value that is kept sealed: shown masked, in clear only on demand, which is recorded; replaced as a whole. */
export function SealedText({ value, label, id, disabled, invalid, long, most, context, onChange }: {
  value: unknown;
  label: string;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
  long?: boolean;
  most?: number;
  context: Pick<FormContext, 'project' | 'form' | 'section' | 'unmasks'>;
  onChange?: (value: unknown) => void;
}) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const [clear, setClear] = useState<{ of: string; value: string } | null>(null);
  const [failure, setFailure] = useState('');
  if (!isSealed(value)) {
    const common = {
      id, 'aria-label': label, 'aria-invalid': invalid, disabled, maxLength: most, status: invalid ? 'error' as const : undefined,
      value: typeof value === 'string' ? value : '', autoComplete: 'off',
      onChange: (event: { target: { value: string } }) => onChange?.(event.target.value || undefined),
    };
    return (
      <>
        {long ? <Input.TextArea {...common} autoSize={{ minRows: 3, maxRows: 12 }} /> : <Input {...common} prefix={<LockOutlined aria-hidden="true" />} />}
        {onChange && !disabled && <div className="muted small">{t('sealed.hint')}</div>}
      </>
    );
  }
  const shown = clear?.of === value.sealed ? clear.value : null;
  const reveal = async () => {
    setFailure('');
    try {
      setClear({ of: value.sealed, value: await discloseValue(context, value.sealed) });
    } catch (error) {
      setFailure(errorSentence(any, error));
    }
  };
  return (
    <div className="sealed">
      <span className="num" aria-label={t('sealed.of', { name: label })}><LockOutlined aria-hidden="true" /> {shown ?? value.mask}</span>
      {context.unmasks && (shown === null
        ? <Button size="small" type="link" icon={<EyeOutlined />} onClick={() => void reveal()}>{t('sealed.show')}</Button>
        : <Button size="small" type="link" onClick={() => setClear(null)}>{t('sealed.hide')}</Button>)}
      {onChange && <Button id={id} size="small" disabled={disabled} onClick={() => onChange(undefined)}>{t('sealed.replace')}</Button>}
      {failure && <div className="field-error" role="alert">{failure}</div>}
    </div>
  );
}

export function SensitiveField(props: FieldProps) {
  const context = (props.registry as unknown as { formContext: FormContext }).formContext;
  const ui = (props.uiSchema ?? {}) as Ui;
  return (
    <SealedText
      id={props.fieldPathId.$id} value={props.formData} label={context.words(ui['ui:options']?.name)} context={context}
      disabled={Boolean(props.disabled) || Boolean(props.readonly)} long={ui['ui:options']?.long} most={(props.schema as Schema).maxLength}
      onChange={(value) => props.onChange(value, props.fieldPathId.path)}
    />
  );
}
