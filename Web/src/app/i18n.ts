import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/ui/words';

const KEY = 'sungov.language';
type Catalogue = Record<string, Record<string, unknown>>;

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  zh: () => import('@/locales/zh'),
  en: () => import('@/locales/en'),
};

export function chosenLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'shell')) {
    return;
  }
  const catalogue = (await catalogues[language]()).default;
  for (const [namespace, texts] of Object.entries(catalogue)) {
    i18next.addResourceBundle(language, namespace, texts);
  }
}

/** Only the language in use is loaded. */
export async function startLanguage(): Promise<void> {
  const language = chosenLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: ['shell'],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    resources: {},
  });
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
}
