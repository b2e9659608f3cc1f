import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import type { Words } from '@/api/types';
import type { Definition } from '../model/definition';
import { emptyOf, members, type Member, type PartName } from '../model/members';
import { newPart } from '../model/parts';
import { at, change as changeAt, insert, isNothing, isPart, join, keyOf, move, put, type Place } from '../model/places';
import { rename } from '../model/uses';
import {
  FlagInput, IdInput, NumberInput, OrganisationInput, PickInput, RefInput, RoleInput, TextInput, TextsInput, WordsInput,
  type ControlProps,
} from './controls';
import { findingsAt, findingsBelow, useEditing } from './editing';
import { FindingsAt } from './FindingsAt';
import { useDrag } from './drag';
import { useFocus } from './focus';
import { Groups, Paths } from './lists';
import { LogicField } from './LogicField';
import { useRemove } from './RemoveDialog';
import { wordsOf } from './wordsOf';

export const idOfPlace = (place: Place) => `d-${place.replaceAll('/', '-')}`;

function Control({ member, part, place, props }: {
  member: Member; part: PartName; place: Place; props: ControlProps;
}) {
  const { shape } = member;
  switch (shape.is) {
    case 'words': return <WordsInput {...props} />;
    case 'long-words': return <WordsInput {...props} long />;
    case 'flag': return <FlagInput {...props} />;
    case 'number': return <NumberInput {...props} shape={shape} />;
    case 'texts': return <TextsInput {...props} />;
    case 'pick': return <PickInput {...props} member={member} part={part} />;
    case 'role': return <RoleInput {...props} />;
    case 'organisation': return <OrganisationInput {...props} />;
    case 'id': return <IdInput {...props} />;
    case 'ref': return <RefInput {...props} to={shape.to} place={place} many={false} need={member.need === true} />;
    case 'refs': return <RefInput {...props} to={shape.to} place={place} many need={false} />;
    case 'logic': return <LogicField {...props} place={place} sight={shape.sight} />;
    case 'groups': return <Groups {...props} />;
    case 'paths': return <Paths {...props} place={place} />;
    case 'part': return <Members part={shape.part} place={place} nested />;
    case 'parts': case 'named': return <PartList part={shape.part} place={place} label={props.label} />;
    default: return <TextInput {...props} />;
  }
}

/** A member as it is now said; what cannot be left out is empty instead. */
function said(definition: Definition, place: Place, member: Member, value: unknown): Definition {
  return member.need && isNothing(value) ? changeAt(definition, place, () => emptyOf(member)) : put(definition, place, value);
}

/** The id of a holder: its name in the list, not a member. */
function KeyRow({ place }: { place: Place }) {
  const { t } = useTranslation('members');
  const { definition, change, readOnly, go } = useEditing();
  const [list, key] = [place.slice(0, place.lastIndexOf('/')), place.slice(place.lastIndexOf('/') + 1)];
  const id = `${idOfPlace(place)}-key`;
  return (
    <div className="d-member">
      <label htmlFor={id}>{t('part.stage.id.name')}</label>
      <div>
        <IdInput
          id={id} label={t('part.stage.id.name')} value={key} readOnly={readOnly} invalid={false} described={`${id}-help`}
          onChange={(next) => {
            change(rename(definition, place, String(next)), `${place}#`);
            go(join(list, String(next)));
          }}
        />
        <p className="muted small" id={`${id}-help`}>{t('part.stage.id.help')}</p>
      </div>
    </div>
  );
}

