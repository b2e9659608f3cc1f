import { useState } from 'react';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '@/api/client';
import type { Words } from '@/api/types';
import { EntityPicker } from '@/ui/EntityPicker';
import { useWords } from '@/ui/words';
import { allFields, choicesOf, type Choice } from '../model/choices';
import type { Member, Reference } from '../model/members';
import { parentOf, type Place } from '../model/places';
import { useRoleNames } from '../queries';
import { aroundOf, useEditing } from './editing';

export interface ControlProps {
  id: string;
  label: string;
  value: unknown;
  readOnly: boolean;
  invalid: boolean;
  described: string;
  onChange: (value: unknown) => void;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A text in both languages; Chinese first. */
export function WordsInput({ id, label, value, readOnly, invalid, onChange, long = false }: ControlProps & {
  long?: boolean;
}) {
  const { t } = useTranslation('design');
  const words = (value ?? { zh: '', en: '' }) as Words;
  const set = (part: Partial<Words>) => {
    const next = { ...words, ...part };
    onChange(next.zh || next.en ? next : undefined);
  };
  const field = (language: 'zh' | 'en') => ({
    id: language === 'zh' ? id : `${id}-en`,
    'aria-label': `${label} · ${t(`language.${language}`)}`,
    value: words[language] ?? '',
    readOnly,
    status: invalid && !words[language] ? 'error' as const : undefined,
    onChange: (event: { target: { value: string } }) => set({ [language]: event.target.value }),
  });
  return (
    <div className={long ? 'd-words long' : 'd-words'}>
      {(['zh', 'en'] as const).map((language) => (
        <span key={language}>
          <span className="muted small" aria-hidden="true">{t(`language.short_${language}`)}</span>
          {long ? <Input.TextArea {...field(language)} autoSize={{ minRows: 1, maxRows: 8 }} /> : <Input {...field(language)} />}
        </span>
      ))}
    </div>
  );
}

/** The names that lead to a choice, in the reader's language. */
export function useChoiceName(): (choice: Choice) => string {
  const { t } = useTranslation('design');
  const words = useWords();
  return (choice) => choice.names.map((name) => ('fact' in name ? t(`fact.${name.fact}`) : words(name))).join(' / ') || choice.value;
}

export function RefInput({ to, place, many, need, value, readOnly, invalid, onChange, id, label }: ControlProps & {
  to: Reference; place: Place; many: boolean; need: boolean;
}) {
  const { definition } = useEditing();
  const { t } = useTranslation('design');
  const nameOf = useChoiceName();
  const known = to === 'path' && place !== 'title' ? allFields(definition) : choicesOf(definition, to, aroundOf(parentOf(place)[0]));
  const now = many ? (value as string[] | undefined) ?? [] : text(value) ? [text(value)] : [];
  const lost = now.filter((each) => !known.some((choice) => choice.value === each))
    .map((each) => ({ value: each, label: t('unknownRef', { name: each }) }));
  const options = [...known.map((choice) => ({ value: choice.value, label: nameOf(choice) })), ...lost];
  return (
    <Select<string | string[]>
      id={id} aria-label={label} mode={many ? 'multiple' : undefined} allowClear={!need} disabled={readOnly} style={{ width: '100%', maxWidth: 460 }}
      status={invalid || lost.length > 0 ? 'error' : undefined} value={many ? now : now[0]} options={options}
      placeholder={t(many ? 'noneChosen' : 'choose')} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false}
      onChange={(next) => onChange(next)}
    />
  );
}

export function PickInput({ member, part, value, readOnly, id, label, onChange }: ControlProps & {
  member: Member; part: string;
}) {
  const { t } = useTranslation('members');
  const of = member.shape.is === 'pick' ? member.shape.of : [];
  const list = member.name === 'kind' && part === 'stage' ? 'stage_kind' : member.name;
  return (
    <Select
      id={id} aria-label={label} disabled={readOnly} allowClear={!member.need} value={value as string | undefined}
      style={{ width: '100%', maxWidth: 260 }} popupMatchSelectWidth={false}
      options={of.map((each) => ({ value: each, label: t(`pick.${list}.${each}`) }))} onChange={(next) => onChange(next)}
    />
  );
}

