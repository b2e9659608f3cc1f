import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/ui/words';

const KEY = 'sungov.language';
type Catalogue = Record<string, Record<string, unknown>>;

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  zh: () => import('@/locales/zh'),
  en: () => import('@/locales/en'),
};

/** Texts that only some work with: loaded with their pages. */
const further = {
  zh: { design: () => import('@/locales/zh/design.json'), members: () => import('@/locales/zh/members.json') },
  en: { design: () => import('@/locales/en/design.json'), members: () => import('@/locales/en/members.json') },
};
export type Further = keyof typeof further.zh;
const spoken = new Set<Further>();
let begun = () => {};
/** Pages may ask for their texts before the first language is there. */
const started = new Promise<void>((resolve) => {
  begun = resolve;
});

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

async function loadFurther(language: Language): Promise<void> {
  await Promise.all([...spoken].map(async (name) => {
    if (!i18next.hasResourceBundle(language, name)) {
      i18next.addResourceBundle(language, name, (await further[language][name]()).default);
    }
  }));
}

/** The texts of these pages too, now and after a change of language. Names of new parts are made in both languages. */
export async function alsoSpeak(...names: Further[]): Promise<void> {
  await started;
  names.forEach((name) => spoken.add(name));
  await Promise.all([loadFurther('zh'), loadFurther('en')]);
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
  begun();
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
