import { Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { FieldProps, WidgetProps } from '@rjsf/utils';
import { lengthOf, precisionOf } from '../check';
import type { Schema } from '@/ui/reading/schema';
import type { Ui } from '@/ui/reading/fieldKinds';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { CodePicker, type CodeValue } from '@/ui/CodePicker';
import { ColleaguePicker } from '@/ui/ColleaguePicker';
import type { FormContext } from './context';
import { MoneyInput } from './MoneyInput';

function nameOf(props: WidgetProps): string {
  const context = props.registry.formContext as FormContext;
  return context.words((props.uiSchema as Ui | undefined)?.['ui:options']?.name) || props.label;
}

const count = ({ value, maxLength }: { value: string; maxLength?: number }) =>
  (maxLength ? `${lengthOf(value)} / ${maxLength}` : String(lengthOf(value)));

function TextLine(props: WidgetProps) {
  const { maxLength: most, type } = props.schema as Schema;
  if (type === 'number' || type === 'integer') {
    return <NumberLine {...props} />;
  }
  return (
    <Input
      id={props.id} value={(props.value as string | undefined) ?? ''} disabled={props.disabled || props.readonly}
      maxLength={most} showCount={most !== undefined && most <= 200 ? { formatter: count } : false} aria-required={props.required}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    />
  );
}

function LongText(props: WidgetProps) {
  const value = (props.value as string | undefined) ?? '';
  const most = (props.schema as Schema).maxLength;
  return (
    <Input.TextArea
      id={props.id} value={value} disabled={props.disabled || props.readonly} autoSize={{ minRows: 5, maxRows: 24 }}
      showCount={{ formatter: () => count({ value, maxLength: most }) }}
      aria-required={props.required} style={{ marginBottom: 4 }}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    />
  );
}

function NumberLine(props: WidgetProps) {
  const schema = props.schema as Schema;
  return (
    <InputNumber
      id={props.id} value={props.value as number | undefined} disabled={props.disabled || props.readonly}
      style={{ width: 200 }} precision={precisionOf(schema)} aria-required={props.required}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

function Day(props: WidgetProps) {
  return (
    <DatePicker
      id={props.id} value={props.value ? dayjs(props.value as string) : null}
      disabled={props.disabled || props.readonly}
      onChange={(value) => props.onChange(value ? value.format('YYYY-MM-DD') : undefined)}
    />
  );
}

function Choice(props: WidgetProps) {
  const context = props.registry.formContext as FormContext;
  const names = (props.uiSchema as Ui | undefined)?.['ui:options']?.names ?? {};
  return (
    <Select
      id={props.id} value={props.value as string | undefined} disabled={props.disabled || props.readonly} allowClear
      style={{ width: '100%', maxWidth: 420 }} aria-label={nameOf(props)}
      options={((props.schema as Schema).oneOf ?? []).map((option) => ({
        value: String(option.const), label: context.words(names[String(option.const)]) || option.title,
      }))}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

function Money(props: WidgetProps) {
  return (
    <MoneyInput
      id={props.id} value={props.value as number | undefined} label={nameOf(props)}
      disabled={props.disabled || props.readonly} onChange={props.onChange}
    />
  );
}

function Statement(props: WidgetProps) {
  const context = props.registry.formContext as FormContext;
  const text = context.words((props.uiSchema as Ui | undefined)?.['ui:options']?.text);
  return (
    <Checkbox
      id={props.id} checked={props.value === true} disabled={props.disabled || props.readonly}
      onChange={(event) => props.onChange(event.target.checked ? true : undefined)}
    >
      {text || nameOf(props)}
    </Checkbox>
  );
}

export function LegalEntityField(props: FieldProps) {
  const context = (props.registry as unknown as { formContext: FormContext }).formContext;
  return (
    <div style={{ maxWidth: 520 }}>
      <EntityPicker
        id={props.fieldPathId.$id} value={props.formData as EntityValue | undefined}
        label={context.words((props.uiSchema as Ui | undefined)?.['ui:options']?.name)} disabled={props.disabled || props.readonly}
        onChange={(value) => props.onChange(value, props.fieldPathId.path)}
      />
    </div>
  );
}

export function PersonField(props: FieldProps) {
  const context = (props.registry as unknown as { formContext: FormContext }).formContext;
  return (
    <div style={{ maxWidth: 420 }}>
      <ColleaguePicker
        id={props.fieldPathId.$id} value={props.formData as EntityValue | undefined}
        label={context.words((props.uiSchema as Ui | undefined)?.['ui:options']?.name)} disabled={props.disabled || props.readonly}
        onChange={(value) => props.onChange(value, props.fieldPathId.path)}
      />
    </div>
  );
}

export function TreeChoiceField(props: FieldProps) {
  const context = (props.registry as unknown as { formContext: FormContext }).formContext;
  const options = (props.uiSchema as Ui | undefined)?.['ui:options'];
  return (
    <div style={{ maxWidth: 520 }}>
      <CodePicker
        id={props.fieldPathId.$id} table={options?.codes ?? ''} leaves={options?.leaves ?? false}
        value={props.formData as CodeValue | undefined} label={context.words(options?.name)}
        disabled={props.disabled || props.readonly} onChange={(value) => props.onChange(value, props.fieldPathId.path)}
      />
    </div>
  );
}

export const widgets = {
  TextWidget: TextLine,
  'long-text': LongText,
  money: Money,
  date: Day,
  choice: Choice,
  statement: Statement,
};
