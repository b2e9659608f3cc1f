import { useId, useState } from 'react';
import { Button, DatePicker, Input, InputNumber, Select, type SelectProps } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import {
  about, factOf, read, wayOf, waysOf, write, type Condition, type Fact, type Operand, type Way,
} from './model';
import { fenOf, wanTyped } from '../money';
import './rules.css';

interface Part<T> {
  value: T;
  facts: readonly Fact[];
  disabled?: boolean;
  onChange: (value: T) => void;
}

/** What operators are called in the catalogue of sentences. */
const names: Partial<Record<Way, string>> = {
  '==': 'eq', '!=': 'ne', '===': 'same', '!==': 'other', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge',
};

/** Facts under their headings, for a list to choose from. */
function optionsOf(facts: readonly Fact[]): SelectProps<string>['options'] {
  const groups = [...new Set(facts.map((fact) => fact.group ?? ''))];
  const of = (group: string) => facts.filter((fact) => (fact.group ?? '') === group)
    .map((fact) => ({ value: fact.path, label: fact.name }));
  return groups.length > 1
    ? groups.map((group) => ({ label: group, options: of(group) }))
    : of(groups[0] ?? '');
}

function FactChoice({ value, facts, disabled, label, onChange }: Part<string> & { label: string }) {
  const known = facts.some((fact) => fact.path === value);
  const own = known || value === '' ? facts : [{ path: value, name: value, type: 'other' as const }, ...facts];
  return (
    <Select
      aria-label={label} value={value || undefined} disabled={disabled} popupMatchSelectWidth={false}
      style={{ minWidth: 160 }}
      showSearch={{ optionFilterProp: 'label' }} options={optionsOf(own)} onChange={onChange}
    />
  );
}

