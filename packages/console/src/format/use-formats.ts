import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { knownLanguage } from '../i18n/i18n.ts';
import { formatsOf, type Formats } from './format.ts';

/** In the language that the console speaks. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = knownLanguage(i18n.language) ?? 'en';
  return useMemo(() => formatsOf(language), [language]);
}
