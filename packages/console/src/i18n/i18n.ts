import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalog } from './catalog.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: Catalog };
    keySeparator: false;
    nsSeparator: false;
  }
}

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** By which a reader finds his own language in a list. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };

const REMEMBERED = 'ingot.language';

const i18n = createInstance();

/** Begins in the language that was chosen here before, else in the browser's. */
export async function startTranslation(): Promise<void> {
  const language = knownLanguage(localStorage.getItem(REMEMBERED)) ?? browserLanguage();
  document.documentElement.lang = language;
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'console',
    ns: ['console'],
    resources: { en: { console: en }, ru: { console: ru } },
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    // Of a page that forgot to add what it says.
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => reportError(new Error(`no message was added for ${key}`)),
  });
}

/**
 * Adds what a feature says, in every language. The pages of the feature import the module that calls it, so it comes
 * with the first of them that somebody opens, and not with the first screen.
 */
export function addMessages(catalogs: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  for (const language of LANGUAGES) i18n.addResources(language, 'console', catalogs[language]);
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

export function knownLanguage(text: string | null | undefined): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null;
}

function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const language = knownLanguage(tag.split('-')[0]);
    if (language !== null) return language;
  }
  return 'en';
}
