import { harmless } from '../output/harmless.ts';
import type { Language } from './language.ts';
import type { Message, Messages, PlainKey } from './message.ts';
import { fill } from './placeholders.ts';

/**
 * The sentence, whole: messages are never put together out of pieces. What is put into it may be of anybody, and is shown
 * harmless.
 */
export type Translate = (told: PlainKey | Message) => string;

/** Loads the catalog of one language only. */
export async function translator(language: Language): Promise<Translate> {
  const messages = await catalog(language);
  return (told) => (typeof told === 'string' ? messages[told] : fill(messages[told.key], harmlessValues(told.values)));
}

function harmlessValues(values: Readonly<Record<string, string | number>>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? harmless(value) : value]),
  );
}

async function catalog(language: Language): Promise<Messages> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'ru':
      return (await import('./ru.ts')).ru;
  }
}
