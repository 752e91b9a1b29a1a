import { useTranslation } from 'react-i18next';
import { knownLanguage } from '../../i18n/i18n.ts';

/** What rules and profiles say, in every language that they speak. */
interface Words {
  readonly en: string;
  readonly ru: string;
}

/** Picks the words of the reader's language. */
export function useReaderWords(): (words: Words) => string {
  const { i18n } = useTranslation();
  const language = knownLanguage(i18n.language) ?? 'en';
  return (words) => words[language];
}
