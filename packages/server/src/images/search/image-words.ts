import type { Image } from '../image.ts';

/** Properties in which words are looked for, beside name and tags. */
export const SEARCHED_PROPERTIES = [
  'family',
  'description',
  'os_type',
  'os_distro',
  'os_version',
  'architecture',
] as const;

/** Characters of one word, and words of one image, that are looked for. */
const WORD_LENGTH = 64;
const MAX_WORDS = 256;

/** Words of one question; more are not looked at. */
export const MAX_ASKED_WORDS = 8;

/** What is looked at of an image; an image that is deleted is found by nobody. */
type Searched = Pick<Image, 'name' | 'tags' | 'properties' | 'state'>;

/**
 * The words by which an image is found, each once, in order: those of its name, its tags and what says what it is.
 *
 *     wordsOf({ name: 'Debian 13 (trixie)', … })   // ['13', 'debian', 'trixie']
 */
export function wordsOf({ name, tags, properties, state }: Searched): readonly string[] {
  if (state.status === 'deleted') return [];
  const said = SEARCHED_PROPERTIES.map((property) => (Object.hasOwn(properties, property) ? properties[property] : ''));
  const words = new Set(wordsIn([name ?? '', ...tags, ...said].join(' ')));
  return [...words].slice(0, MAX_WORDS).toSorted();
}

/** The words that somebody looks for: each the beginning of one that an image has to have. */
export function askedWords(text: string): readonly string[] {
  return [...new Set(wordsIn(text))].slice(0, MAX_ASKED_WORDS);
}

/** Letters and digits between anything else, however they are written. */
function wordsIn(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => Array.from(word).slice(0, WORD_LENGTH).join(''));
}