/** One value, entered as the fact holds it. */
function Value({ fact, value, disabled, onChange }: {
  fact: Fact; value: unknown; disabled?: boolean; onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation('rules');
  const label = t('value', { name: fact.name });
  const common = { 'aria-label': label, disabled };
  switch (fact.type) {
    case 'money':
      return (
        <Input
          {...common} style={{ width: 140 }} suffix={t('wan')} defaultValue={typeof value === 'number' ? wanTyped(value) : ''}
          onBlur={(event) => onChange(fenOf(event.target.value) ?? value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...common} style={{ width: 120 }} value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? 0)}
        />
      );
    case 'date':
      return (
        <DatePicker
          {...common} allowClear={false} value={typeof value === 'string' && value ? dayjs(value) : null}
          onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : '')}
        />
      );
    case 'yes-no':
      return (
        <Select
          {...common} value={value === true} style={{ width: 90 }} onChange={onChange}
          options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]}
        />
      );
    case 'choice':
      return (
        <Select
          {...common} value={value as string} style={{ minWidth: 140 }} popupMatchSelectWidth={false}
          onChange={onChange} options={(fact.options ?? []).map((option) => ({ value: option.value, label: option.name }))}
        />
      );
    default:
      return (
        <Input
          {...common} style={{ width: 180 }} value={typeof value === 'string' ? value : JSON.stringify(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** What a fact is compared with: a value, or another fact of the same type. */
function With({ fact, value, facts, disabled, onChange }: Part<Operand> & { fact: Fact }) {
  const { t } = useTranslation('rules');
  const others = facts.filter((other) => other.type === fact.type && other.path !== fact.path);
  return (
    <>
      {(others.length > 0 || value.kind === 'fact') && (
        <Select
          aria-label={t('withWhat')} disabled={disabled} value={value.kind} style={{ width: 96 }}
          options={[{ value: 'value', label: t('aValue') }, { value: 'fact', label: t('aFact') }]}
          onChange={(kind) => onChange(kind === 'fact'
            ? { kind, path: others[0]?.path ?? '' }
            : { kind: 'value', value: (about(fact, '==') as { with: { value: unknown } }).with.value })}
        />
      )}
      {value.kind === 'fact'
        ? <FactChoice label={t('otherFact')} value={value.path} facts={others} disabled={disabled} onChange={(path) => onChange({ kind: 'fact', path })} />
        : <Value fact={fact} value={value.value} disabled={disabled} onChange={(next) => onChange({ kind: 'value', value: next })} />}
    </>
  );
}

/** Values separated by choosing or by writing them. */
function Values({ fact, value, disabled, onChange }: {
  fact: Fact; value: unknown[]; disabled?: boolean; onChange: (value: unknown[]) => void;
}) {
  const { t } = useTranslation('rules');
  const text = (each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each));
  return (
    <Select
      aria-label={t('values', { name: fact.name })} mode={fact.options ? 'multiple' : 'tags'} disabled={disabled} style={{ minWidth: 220 }}
      value={value.map(text)} options={(fact.options ?? []).map((option) => ({ value: option.value, label: option.name }))}
      onChange={(next) => onChange(next.map((each) => value.find((old) => text(old) === each) ?? each))}
    />
  );
}

/** JsonLogic that has no shape of its own, as text. */
function Text({ value, disabled, onChange }: { value: unknown; disabled?: boolean; onChange: (value: unknown) => void }) {
  const { t } = useTranslation('rules');
  const id = useId();
  const [text, setText] = useState(() => JSON.stringify(value));
  const [wrong, setWrong] = useState(false);
  const take = (next: string) => {
    setText(next);
    try {
      onChange(JSON.parse(next));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <div className="rule-text">
      <Input.TextArea
        aria-label={t('asText')} aria-describedby={id} autoSize={{ minRows: 1, maxRows: 8 }} disabled={disabled}
        status={wrong ? 'error' : undefined} value={text} onChange={(event) => take(event.target.value)}
      />
      <span id={id} className={wrong ? 'field-error' : 'muted small'}>{wrong ? t('notJson') : t('asTextHint')}</span>
    </div>
  );
}

/** A condition about one fact: the fact, how it is compared, with what. */
function About({ value, facts, disabled, onChange }: Part<Condition>) {
  const { t } = useTranslation('rules');
  const path = factOf(value) ?? '';
  const fact = facts.find((each) => each.path === path) ?? { path, name: path, type: 'other' as const };
  const way = wayOf(value);
  const ways = way && !waysOf(fact.type).includes(way) ? [way, ...waysOf(fact.type)] : waysOf(fact.type);
  const choose = (next: string) => {
    const chosen = facts.find((each) => each.path === next);
    if (chosen) {
      onChange(about(chosen, way && waysOf(chosen.type).includes(way) ? way : waysOf(chosen.type)[0] ?? 'filled', value));
    }
  };
  return (
    <>
      <FactChoice label={t('fact')} value={path} facts={facts} disabled={disabled} onChange={choose} />
      <Select<Way>
        aria-label={t('way')} disabled={disabled} value={way ?? undefined} style={{ minWidth: 110 }} popupMatchSelectWidth={false}
        options={ways.map((each) => ({ value: each, label: t(`ways.${names[each] ?? each}`) }))} onChange={(next) => onChange(about(fact, next, value))}
      />
      {value.kind === 'compared' && (
        <With fact={fact} value={value.with} facts={facts} disabled={disabled} onChange={(next) => onChange({ ...value, with: next })} />
      )}
      {value.kind === 'between' && (
        <>
          <With fact={fact} value={value.least} facts={facts} disabled={disabled} onChange={(least) => onChange({ ...value, least })} />
          <span>{t('to')}</span>
          <With fact={fact} value={value.most} facts={facts} disabled={disabled} onChange={(most) => onChange({ ...value, most })} />
        </>
      )}
      {value.kind === 'one-of' && <Values fact={fact} value={value.values} disabled={disabled} onChange={(values) => onChange({ ...value, values })} />}
      {value.kind === 'contains' && <Value fact={fact} value={value.value} disabled={disabled} onChange={(next) => onChange({ ...value, value: next })} />}
      {value.kind === 'each' && (
        <div className="rule-each">
          <One value={value.item} facts={fact.columns ?? []} disabled={disabled} onChange={(item) => onChange({ ...value, item })} />
        </div>
      )}
    </>
  );
}

function Group({ value, facts, disabled, onChange }: Part<Extract<Condition, { kind: 'group' }>>) {
  const { t } = useTranslation('rules');
  const first = facts[0];
  const add = (item: Condition) => onChange({ ...value, items: [...value.items, item] });
  return (
    <fieldset className="rule-group" disabled={disabled}>
      <legend>
        <Select
          aria-label={t('join')} value={value.join} disabled={disabled} style={{ minWidth: 140 }}
          options={[{ value: 'and', label: t('and') }, { value: 'or', label: t('or') }]} onChange={(join) => onChange({ ...value, join })}
        />
      </legend>
      <ul>
        {value.items.map((item, at) => (
          <li key={at}>
            <One
              value={item} facts={facts} disabled={disabled}
              onChange={(next) => onChange({ ...value, items: value.items.map((each, index) => (index === at ? next : each)) })}
            />
            <Button
              type="text" icon={<DeleteOutlined />} disabled={disabled || value.items.length === 1} aria-label={t('removeAt', { at: at + 1 })}
              onClick={() => onChange({ ...value, items: value.items.filter((_, index) => index !== at) })}
            />
          </li>
        ))}
      </ul>
      <div className="row">
        {first && <Button size="small" icon={<PlusOutlined />} disabled={disabled} onClick={() => add(about(first, waysOf(first.type)[0] ?? 'filled'))}>{t('addCondition')}</Button>}
        {first && (
          <Button
            size="small" disabled={disabled}
            onClick={() => add({ kind: 'group', join: value.join === 'and' ? 'or' : 'and', items: [about(first, waysOf(first.type)[0] ?? 'filled')] })}
          >
            {t('addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** Any condition; each can be turned round or put into a group. */
function One({ value, facts, disabled, onChange }: Part<Condition>) {
  const { t } = useTranslation('rules');
  const turn = () => onChange(value.kind === 'not' ? value.item : { kind: 'not', item: value, bare: false });
  return (
    <div className="rule-one">
      <Button
        size="small" type={value.kind === 'not' ? 'primary' : 'default'} ghost={value.kind === 'not'} aria-pressed={value.kind === 'not'}
        disabled={disabled} title={t('notHint')} onClick={turn}
      >
        {t('not')}
      </Button>
      {value.kind === 'not'
        ? <One value={value.item} facts={facts} disabled={disabled} onChange={(item) => onChange({ ...value, item })} />
        : value.kind === 'group'
          ? <Group value={value} facts={facts} disabled={disabled} onChange={onChange} />
          : value.kind === 'other'
            ? <Text value={value.logic} disabled={disabled} onChange={(logic) => onChange({ kind: 'other', logic })} />
            : <About value={value} facts={facts} disabled={disabled} onChange={onChange} />}
    </div>
  );
}

/**
 * A rule put together from facts: comparisons by type, groups, negations. Takes and gives JsonLogic; what it cannot
 * show stands as text and stays as it is. `null` is no rule.
 */
export function RuleBuilder({ value, facts, label, disabled, onChange }: {
  value: unknown;
  facts: readonly Fact[];
  label: string;
  disabled?: boolean;
  onChange: (logic: unknown) => void;
}) {
  const { t } = useTranslation('rules');
  const first = facts[0];
  if (value === null || value === undefined) {
    return (
      <div className="rule-builder" role="group" aria-label={label}>
        <p className="muted">{t('always')}</p>
        {first && (
          <Button
            icon={<PlusOutlined />} disabled={disabled}
            onClick={() => onChange(write({ kind: 'group', join: 'and', items: [about(first, waysOf(first.type)[0] ?? 'filled')] }))}
          >
            {t('addCondition')}
          </Button>
        )}
      </div>
    );
  }
  const condition = read(value);
  return (
    <div className="rule-builder" role="group" aria-label={label}>
      <One value={condition} facts={facts} disabled={disabled} onChange={(next) => onChange(write(next))} />
      <div className="row">
        {condition.kind !== 'group' && (
          <Button size="small" disabled={disabled} onClick={() => onChange(write({ kind: 'group', join: 'and', items: [condition] }))}>{t('intoGroup')}</Button>
        )}
        <Button size="small" type="text" disabled={disabled} onClick={() => onChange(null)}>{t('clear')}</Button>
      </div>
    </div>
  );
}
