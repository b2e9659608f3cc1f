import { useTranslation } from 'react-i18next';
import type { Words } from '@/api/types';

export type Language = 'zh' | 'en';

/** The text in the reader's language; the other one where it is missing. */
export function inLanguage(words: Words | null | undefined, language: Language): string {
  if (!words) {
    return '';
  }
  return (language === 'en' ? words.en || words.zh : words.zh || words.en) ?? '';
}

export function useLanguage(): Language {
  return useTranslation().i18n.language.startsWith('en') ? 'en' : 'zh';
}

export function useWords(): (words: Words | null | undefined) => string {
  const language = useLanguage();
  return (words) => inLanguage(words, language);
}
