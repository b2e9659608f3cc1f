import type { ClipboardEvent } from 'react';
import { Button } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { total, wan, yuan } from '@/ui/money';
import { useWords } from '@/ui/words';
import { partsOf, type Part, type Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import type { FormContext } from './context';
import { Cell } from './Cell';
import { cellsOf, pasted, type Row } from './paste';

const widths: Partial<Record<Part['kind'], number>> = {
  money: 130, number: 110, integer: 100, date: 140, choice: 140, 'legal-entity': 220, 'tree-choice': 200, person: 160, sensitive: 200, 'long-text': 260,
};

function Sums({ parts, rows }: { parts: readonly Part[]; rows: readonly Row[] }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const summed = parts.filter((part) => part.ui['ui:options']?.sum);
  if (summed.length === 0) {
    return null;
  }
  return (
    <tfoot aria-live="polite">
      <tr>
        <th scope="row">{t('sum')}</th>
        {parts.map((part) => {
          const sum = total(rows.map((row) => row[part.name] as number | undefined));
          const isMoney = part.kind === 'money';
          return (
            <td key={part.name} className="num" data-label={words(part.ui['ui:options']?.name)} style={{ textAlign: 'right' }}>
              {summed.includes(part) && (
                <b title={isMoney ? t('exactYuan', { yuan: yuan(sum) }) : undefined}>{isMoney ? wan(sum) : sum}</b>
              )}
            </td>
          );
        })}
        <td />
      </tr>
    </tfoot>
  );
}

/** Repeating rows edited in place; sums below while typing; cells pasted from a spreadsheet fill rows. */
export function TableField(props: FieldProps) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const { formContext } = props.registry as unknown as { formContext: FormContext };
  const schema = props.schema as Schema;
  const ui = (props.uiSchema ?? {}) as Ui;
  const parts = partsOf(schema.items ?? {}, ui.items ?? {});
  const rows = (props.formData as Row[] | undefined) ?? [];
  const most = schema.maxItems ?? 100;
  const path = props.fieldPathId.path;
  const disabled = Boolean(props.disabled) || Boolean(props.readonly);
  const set = (next: Row[]) => props.onChange(next, path);
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const cells = cellsOf(event.clipboardData.getData('text/plain'));
    if (cells && !disabled) {
      event.preventDefault();
      set(pasted(rows, parts, { row, column }, cells, most));
    }
  };
  return (
    <div className="rows" tabIndex={-1} role="group" aria-label={words(ui['ui:options']?.name)}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="rows-no">{t('rowNo')}</th>
            {parts.map((part) => (
              <th key={part.name} scope="col" style={{ minWidth: widths[part.kind] ?? 150 }}>
                {words(part.ui['ui:options']?.name)}{part.kind === 'money' && <span className="muted">（{t('wan')}）</span>}
                {part.required && <span className="required">{t('requiredMark')}</span>}
              </th>
            ))}
            <th scope="col"><span className="sr">{t('removeRow')}</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <td className="rows-no num">{at + 1}</td>
              {parts.map((part, column) => {
                const place = [...path, at, part.name].join('/');
                const errors = formContext.errorsAt(place);
                const name = words(part.ui['ui:options']?.name);
                if (formContext.hidden?.has(place)) {
                  return <td key={part.name} className="not-there" aria-label={t('notThere', { name })} />;
                }
                return (
                  <td key={part.name} data-label={name} data-path={place} onPaste={(event) => paste(event, at, column)}>
                    <Cell
                      context={formContext} part={part} value={row[part.name]} disabled={disabled} invalid={errors.length > 0}
                      label={t('cell', { name, row: at + 1 })}
                      onChange={(value) => set(rows.map((each, index) => (index === at ? { ...each, [part.name]: value } : each)))}
                    />
                    {errors.map((error) => <div key={error} className="field-error">{error}</div>)}
                  </td>
                );
              })}
              <td>
                <Button
                  type="text" icon={<DeleteOutlined />} disabled={disabled} aria-label={t('removeRowOf', { row: at + 1 })}
                  onClick={() => set(rows.filter((_, index) => index !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <Sums parts={parts} rows={rows} />
      </table>
      <div className="row" style={{ marginTop: 8 }}>
        <Button icon={<PlusOutlined />} disabled={disabled || rows.length >= most} onClick={() => set([...rows, {}])}>{t('addRow')}</Button>
        <span className="muted small">{t('rowsHint', { count: rows.length, most })}</span>
      </div>
    </div>
  );
}
