import { describe, expect, it } from 'vitest';
import en from '@/locales/en/members.json';
import zh from '@/locales/zh/members.json';
import { members, type PartName } from '../model/members';
import { wordsOf } from './wordsOf';

type Texts = Record<string, Record<string, { name: string; help: string }>>;

const lists = { zh, en };

describe.each(Object.keys(lists) as (keyof typeof lists)[])('Words in %s', (language) => {
  const texts = lists[language];

  it.each(Object.keys(members) as PartName[])('tell each member of %s', (part) => {
    const told = (texts.part as Texts)[wordsOf(part)] ?? {};
    expect(members[part].map((member) => member.name).filter((name) => !told[name]?.name)).toEqual([]);
  });

  it('name every choice of a list', () => {
    const picks = texts.pick as Record<string, Record<string, string>>;
    const missing = Object.entries(members).flatMap(([part, list]) => list.flatMap((member) => (member.shape.is !== 'pick' ? []
      : member.shape.of.filter((each) => !picks[member.name === 'kind' && part === 'stage' ? 'stage_kind' : member.name]?.[each]))));
    expect(missing).toEqual([]);
  });

  it('name every part that can be added', () => {
    const lists = Object.values(members).flat().flatMap((member) => (member.shape.is === 'parts' || member.shape.is === 'named' ? [member.shape.part] : []));
    expect(lists.filter((part) => part !== 'section' && !(texts.one as Record<string, string>)[part])).toEqual([]);
  });
});