export function RoleInput({ value, readOnly, id, label, onChange }: ControlProps) {
  const words = useWords();
  const roles = useRoleNames();
  return (
    <Select
      id={id} aria-label={label} disabled={readOnly} allowClear value={value as string | undefined} style={{ width: '100%', maxWidth: 320 }}
      loading={roles.isLoading} options={(roles.data ?? []).map((role) => ({ value: role.code, label: words(role.name) }))}
      showSearch={{ optionFilterProp: 'label' }} onChange={(next) => onChange(next)}
    />
  );
}

/** The name of an organisation; its id while the name is not known. */
export function useOrganisation(id: string): string {
  const found = useQuery({
    queryKey: ['entity', id, 'name'],
    queryFn: () => take(api.GET('/api/v1/entities/{id}', { params: { path: { id } } })),
    enabled: id !== '', staleTime: 600_000, retry: false,
  });
  return found.data?.name ?? id;
}

export function OrganisationInput({ value, readOnly, id, label, invalid, onChange }: ControlProps) {
  const organisation = text(value);
  const name = useOrganisation(organisation);
  return (
    <div style={{ maxWidth: 420 }}>
      <EntityPicker
        id={id} label={label} disabled={readOnly} invalid={invalid}
        value={organisation ? { id: organisation, name } : undefined}
        onChange={(next) => onChange(next?.id)}
      />
    </div>
  );
}

export function NumberInput({ value, readOnly, invalid, id, label, described, onChange, shape }: ControlProps & {
  shape: { least?: number; most?: number; whole?: boolean };
}) {
  return (
    <InputNumber<number>
      id={id} aria-label={label} aria-describedby={described} disabled={readOnly} status={invalid ? 'error' : undefined} style={{ width: 180 }}
      min={shape.least} max={shape.most} precision={shape.whole ? 0 : undefined} value={value as number | undefined}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

export function TextInput({ value, readOnly, invalid, id, label, described, onChange }: ControlProps) {
  return (
    <Input
      id={id} aria-label={label} aria-describedby={described} readOnly={readOnly} status={invalid ? 'error' : undefined}
      style={{ maxWidth: 460 }} value={text(value)} onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Words of a list, with spaces between them; taken when the field is left. */
export function TextsInput({ value, readOnly, id, label, described, onChange }: ControlProps) {
  const shown = ((value as string[] | undefined) ?? []).join(' ');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      id={id} aria-label={label} aria-describedby={described} readOnly={readOnly} style={{ maxWidth: 460 }}
      value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null) {
          onChange(typed.split(/[\s,，、]+/).filter((each) => each !== ''));
          setTyped(null);
        }
      }}
    />
  );
}

export function FlagInput({ value, readOnly, id, label, described, onChange }: ControlProps) {
  const { t } = useTranslation('design');
  return (
    <Checkbox
      id={id} aria-label={label} aria-describedby={described} disabled={readOnly} checked={value === true}
      onChange={(event) => onChange(event.target.checked || undefined)}
    >{t('yes')}</Checkbox>
  );
}

/** The id of a part: changed everywhere when the new one is confirmed. */
export function IdInput({ value, readOnly, invalid, id, label, described, onChange }: ControlProps) {
  const { t } = useTranslation('design');
  const [typed, setTyped] = useState<string | null>(null);
  const now = typed ?? text(value);
  const take = () => {
    if (typed !== null && typed !== '' && typed !== value) {
      onChange(typed);
    }
    setTyped(null);
  };
  return (
    <span className="row" style={{ flexWrap: 'nowrap', maxWidth: 360 }}>
      <Input
        id={id} aria-label={label} aria-describedby={described} readOnly={readOnly} status={invalid ? 'error' : undefined} value={now}
        maxLength={40} className="num" onChange={(event) => setTyped(event.target.value.replace(/[^A-Za-z0-9-]/g, ''))}
        onBlur={take} onPressEnter={take}
      />
      {typed !== null && typed !== value && <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={take}>{t('renameAll')}</Button>}
    </span>
  );
}