function MemberRow({ member, part, above }: { member: Member; part: PartName; above: Place }) {
  const { t } = useTranslation('members');
  const { definition, change, readOnly, findings, go } = useEditing();
  const place = join(above, member.name);
  const value = at(definition, place);
  const words = `part.${wordsOf(part)}.${member.name}`;
  const label = t(`${words}.name`);
  const id = idOfPlace(place);
  const wide = ['part', 'parts', 'named', 'paths', 'groups'].includes(member.shape.is);
  const props: ControlProps = {
    id, label, value, readOnly, invalid: findingsAt(findings, place).length > 0, described: `${id}-help`,
    onChange: (next) => {
      if (member.shape.is === 'id' && typeof next === 'string') {
        const renamed = rename(definition, above, next);
        change(renamed, `${place}#`);
        go(join(above.slice(0, above.lastIndexOf('/')), next));
      } else {
        change(said(definition, place, member, next), place);
      }
    },
  };
  return (
    <div className={wide ? 'd-member wide' : 'd-member'} data-place={place}>
      {wide ? <h4>{label}</h4> : <label htmlFor={id}>{label}</label>}
      <div>
        <Control member={member} part={part} place={place} props={props} />
        <p className="muted small" id={`${id}-help`}>{t(`${words}.help`)}</p>
        <FindingsAt place={place} />
      </div>
    </div>
  );
}

/** What a part says, member by member, each with what it means; what is rarely said waits behind “more”. */
export function Members({ part, place, only, without = [], nested = false }: {
  part: PartName; place: Place; only?: readonly string[]; without?: readonly string[]; nested?: boolean;
}) {
  const { t } = useTranslation('design');
  const { definition, findings } = useEditing();
  const focus = useFocus();
  const [more, setMore] = useState(false);
  const value = at(definition, place);
  const now = isPart(value) ? value : {};
  const fitting = members[part].filter((member) => (only ? only.includes(member.name) : !without.includes(member.name))
    && (now[member.name] !== undefined || (member.fits?.(now) ?? true)));
  const shown = (member: Member) => more || member.usual || !isNothing(now[member.name]) || focus.startsWith(join(place, member.name))
    || findingsBelow(findings, join(place, member.name)).length > 0;
  const hidden = fitting.filter((member) => !shown(member));
  return (
    <div className={nested ? 'd-members nested' : 'd-members'}>
      <FindingsAt place={place} />
      {fitting.filter(shown).map((member) => <MemberRow key={member.name} member={member} part={part} above={place} />)}
      {hidden.length > 0 && (
        <button type="button" className="linkish d-more" onClick={() => setMore(true)}>
          {t('more', { count: hidden.length })}
        </button>
      )}
    </div>
  );
}

function Inline({ part, place }: { part: PartName; place: Place }) {
  const { t } = useTranslation('members');
  const { definition, change, readOnly, findings } = useEditing();
  const value = at(definition, place) as Record<string, unknown> | undefined;
  return (
    <span className="d-inline">
      {members[part].map((member) => {
        const here = join(place, member.name);
        return (
          <Control
            key={member.name} member={member} part={part} place={here}
            props={{
              id: idOfPlace(here), label: t(`part.${part}.${member.name}.name`), value: value?.[member.name], readOnly,
              invalid: findingsAt(findings, here).length > 0, described: '',
              onChange: (next) => change(member.shape.is === 'id' && typeof next === 'string' ? rename(definition, place, next) : said(definition, here, member, next), here),
            }}
          />
        );
      })}
    </span>
  );
}

export function Tools({ place, first, last, name }: { place: Place; first: boolean; last: boolean; name: string }) {
  const { t } = useTranslation('design');
  const { definition, change, readOnly } = useEditing();
  const ask = useRemove();
  const go = (by: number) => change(move(definition, place, by), `${place}#move`);
  if (readOnly) {
    return null;
  }
  return (
    <span className="row d-tools" style={{ flexWrap: 'nowrap', gap: 2 }}>
      <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={first} aria-label={t('moveUp', { name })} onClick={() => go(-1)} />
      <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={last} aria-label={t('moveDown', { name })} onClick={() => go(1)} />
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('removeOf', { name })} onClick={() => ask(place, name)} />
    </span>
  );
}

