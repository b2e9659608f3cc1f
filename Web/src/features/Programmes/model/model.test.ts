import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition, SectionPart, StagePart } from './definition';
import { differences } from './differences';
import { begin, redo, step, undo } from './history';
import { faultOf, mapPaths, pathsOf } from './logic';
import { members, partAt, type PartName } from './members';
import { at, freeId, insert, isPart, move, put, remove } from './places';
import { insertBetween, usualNext, ways, waysBetween } from './stages';
import { copyOf, newStage, template } from './starts';
import { summands, sumRule } from './sums';
import { fileOf, inOrder, readFile, readRule } from './text';
import { removal, rename, usesBelow, usesOf } from './uses';

const folder = path(import.meta.dirname, '../../../../../Programmes');
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'roles.json' && name !== 'calendar.json');
const shipped = (name: string) => JSON.parse(readFileSync(path(folder, name), 'utf8')) as Definition;
const keyRnd = shipped('key-rnd.json');
const words = (zh: string) => ({ zh, en: zh });

/** Members a part has that the table does not know. */
function unknownIn(part: PartName, value: unknown, place: string): string[] {
  if (!isPart(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const shape = members[part].find((member) => member.name === name)?.shape;
    const here = `${place}/${name}`;
    switch (shape?.is) {
      case undefined: return [here];
      case 'part': return unknownIn(shape.part, inner, here);
      case 'parts': return (inner as unknown[]).flatMap((item, no) => unknownIn(shape.part, item, `${here}/${no}`));
      case 'named': return Object.entries(inner as object).flatMap(([key, item]) => unknownIn(shape.part, item, `${here}/${key}`));
      default: return [];
    }
  });
}

describe('The table of members', () => {
  it.each(files)('knows all that %s says', (name) => {
    expect(unknownIn('programme', shipped(name), '')).toEqual([]);
  });

  it('tells what kind of part stands at a place', () => {
    expect(partAt('stages/intake/actions/accept')).toBe('action');
    expect(partAt('stages/intake/deadline')).toBe('deadline');
    expect(partAt('holders/officer')).toBe('holder');
    expect(partAt('stages/intake/actions/accept/target')).toBeNull();
  });
});

describe('The file', () => {
  it.each(files)('of %s comes out as it went in, in a stable order', (name) => {
    const definition = shipped(name);
    expect(JSON.parse(fileOf(definition))).toEqual(definition);
    const shuffled = Object.fromEntries(Object.entries(definition).reverse()) as Definition;
    expect(fileOf(shuffled)).toBe(fileOf(definition));
  });

  it('leaves out what says nothing', () => {
    const definition = put(template('a', words('甲'), 'o'), 'stages/fill/actions/submit/veto', false);
    expect(at(inOrder(definition), 'stages/fill/actions/submit')).not.toHaveProperty('veto');
  });

  it('is refused where it is none', () => {
    expect(readFile('{')).toEqual({ fault: 'not-json' });
    expect(readFile('{"format": 2}')).toEqual({ fault: 'not-a-definition' });
    expect(readFile(fileOf(keyRnd))).toEqual({ definition: inOrder(keyRnd) });
  });
});

describe('Places', () => {
  it('are read by ids', () => {
    expect(at(keyRnd, 'stages/intake/actions/accept/target')).toBe('eligibility');
    expect(at(keyRnd, 'forms/application/sections/basic/fields/title/kind')).toBe('text');
    expect(at(keyRnd, 'withdrawals/1/target')).toBe('fill');
    expect(at(keyRnd, 'stages/nowhere/name')).toBeUndefined();
  });

  it('change without touching what was', () => {
    const before = JSON.stringify(keyRnd);
    const changed = put(keyRnd, 'stages/intake/deadline/days', 30);
    expect(at(changed, 'stages/intake/deadline/days')).toBe(30);
    expect(at(put(changed, 'stages/intake/deadline/days', undefined), 'stages/intake/deadline')).toEqual({});
    expect(JSON.stringify(keyRnd)).toBe(before);
    expect(changed.forms).toBe(keyRnd.forms);
  });

  it('take in, take out and move', () => {
    const fields = 'forms/application/sections/basic/fields';
    const added = insert(keyRnd, fields, { id: 'extra', kind: 'text', name: words('补充') }, 0);
    expect((at(added, fields) as { id: string }[])[0]?.id).toBe('extra');
    expect(at(remove(added, `${fields}/extra`), fields)).toEqual(at(keyRnd, fields));
    const ids = (definition: Definition) => (at(definition, fields) as { id: string }[]).map((each) => each.id);
    expect(ids(move(keyRnd, `${fields}/field`, -1))).toEqual(['field', 'title', ...ids(keyRnd).slice(2)]);
    expect(ids(move(keyRnd, `${fields}/title`, -1))).toEqual(ids(keyRnd));
    expect(freeId(['a', 'a-2'], 'a')).toBe('a-3');
  });
});

