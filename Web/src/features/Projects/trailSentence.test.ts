import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrailEntry } from '@/api/types';
import en from '@/locales/en';
import zh from '@/locales/zh';
import { trailSentence } from './trailSentence';

const entry: TrailEntry = {
  sequence: 12, version: 3, at: '2026-03-02T02:14:00Z', what: 'action-taken', actor: '陈敏', under: '处长 · 高新技术处',
  stage: { zh: '审核', en: 'Review' }, action: { zh: '同意', en: 'Approve' }, opinion: '同意立项', facts: {}, hash: 'ab',
};

describe('The trail', () => {
  let t: TFunction;
  beforeAll(async () => {
    t = await i18next.createInstance().init({
      lng: 'zh', resources: { zh, en }, defaultNS: 'shell', fallbackLng: false, interpolation: { escapeValue: false },
    });
  });

  it('tells who did what under which identity in which stage', () => {
    expect(trailSentence(t, entry, 'zh')).toBe('陈敏 以“处长 · 高新技术处”身份在“审核”环节办理：同意。');
  });

  it('tells what the platform did by itself', () => {
    expect(trailSentence(t, { ...entry, what: 'number-given', actor: '', under: '', facts: { number: '2026B0101' } }, 'zh'))
      .toBe('项目编号定为 2026B0101。');
  });

  it('tells an event it does not know yet by its action, and never leaves a gap', () => {
    expect(trailSentence(t, { ...entry, what: 'brand-new' }, 'zh')).toContain('办理：同意');
    expect(trailSentence(t, { ...entry, what: 'brand-new', action: null, stage: null, actor: '' }, 'zh')).toContain('系统');
  });
});