function Card({ part, place, name, kind, tools }: {
  part: PartName; place: Place; name: string; kind: string; tools: ReactNode;
}) {
  const { t } = useTranslation('design');
  const { findings } = useEditing();
  const focus = useFocus();
  const wanted = focus === place || focus.startsWith(`${place}/`);
  const [open, setOpen] = useState(wanted);
  const [led, setLed] = useState(focus);
  if (led !== focus) {
    setLed(focus);
    setOpen(open || wanted);
  }
  const wrong = findingsBelow(findings, place);
  const drag = useDrag(place);
  return (
    <li className={drag.over ? 'd-card over' : 'd-card'} data-place={place} {...drag.target}>
      <div className="spread" style={{ flexWrap: 'nowrap' }}>
        {drag.grip && <span className="d-grip" title={t('drag')} aria-hidden="true" {...drag.grip}>⠿</span>}
        <button type="button" className="linkish d-card-name" style={{ flex: 1 }} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> <b>{name}</b> {kind && <span className="muted small">{kind}</span>}
          {wrong.length > 0 && <span className="d-count" title={t('findings.count', { count: wrong.length })}>{wrong.length}</span>}
        </button>
        {tools}
      </div>
      {open && part === 'holder' && <KeyRow place={place} />}
      {open && <Members part={part} place={place} />}
    </li>
  );
}

/** What a card says beside its name. */
function useKind(): (part: PartName, item: unknown) => string {
  const { t } = useTranslation('members');
  const { definition } = useEditing();
  const words = useWords();
  return (part, item) => {
    if (!isPart(item)) {
      return '';
    }
    if (part === 'field' || part === 'column' || part === 'asked') {
      return t(`pick.kind.${String(item.kind)}`);
    }
    if (part === 'action' || part === 'route') {
      const stage = definition.stages?.find((each) => each.id === item.target);
      return stage ? `→ ${words(stage.name)}` : '';
    }
    if (part === 'task') {
      return words(definition.holders?.[String(item.holder)]?.name as Words | undefined);
    }
    return typeof item.id === 'string' ? item.id : '';
  };
}

/** A list of parts: each a card that opens; new ones at its end. */
export function PartList({ part, place, label }: { part: PartName; place: Place; label: string }) {
  const { t } = useTranslation('design');
  const { t: m } = useTranslation('members');
  const { definition, change, readOnly, go } = useEditing();
  const words = useWords();
  const kindOf = useKind();
  const value = at(definition, place);
  const items: [string, unknown][] = Array.isArray(value) ? value.map((item: unknown, no) => [keyOf(item, no), item])
    : isPart(value) ? Object.entries(value) : [];
  const nameOf = (item: unknown, key: string, no: number) => words(isPart(item) ? (item.name ?? item.message) as Words | undefined : null)
    || (part === 'route' ? m('one.route') + String(no + 1) : key);
  const add = () => {
    const count = items.length + 1;
    const taken = items.map(([key]) => key);
    const one = (language: string) => `${m(`one.${part}`, { lng: language })} ${count}`;
    const made = newPart(definition, part, taken, { zh: one('zh'), en: one('en') });
    if (part === 'holder') {
      const id = `holder-${count}`;
      change(put(definition, join(place, id), made), place);
      go(join(place, id));
    } else {
      change(insert(definition, place, made), place);
      go(join(place, keyOf(made, items.length)));
    }
  };
  const inline = part === 'option' || part === 'grade';
  return (
    <div className="d-list" role="group" aria-label={label}>
      <ul className="plain-list">
        {items.map(([key, item], no) => {
          const here = join(place, key);
          const tools = <Tools place={here} name={nameOf(item, key, no)} first={no === 0 || part === 'holder'} last={no === items.length - 1 || part === 'holder'} />;
          return inline
            ? <li key={key} className="d-row" data-place={here}><Inline part={part} place={here} />{tools}<FindingsAt place={here} /></li>
            : <Card key={key} part={part} place={here} name={nameOf(item, key, no)} kind={kindOf(part, item)} tools={tools} />;
        })}
      </ul>
      {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={add}>{t('add', { what: m(`one.${part}`) })}</Button>}
    </div>
  );
}
