import type { TFunction } from 'i18next';
import type { TrailEntry } from '@/api/types';
import { inLanguage, type Language } from '@/ui/words';

/**
 * An entry as a sentence, without its time: who, under which identity, what, in which stage. The opinion follows as a
 * quotation. An event the catalogue does not know yet is still told with its actor and action.
 */
export function trailSentence(t: TFunction, entry: TrailEntry, language: Language): string {
  const under = entry.under ? t('trail:under', { under: entry.under }) : '';
  const action = inLanguage(entry.action, language);
  const stage = inLanguage(entry.stage, language);
  const parts = { ...entry.facts, actor: entry.actor || t('trail:platform'), under, action, stage };
  const known = t(`trail:what.${entry.what}`, { ...parts, defaultValue: '' });
  const text = known || (action ? t('trail:acted', parts) : t('trail:other', { ...parts, what: entry.what }));
  return text.replace(/\s+/g, ' ').trim();
}
