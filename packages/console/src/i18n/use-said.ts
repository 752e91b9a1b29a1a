import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { knownLanguage, type Language } from './i18n.ts';

type Translation = (said: string) => string;

/** The service speaks English. What it says in other languages is much, and comes when a page has something of it to show. */
const TRANSLATIONS: Readonly<Record<Language, () => Promise<Translation>>> = {
  en: async () => asItIs,
  ru: async () => (await import('@ingot/client/russian')).inRussian,
};

const loaded = new Map<Language, Translation>();
const watchers = new Set<() => void>();

/** What the service has said, a refusal or a reason, in the language of the page; what programs have said as it is. */
export function useSaid(): Translation {
  const { i18n } = useTranslation();
  const language = knownLanguage(i18n.language) ?? 'en';
  const translation = useSyncExternalStore(watch, () => loaded.get(language));
  useEffect(() => {
    if (!loaded.has(language)) void load(language);
  }, [language]);
  return translation ?? asItIs;
}

async function load(language: Language): Promise<void> {
  loaded.set(language, await TRANSLATIONS[language]());
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

function asItIs(said: string): string {
  return said;
}
