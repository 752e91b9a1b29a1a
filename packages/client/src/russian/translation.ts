import { factsIn, sentencePattern, type SentencePattern } from './sentence-pattern.ts';

/**
 * What the service says, in another language: English sentences with a place `{}` for each fact, and their translations with
 * the places `{1}`, `{2}`, … in any order (`{}` where there is one), or `{1:word}` where the fact is a word such as
 * a status. A fact that the translation does not need is left out.
 */
export interface Catalog {
  readonly sentences: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

interface Entry {
  readonly pattern: SentencePattern;
  readonly translation: string;
  /** Letters that are the sentence's own; the more, the less it may be taken for another. */
  readonly weight: number;
}

/** Sentences that are looked up as one: what is put together of more is told in several. */
const MOST_TOGETHER = 6;
/** Characters; what is longer is the output of a program. */
const LONGEST = 4000;
/** Where one sentence ends and the next begins. */
const BETWEEN = /(?<=[.!?])\s+/;
const PLACE = /\{(\d*)(:word)?\}/g;
const CLAUSE = '; ';
const LIST = /(, | or | and more$| and )/;
const LIST_WORDS: Readonly<Record<string, string>> = { ', ': ', ', ' or ': ' или ', ' and ': ' и ' };

/**
 * Sentences of a service in another language. What the catalog lacks stays as it is: names, and what programs such as
 * qemu-img said. A fact that is a sentence itself, such as the reason after a colon, is translated as well.
 */
export function createTranslation({ sentences, words }: Catalog): (text: string) => string {
  const sentenceFor = createLookup(sentences);
  const wordFor = createLookup(words);

  const filled = ({ translation, facts }: Found): string =>
    translation.replace(PLACE, (_place, number: string, word: string | undefined) => {
      const fact = facts[number === '' ? 0 : Number(number) - 1] ?? '';
      return word === undefined ? translate(fact) : wordsIn(fact);
    });

  const wordsIn = (fact: string): string => {
    if (fact.includes(CLAUSE)) return fact.split(CLAUSE).map(wordsIn).join(CLAUSE);
    const word = wordFor(fact);
    if (word !== null) return filled(word);
    const parts = fact.split(LIST);
    return parts.length === 1 ? fact : parts.map((part) => LIST_WORDS[part] ?? wordsIn(part)).join('');
  };

  const translate = (text: string): string => {
    if (text.length > LONGEST) return text;
    const whole = sentenceFor(text);
    if (whole !== null) return filled(whole);
    const parts = text.split(BETWEEN);
    if (parts.length === 1) return text;
    for (let count = Math.min(parts.length - 1, MOST_TOGETHER); count > 0; count--) {
      const first = sentenceFor(parts.slice(0, count).join(' '));
      if (first !== null) return `${filled(first)} ${translate(parts.slice(count).join(' '))}`;
    }
    return `${parts[0]} ${translate(parts.slice(1).join(' '))}`;
  };

  return translate;
}

interface Found {
  readonly translation: string;
  readonly facts: readonly string[];
}

function createLookup(table: Readonly<Record<string, string>>): (text: string) => Found | null {
  const whole = new Map(Object.entries(table).filter(([key]) => !key.includes('{}')));
  const entries = Object.entries(table)
    .filter(([key]) => key.includes('{}'))
    .map(([key, translation]) => entryOf(key, translation))
    .toSorted((one, other) => other.weight - one.weight);
  return (text) => {
    const translation = whole.get(text);
    if (translation !== undefined) return { translation, facts: [] };
    for (const entry of entries) {
      const facts = factsIn(text, entry.pattern);
      if (facts?.every(isOneFact)) return { translation: entry.translation, facts };
    }
    return null;
  };
}

/** Not the end of one sentence and the beginning of the next; whole sentences may be one. */
function isOneFact(fact: string): boolean {
  return /[.!?]$/.test(fact) || !BETWEEN.test(fact);
}

function entryOf(sentence: string, translation: string): Entry {
  const pattern = sentencePattern(sentence);
  return { pattern, translation, weight: pattern.literals.join('').length };
}
