import { useState } from 'react';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import { RuleBuilder } from '@/ui/rules/RuleBuilder';
import { pathsOf } from '../model/logic';
import { sightOf } from '../model/choices';
import { factsOf } from '../model/facts';
import type { Sight } from '../model/members';
import { parentOf, type Place } from '../model/places';
import { readRule } from '../model/text';
import { useChoiceName, type ControlProps } from './controls';
import { aroundOf, useEditing } from './editing';

type Props = ControlProps & { place: Place; sight: Sight };

function useSeen(place: Place, sight: Sight) {
  const { definition } = useEditing();
  return sightOf(definition, sight, aroundOf(parentOf(place)[0]));
}

/** A rule as text, checked while typed; what it may read can be put in. */
function AsText({ place, sight, value, readOnly, invalid, id, label, onChange }: Props) {
  const { t } = useTranslation('design');
  const nameOf = useChoiceName();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === undefined ? '' : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  const now = typed ?? shown;
  const read = now.trim() === '' ? { logic: undefined } : readRule(now);
  const known = useSeen(place, sight);
  const type = (next: string) => {
    setTyped(next);
    const result = next.trim() === '' ? { logic: undefined } : readRule(next);
    if ('logic' in result) {
      onChange(result.logic);
    }
  };
  return (
    <>
      <Input.TextArea
        id={id} aria-label={label} readOnly={readOnly} autoSize={{ minRows: 1, maxRows: 10 }} value={now}
        spellCheck={false} status={invalid || 'fault' in read ? 'error' : undefined} placeholder={t('logic.placeholder')}
        onChange={(event) => type(event.target.value)} onBlur={() => 'logic' in read && setTyped(null)}
      />
      {'fault' in read && <div className="field-error">{t(`logic.${read.fault}`, { what: read.what })}</div>}
      {!readOnly && (
        <Select
          size="small" style={{ width: 240, marginTop: 4 }} aria-label={t('logic.insert')} placeholder={t('logic.insert')} value={null}
          popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }}
          options={known.map((choice) => ({ value: choice.value, label: nameOf(choice) }))}
          onChange={(path: string | null) => path && type(now.trim() === '' ? `{ "!!": [{ "var": "${path}" }] }` : `${now} { "var": "${path}" }`)}
        />
      )}
    </>
  );
}

/** A rule: put together from what can be read at its place, or as text; what it reads is named below. */
export function LogicField(props: Props) {
  const { t } = useTranslation('design');
  const words = useWords();
  const nameOf = useChoiceName();
  const [asText, setAsText] = useState(false);
  const known = useSeen(props.place, props.sight);
  const facts = factsOf(known, nameOf, words);
  const { value, readOnly, label, onChange } = props;
  const used = value === undefined ? [] : [...new Set(pathsOf(value))];
  const told = (path: string) => {
    const found = known.find((choice) => path === choice.value || path.startsWith(`${choice.value}.`));
    return found ? nameOf(found) : path;
  };
  return (
    <div className="d-logic">
      {asText ? <AsText {...props} /> : (
        <RuleBuilder
          value={value === true ? null : value ?? null} facts={facts} label={label} disabled={readOnly}
          onChange={(logic) => onChange(logic === null ? undefined : logic)}
        />
      )}
      <div className="row" style={{ marginTop: 4 }}>
        {used.length > 0 && <span className="small muted">{t('logic.reads')}{[...new Set(used.map(told))].join('、')}</span>}
        <Button size="small" type="text" onClick={() => setAsText(!asText)}>{t(asText ? 'logic.asRule' : 'logic.asText')}</Button>
      </div>
    </div>
  );
}
