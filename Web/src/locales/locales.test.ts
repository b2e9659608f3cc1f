import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProblemError, problemOf } from '@/api/problem';
import { errorSentence, sentence } from '@/ui/sentences';
import englishBase from './en';
import englishDesign from './en/design.json';
import englishMembers from './en/members.json';
import chineseBase from './zh';
import chineseDesign from './zh/design.json';
import chineseMembers from './zh/members.json';

const en = { ...englishBase, design: englishDesign, members: englishMembers };
const zh = { ...chineseBase, design: chineseDesign, members: chineseMembers };

const root = join(import.meta.dirname, '../../..');

function files(folder: string, fits: (name: string) => boolean): string[] {
  return readdirSync(folder).filter((name) => name !== 'bin' && name !== 'obj').flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path, fits) : fits(path) ? [path] : [];
  });
}

/** Every code the server can refuse with, from where refusals are written. */
function codes(): string[] {
  const sources = [...files(join(root, 'Grains'), (path) => path.endsWith('.cs')),
    ...files(join(root, 'Api'), (path) => path.endsWith('.cs')), ...files(join(root, 'Silo'), (path) => path.endsWith('.cs'))];
  const found = new Set<string>();
  for (const path of sources) {
    const text = readFileSync(path, 'utf8');
    for (const [, code] of text.matchAll(/Refusal\.Of\(\s*RefusalKind\.\w+,\s*"([a-z0-9-]+)"/g)) {
      found.add(code ?? '');
    }
    if (path.endsWith('ApiRefusals.cs')) {
      for (const [, code] of text.matchAll(/new\(\d{3}, "([a-z0-9-]+)"/g)) {
        found.add(code ?? '');
      }
    }
  }
  return [...found].sort();
}

function keys(part: unknown, above = ''): string[] {
  return typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => keys(inner, above ? `${above}.${name}` : name))
    : [above];
}

async function translator(language: 'zh' | 'en'): Promise<TFunction> {
  const instance = i18next.createInstance();
  return instance.init({
    lng: language, resources: { zh, en }, defaultNS: 'shell', fallbackLng: false, interpolation: { escapeValue: false },
  });
}

describe('Sentences', () => {
  let chinese: TFunction;
  let english: TFunction;
  beforeAll(async () => {
    [chinese, english] = await Promise.all([translator('zh'), translator('en')]);
  });

  it('are there in both languages alike', () => {
    for (const name of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(keys(en[name]), name).toEqual(expect.arrayContaining(keys(zh[name])));
      expect(keys(zh[name]), name).toEqual(expect.arrayContaining(keys(en[name])));
    }
  });

  it.each(codes())('tell the refusal %s in Chinese and English', (code) => {
    expect(Object.keys(zh.errors)).toContain(code);
    expect(Object.keys(en.errors)).toContain(code);
  });

  it('name every event the journal can hold', () => {
    const events = files(join(root, 'Grains'), (path) => path.endsWith('.cs')).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/JsonDerivedType\(typeof\(\w+\), "([a-z-]+)"/g)].map((match) => match[1]));
    expect(events.length).toBeGreaterThan(20);
    expect(Object.keys(zh.supervision.event)).toEqual(expect.arrayContaining(events));
  });

  it('carry no exclamation marks', () => expect(JSON.stringify([zh, en])).not.toMatch(/[!！]/));

  it('show instants in the province and open bounds without gaps', () => {
    expect(sentence(chinese, { code: 'deadline-passed', args: { due: '2026-11-21T09:00:00.0000000+00:00' } }))
      .toBe('已过期限（2026-11-21 17:00），不能再办理。');
    expect(sentence(chinese, { code: 'length', args: { least: '0', most: '200' } })).toBe('最多 200 个字。');
    expect(sentence(english, { code: 'rows', args: { least: '1', most: '' } })).toBe('At least 1 rows.');
  });

  it('tell the rule of a definition in the reader’s language', () => {
    const rule = { code: 'rule', args: { rule: 'sum', zh: '合计须等于申请经费。', en: 'The sum must equal the request.' } };
    expect(sentence(chinese, rule)).toBe('合计须等于申请经费。');
    expect(sentence(english, rule)).toBe('The sum must equal the request.');
  });

  it('never show a raw code alone', () => {
    const unknown = new ProblemError(problemOf({ code: 'brand-new' }, 409));
    expect(errorSentence(chinese, unknown)).toBe('现在的状态不能这样做（代码 brand-new）');
    expect(errorSentence(chinese, new ProblemError(problemOf(null, 502)))).toContain('没能完成');
  });

  it('are all in the catalogue where pages name them', () => {
    const pages = files(join(root, 'Web/src'), (path) => /\.tsx?$/.test(path) && !path.includes('.test.'));
    const known = new Set(Object.entries(zh).flatMap(([name, texts]) => keys(texts).map((key) => `${name}:${key}`)));
    const missing = pages.flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      const spaces = [...text.matchAll(/(?:useTranslation\(|TFunction<)'(\w+)'/g)].map((match) => match[1]);
      return [...text.matchAll(/\b(?:t|any|shell)\('([\w.:-]+)'/g)].map((match) => match[1] ?? '')
        .filter((key) => (key.includes(':')
          ? !known.has(key) : ![...spaces, 'shell'].some((space) => known.has(`${space}:${key}`))))
        .map((key) => `${path.slice(root.length)}: ${key}`);
    });
    expect(missing).toEqual([]);
  });
});
