import type { TFunction } from 'i18next';
import type { TrailEntry } from '@/api/types';
import { readable, sentence } from '@/ui/sentences';
import { inLanguage, type Language } from '@/ui/words';

/** Ends of a sentence that are there only where their fact is. */
function tails(t: TFunction, facts: Record<string, string>): Record<string, string> {
  return {
    held: facts.holders ? t('trail:held', { holders: facts.holders }) : '',
    chosen: [
      facts.chosenStage && t('trail:chosenStage', { stage: facts.chosenStage }),
      facts.chosenTasks && t('trail:chosenTasks', { tasks: facts.chosenTasks }),
      facts.choiceReason && t('trail:choiceReason', { reason: facts.choiceReason }),
    ].filter(Boolean).join(''),
    until: facts.due ? t('trail:until', { due: facts.due }) : '',
    judged: facts.rules ? t('trail:held_rules', { rules: facts.rules })
      : facts.broken ? t('trail:broken_rules', { broken: facts.broken }) : '',
    validity: facts.valid ? t('trail:validity', { valid: facts.valid }) : '',
    reason: facts.code ? sentence(t, { code: facts.code, args: facts }) : facts.reason ?? '',
  };
}

/**
 * An entry as a sentence, without its time: who, under which identity, what, in which stage. The opinion follows as a
 * quotation. An event the catalogue does not know yet is still told with its actor and action.
 */
export function trailSentence(t: TFunction, entry: TrailEntry, language: Language): string {
  const under = entry.under ? t('trail:under', { under: entry.under }) : '';
  const action = inLanguage(entry.action, language);
  const stage = inLanguage(entry.stage, language);
  const facts = readable(entry.facts);
  const mode = language === 'en' ? facts.modeEn : facts.modeZh;
  const parts = { ...facts, mode, ...tails(t, facts), actor: entry.actor || t('trail:platform'), under, action, stage };
  const known = t(`trail:what.${entry.what}`, { ...parts, defaultValue: '' });
  const text = known || (action ? t('trail:acted', parts) : t('trail:other', { ...parts, what: entry.what }));
  return text.replace(/\s+/g, ' ').trim();
}
