import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useWords } from '@/ui/words';
import type { Part } from '@/ui/reading/fieldKinds';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { CodePicker, type CodeValue } from '@/ui/CodePicker';
import { ColleaguePicker } from '@/ui/ColleaguePicker';
import { precisionOf } from '../check';
import type { FormContext } from './context';
import { MoneyInput } from './MoneyInput';
import { SealedText } from './Sensitive';

/** One value of a table, by the kind of its column. */
export function Cell({ part, value, label, disabled, invalid, context, onChange }: {
  part: Part;
  value: unknown;
  label: string;
  disabled?: boolean;
  invalid?: boolean;
  context: FormContext;
  onChange: (value: unknown) => void;
}) {
  const words = useWords();
  const status = invalid ? 'error' as const : undefined;
  const common = { 'aria-label': label, 'aria-invalid': invalid, disabled, status };
  switch (part.kind) {
    case 'money':
      return <MoneyInput compact label={label} value={value as number | undefined} disabled={disabled} invalid={invalid} onChange={onChange} />;
    case 'number':
    case 'integer':
      return (
        <InputNumber
          {...common} style={{ width: '100%' }} precision={precisionOf(part.schema)}
          value={value as number | undefined} onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'date':
      return (
        <DatePicker
          {...common} style={{ width: '100%' }} value={typeof value === 'string' && value ? dayjs(value) : null}
          onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : undefined)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common} style={{ width: '100%' }} allowClear value={value as string | undefined} popupMatchSelectWidth={false}
          options={(part.schema.oneOf ?? []).map((option) => ({
            value: String(option.const),
            label: words(part.ui['ui:options']?.names?.[String(option.const)]) || option.title,
          }))}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'legal-entity':
      return <EntityPicker label={label} value={value as EntityValue | undefined} disabled={disabled} invalid={invalid} onChange={onChange} />;
    case 'person':
      return <ColleaguePicker label={label} value={value as EntityValue | undefined} disabled={disabled} invalid={invalid} onChange={onChange} />;
    case 'tree-choice':
      return (
        <CodePicker
          table={part.ui['ui:options']?.codes ?? ''} leaves={part.ui['ui:options']?.leaves ?? false} label={label}
          value={value as CodeValue | undefined} disabled={disabled} invalid={invalid} onChange={onChange}
        />
      );
    case 'sensitive':
      return (
        <SealedText
          value={value} label={label} disabled={disabled} invalid={invalid} context={context}
          most={part.schema.maxLength} long={part.ui['ui:options']?.long} onChange={onChange}
        />
      );
    default:
      return (
        <Input.TextArea
          {...common} autoSize={{ minRows: 1, maxRows: part.kind === 'long-text' ? 8 : 3 }}
          maxLength={part.schema.maxLength} value={(value as string | undefined) ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
  }
}