describe('Renaming', () => {
  it('follows a stage into targets, routes, conditions and what is carried over', () => {
    const renamed = rename(keyRnd, 'stages/proposal', 'advice');
    expect(JSON.stringify(renamed)).not.toContain('"proposal"');
    expect(JSON.stringify(renamed)).not.toContain('decided/proposal');
    expect(at(renamed, 'stages/leadership/actions/return/target')).toBe('advice');
    expect(at(renamed, 'forms/contract/sections/basic/fields/amount/prefill')).toBe('decided/advice/amount');
    expect(rename(renamed, 'stages/advice', 'proposal')).toEqual(keyRnd);
  });

  it('follows a form, a section and a field into rules, facts and the sum asked for', () => {
    const form = rename(keyRnd, 'forms/application', 'proposalForm');
    expect(form.title).toBe('proposalForm/basic/title');
    expect(pathsOf(form.requested)).toContain('proposalForm.budget.lines');
    const section = rename(keyRnd, 'forms/application/sections/budget', 'money');
    expect(pathsOf(at(section, 'forms/application/rules/labour-share/holds'))).toContain('money.lines');
    expect(at(section, 'forms/application/rules/labour-share/field')).toBe('money/lines');
    const field = rename(keyRnd, 'forms/application/sections/budget/fields/lines', 'rows');
    expect(pathsOf(at(field, 'forms/application/sections/budget/rules/own-adds-up/holds'))).toContain('rows.*.own');
    expect(rename(field, 'forms/application/sections/budget/fields/rows', 'lines')).toEqual(keyRnd);
  });

  it('follows a column into rules over the rows', () => {
    const renamed = rename(keyRnd, 'forms/application/sections/budget/fields/lines/columns/requested', 'asked');
    expect(pathsOf(renamed.requested)).toEqual(['application.budget.lines', 'application.budget.lines.*.asked']);
    expect(JSON.stringify(renamed.requested)).toContain('current.asked');
    expect(at(renamed, 'forms/application/sections/budget/fields/requested/id')).toBe('requested');
  });

  it('follows a holder, a document, a fact and what an action asks for', () => {
    expect(at(rename(keyRnd, 'holders/officer', 'clerk'), 'stages/eligibility/tasks/check/holder')).toBe('clerk');
    expect(at(rename(keyRnd, 'documents/award-letter', 'letter'), 'stages/release/actions/release/issues')).toEqual(['letter']);
    expect(at(rename(keyRnd, 'facts/ends', 'until'), 'stages/running/period/latest')).toBe('facts/until');
    const asked = rename(keyRnd, 'stages/proposal/actions/propose/asks/amount', 'sum');
    expect(at(asked, 'stages/notice/public/fields/amount/from')).toBe('decided/proposal/sum');
    expect(Object.keys(rename(keyRnd, 'holders/officer', 'clerk').holders ?? {}))
      .toEqual(Object.keys(keyRnd.holders ?? {}).map((name) => (name === 'officer' ? 'clerk' : name)));
  });
});

describe('Uses and taking out', () => {
  it('of a field are listed by place', () => {
    expect(usesOf(keyRnd, { kind: 'field', owner: 'application/basic', id: 'ends' }).sort()).toEqual([
      'facts/ends',
      'forms/application/sections/basic/rules/ends-after-start/field',
      'forms/application/sections/basic/rules/ends-after-start/holds',
      'forms/contract/sections/basic/fields/ends/prefill',
    ]);
  });

  it('of a field goes with what can go and says what is left', () => {
    const { definition, uses, left } = removal(keyRnd, 'forms/application/sections/basic/fields/ends');
    expect(uses).toHaveLength(4);
    expect(at(definition, 'facts/ends')).toEqual(['contract/basic/ends']);
    expect(at(definition, 'forms/contract/sections/basic/fields/ends')).not.toHaveProperty('prefill');
    expect(left).toEqual(['forms/application/sections/basic/rules/ends-after-start/holds']);
  });

  it('of a stage names the ways that led to it', () => {
    expect(usesBelow(keyRnd, 'stages/leadership')).toEqual(['stages/approval/actions/agree/target']);
    expect(removal(keyRnd, 'stages/leadership').left).toEqual(['stages/approval/actions/agree/target']);
  });
});

