export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language that the variables of the locale ask for, in the order of POSIX (XBD 8.2); English for all others. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value);
  return LANGUAGES.find((language) => locale?.toLowerCase().startsWith(language)) ?? 'en';
}
