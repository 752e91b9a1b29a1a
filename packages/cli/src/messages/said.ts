import type { Language } from './language.ts';

/** What the service has said, for somebody who reads `language`. The catalog is large, so it is loaded when it is needed. */
export async function saidIn(language: Language, told: string): Promise<string> {
  switch (language) {
    case 'en':
      return told;
    case 'ru':
      return (await import('@ingot/client/russian')).inRussian(told);
  }
}
