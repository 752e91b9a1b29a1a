/** Characters of one word that are looked at. */
const WORD_LENGTH = 64;
/** Words of one question; more are not looked at. */
export const MAX_ASKED_WORDS = 8;

/** What somebody looks for: each is the beginning of a word that a thing has to have. */
export function askedWords(text: string): readonly string[] {
  return [...new Set(wordsIn(text))].slice(0, MAX_ASKED_WORDS);
}

/** Letters and digits between anything else, however they are written. */
export function wordsIn(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => Array.from(word).slice(0, WORD_LENGTH).join(''));
}