describe('Rules', () => {
  it('are read inside lists and left alone where nothing is known', () => {
    const rule = { reduce: [{ filter: [{ var: 'lines' }, { '==': [{ var: 'category' }, 'labour'] }] },
      { '+': [{ var: 'accumulator' }, { var: ['current.requested', 0] }] }, 0] };
    expect(pathsOf(rule)).toEqual(['lines', 'lines.*.category', 'lines.*.requested']);
    expect(mapPaths(rule, (each) => each)).toEqual(rule);
  });

  it('are told apart from what is none', () => {
    expect(faultOf({ '==': [{ var: 'a' }, 1] })).toBeNull();
    expect(faultOf({ equals: [1, 2] })).toBe('equals');
    expect(readRule('{"var"')).toMatchObject({ fault: 'not-json' });
    expect(readRule('{"and": [{"has": 1}]}')).toEqual({ fault: 'operator', what: 'has' });
    expect(readRule('{"var": "year"}')).toEqual({ logic: { var: 'year' } });
  });
});

describe('Stages', () => {
  const small = template('small', words('小额'), 'gdstd-zg');

  it('are connected by what their actions say', () => {
    expect(ways(small).map((way) => `${way.from} ${way.kind} ${way.to}`)).toEqual([
      'fill on decision', 'decision on approved', 'decision back fill', 'decision on refused']);
    expect(ways(keyRnd).filter((way) => way.from === 'notice').map((way) => way.kind)).toEqual(['time', 'objection']);
    expect(usualNext(small.stages?.[1] as StagePart)).toBe('approved');
  });

  it('take one more in between, on every way forward and on none back', () => {
    const more = insertBetween(small, 'fill', 'decision', newStage('look', 'review', words('初审'), 'officer', 'decision'));
    expect(more.stages?.map((stage) => stage.id)).toEqual(['fill', 'look', 'decision', 'approved', 'refused']);
    expect(at(more, 'stages/fill/actions/submit/target')).toBe('look');
    expect(at(more, 'stages/look/actions/pass/target')).toBe('decision');
    expect(at(more, 'stages/decision/actions/return/target')).toBe('fill');
    expect(waysBetween(more, 'fill', 'look').map((way) => way.place)).toEqual(['stages/fill/actions/submit/target']);
  });

  it('are copied with the business', () => {
    const copy = copyOf(small, 'other', words('另一个'), 'o');
    expect(copy.programme).toBe('other');
    expect(copy.stages).toEqual(small.stages);
  });
});

describe('A sum check', () => {
  const total = { '==': [{ var: ['total', 0] }, { '+': [{ var: ['requested', 0] }, { var: ['own', 0] }] }] };

  it('is the rule one would write by hand', () => {
    const rules = 'forms/application/sections/budget/rules';
    expect(sumRule('total', ['requested', 'own'])).toEqual(total);
    expect(sumRule('own', ['lines/own'])).toEqual(at(keyRnd, `${rules}/own-adds-up/holds`));
    expect(sumRule('total', ['requested', 'own'])).toEqual(at(keyRnd, `${rules}/total-adds-up/holds`));
  });

  it('offers fields and columns that hold numbers', () => {
    const budget = at(keyRnd, 'forms/application/sections/budget') as SectionPart;
    expect(summands(budget).map((each) => each.value)).toEqual(['lines/requested', 'lines/own', 'requested', 'own', 'total']);
  });
});

describe('Steps back', () => {
  it('join what is typed at one place, and come again', () => {
    const [one, two, three] = ['甲', '乙', '丙'].map((name) => template('x', words(name), 'o')) as [Definition, Definition, Definition];
    let history = begin(one);
    history = step(history, two, 'name', 1_000);
    history = step(history, three, 'name', 1_500);
    expect(undo(history).now).toBe(one);
    expect(redo(undo(history)).now).toBe(three);
    expect(undo(undo(history)).now).toBe(one);
    expect(undo(step(history, one, 'owner', 1_600)).now).toBe(three);
  });
});

describe('Differences', () => {
  it('are told as deep as both have them, and once for another order', () => {
    expect(differences(keyRnd, put(keyRnd, 'stages/intake/deadline/days', 30))).toEqual(['stages/intake/deadline/days']);
    expect(differences(keyRnd, put(keyRnd, 'stages/intake/name', words('收件')))).toEqual(['stages/intake/name']);
    expect(differences(keyRnd, move(keyRnd, 'stages/intake', 1))).toEqual(['stages']);
    expect(differences(keyRnd, remove(keyRnd, 'quotas/entity-in-call'))).toEqual(['quotas/entity-in-call']);
  });
});
