import { useState } from 'react';
import { Button, Input, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { allFields, choicesOf } from '../model/choices';
import { isPart, join, put, type Place } from '../model/places';
import { rename } from '../model/uses';
import { useChoiceName, type ControlProps } from './controls';
import { useEditing } from './editing';
import { FindingsAt } from './FindingsAt';
import { useRemove } from './RemoveDialog';

/** Groups of stages, or tasks, of which nobody does two. */
export function Groups({ value, readOnly, onChange, label }: ControlProps) {
  const { t } = useTranslation('design');
  const { definition } = useEditing();
  const nameOf = useChoiceName();
  const groups = Array.isArray(value) ? value as string[][] : [];
  const options = choicesOf(definition, 'step', {}).map((choice) => ({ value: choice.value, label: nameOf(choice) }));
  return (
    <div className="d-list">
      {groups.map((group, no) => (
        <div key={no} className="row d-row" style={{ flexWrap: 'nowrap' }}>
          <Select<string[]>
            mode="multiple" aria-label={`${label} ${no + 1}`} disabled={readOnly} style={{ flex: 1 }} options={options} value={group}
            showSearch={{ optionFilterProp: 'label' }} onChange={(next) => onChange(groups.map((each, at) => (at === no ? next : each)))}
          />
          {!readOnly && (
            <Button
              type="text" size="small" icon={<DeleteOutlined />} aria-label={t('removeOf', { name: `${label} ${no + 1}` })}
              onClick={() => onChange(groups.filter((_, at) => at !== no))}
            />
          )}
        </div>
      ))}
      {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...groups, []])}>{t('addGroup')}</Button>}
    </div>
  );
}

/** Names for values of forms: each with the fields it stands for. */
export function Paths({ value, readOnly, place, label }: ControlProps & { place: Place }) {
  const { t } = useTranslation('design');
  const { definition, change } = useEditing();
  const nameOf = useChoiceName();
  const ask = useRemove();
  const [name, setName] = useState('');
  const facts = isPart(value) ? Object.entries(value) as [string, string[]][] : [];
  const options = allFields(definition).map((choice) => ({ value: choice.value, label: nameOf(choice) }));
  const fits = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/.test(name) && !facts.some(([each]) => each === name);
  return (
    <div className="d-list">
      {facts.map(([fact, list]) => (
        <div key={fact} className="row d-row" data-place={join(place, fact)}>
          <Input
            key={fact} defaultValue={fact} readOnly={readOnly} aria-label={t('facts.name')} style={{ width: 150 }}
            onBlur={(event) => {
              const next = event.target.value.replace(/[^A-Za-z0-9]/g, '');
              if (next && next !== fact && !facts.some(([each]) => each === next)) {
                change(rename(definition, join(place, fact), next), `${place}#`);
              }
            }}
          />
          <Select<string[]>
            mode="multiple" aria-label={t('facts.fields', { name: fact })} disabled={readOnly} style={{ flex: 1, minWidth: 200 }} options={options} value={list}
            showSearch={{ optionFilterProp: 'label' }} onChange={(next) => change(put(definition, join(place, fact), next), join(place, fact))}
          />
          {!readOnly && (
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('removeOf', { name: fact })} onClick={() => ask(join(place, fact), fact)} />
          )}
          <FindingsAt place={join(place, fact)} />
        </div>
      ))}
      {!readOnly && (
        <form
          className="row" onSubmit={(event) => {
            event.preventDefault();
            if (fits) {
              change(put(definition, join(place, name), options[0] ? [options[0].value] : []), place);
              setName('');
            }
          }}
        >
          <Input aria-label={`${label}: ${t('facts.name')}`} placeholder={t('facts.placeholder')} value={name} style={{ width: 150 }} onChange={(event) => setName(event.target.value)} />
          <Button size="small" htmlType="submit" icon={<PlusOutlined />} disabled={!fits}>{t('facts.add')}</Button>
        </form>
      )}
    </div>
  );
}
