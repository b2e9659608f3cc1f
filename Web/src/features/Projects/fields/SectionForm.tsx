import { memo, useMemo } from 'react';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import type {
  FieldTemplateProps, ObjectFieldTemplateProps, RJSFSchema, UiSchema, ValidatorType,
} from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { check } from '../check';
import type { Schema } from '@/ui/reading/schema';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { FormContext } from './context';
import { FileField } from './FileField';
import { TableField } from './TableField';
import { EntriesField } from './Entries';
import { SensitiveField } from './Sensitive';
import { LegalEntityField, PersonField, TreeChoiceField, widgets } from './widgets';
import './fields.css';

const Form = withTheme({ ...Theme, widgets: { ...Theme.widgets, ...widgets } });

/** Findings come from the check below and from the server; nothing here compiles code out of a schema (CSP). */
const validator = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: (schema: unknown, data: unknown) => check(schema as Schema, data).length === 0,
  rawValidation: () => ({ errors: [] }),
} as unknown as ValidatorType;

/** One field: its name with the required mark, explanation, control, and what is wrong with it. */
function FieldTemplate(props: FieldTemplateProps) {
  const { t } = useTranslation('projects');
  const context = props.registry.formContext as FormContext;
  const options = ((props.uiSchema ?? {}) as Ui)['ui:options'];
  const path = props.fieldPathId.path.join('/');
  if (path === '') {
    return <>{props.children}</>;
  }
  if (context.hidden?.has(path)) {
    return null;
  }
  const errors = context.errorsAt(path);
  const help = context.words(options?.help);
  const statement = (props.schema as Schema).const === true;
  const kind = ((props.uiSchema ?? {}) as Ui)['ui:field'];
  if (kind === 'entries' || /^entries\/\d+$/.test(path)) {
    return (
      <div data-path={path}>
        {props.children}
        {kind && errors.map((error) => <div key={error} className="field-error">{error}</div>)}
      </div>
    );
  }
  return (
    <div className={`form-field ${errors.length ? 'wrong' : ''}`} data-path={path}>
      {!statement && (
        <label htmlFor={props.id}>
          {context.words(options?.name) || props.label}
          {(props.required || context.required?.has(path)) && <span className="required">{t('requiredMark')}</span>}
        </label>
      )}
      {help && <p className="muted small" id={`${props.id}-help`}>{help}</p>}
      {props.children}
      {errors.map((error) => <div key={error} className="field-error">{error}</div>)}
    </div>
  );
}

function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  return <div className="form-fields">{props.properties.map((property) => property.content)}</div>;
}

const templates = { FieldTemplate, ObjectFieldTemplate };
const fields = {
  table: TableField,
  'member-table': TableField,
  file: FileField,
  'legal-entity': LegalEntityField,
  'tree-choice': TreeChoiceField,
  person: PersonField,
  entries: EntriesField,
  sensitive: SensitiveField,
};

/** One section of a form, rendered from its schema and UI schema. */
export const SectionForm = memo(function SectionForm({ schema, ui, content, editable, context, onChange }: {
  schema: unknown;
  ui: unknown;
  content: unknown;
  editable: boolean;
  context: FormContext;
  onChange: (content: unknown) => void;
}) {
  const shape = useMemo(() => {
    const { $schema: _dialect, title: _title, ...rest } = schema as RJSFSchema;
    return rest as RJSFSchema;
  }, [schema]);
  const look = useMemo(() => (context.fixed?.length
    ? { ...(ui as UiSchema), ...Object.fromEntries(context.fixed.map((name) => [name, { ...(ui as Record<string, UiSchema>)[name], 'ui:readonly': true }])) }
    : ui as UiSchema), [ui, context.fixed]);
  return (
    <Form
      idPrefix="f"
      tagName="div"
      schema={shape}
      uiSchema={look}
      formData={content}
      formContext={context}
      readonly={!editable}
      validator={validator}
      noValidate
      showErrorList={false}
      templates={templates}
      fields={fields}
      experimental_defaultFormStateBehavior={{
        arrayMinItems: { populate: 'never' },
        emptyObjectFields: 'skipEmptyDefaults',
        constAsDefaults: 'never',
      }}
      onChange={({ formData }) => onChange(formData)}
    >
      <></>
    </Form>
  );
});
