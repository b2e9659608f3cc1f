import type { ComponentType } from 'react';
import { Button } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { FieldPathId, FieldProps, RJSFSchema, UiSchema } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';

/** A section that is filled again and again: each time all its fields, one below the other. */
export function EntriesField(props: FieldProps) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const schema = props.schema as Schema;
  const ui = (props.uiSchema ?? {}) as Ui;
  const entries = (props.formData as Record<string, unknown>[] | undefined) ?? [];
  const [least, most] = [schema.minItems ?? 0, schema.maxItems ?? 20];
  const disabled = Boolean(props.disabled) || Boolean(props.readonly);
  const path = props.fieldPathId.path;
  const SchemaField = props.registry.fields.SchemaField as ComponentType<FieldProps>;
  const name = words(ui['ui:options']?.name);
  return (
    <div className="entries" tabIndex={-1} role="group" aria-label={name}>
      {entries.map((entry, at) => {
        const place: FieldPathId = { $id: `${props.fieldPathId.$id}_${at}`, path: [...path, at] };
        return (
          <section key={at} className="entry" aria-label={t('entry', { name, at: at + 1 })}>
            <header className="spread">
              <h3>{t('entry', { name, at: at + 1 })}</h3>
              <Button
                type="text" icon={<DeleteOutlined />} disabled={disabled || entries.length <= least}
                aria-label={t('removeEntry', { name, at: at + 1 })}
                onClick={() => props.onChange(entries.filter((_, index) => index !== at), path)}
              >
                {t('remove')}
              </Button>
            </header>
            <SchemaField
              name={String(at)} schema={(schema.items ?? {}) as RJSFSchema} uiSchema={(ui.items ?? {}) as UiSchema}
              formData={entry} fieldPathId={place} registry={props.registry} onChange={props.onChange}
              onBlur={props.onBlur} onFocus={props.onFocus} disabled={props.disabled} readonly={props.readonly} required
            />
          </section>
        );
      })}
      {entries.length === 0 && <p className="muted">{t('noEntries', { name })}</p>}
      <div className="row">
        <Button icon={<PlusOutlined />} disabled={disabled || entries.length >= most} onClick={() => props.onChange([...entries, {}], path)}>
          {t('addEntry', { name })}
        </Button>
        <span className="muted small">{t('entriesHint', { count: entries.length, least, most })}</span>
      </div>
    </div>
  );
}
