/** A sentence as the catalog has it: `Image {} could not be found.`, with a place for each fact. */
export interface SentencePattern {
  /** What stands around the places: one more than there are of these. */
  readonly literals: readonly string[];
}

export function sentencePattern(sentence: string): SentencePattern {
  return { literals: sentence.split('{}') };
}

/**
 * The facts with which the pattern makes `text`; null when it does not. Where a fact holds what stands after its place, the
 * facts are divided at the first chance. In linear time, whatever the text holds.
 */
export function factsIn(text: string, { literals }: SentencePattern): readonly string[] | null {
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return text === first ? [] : null;
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return null;
  const facts: string[] = [];
  let at = first.length;
  for (const literal of rest) {
    const found = text.indexOf(literal, at);
    if (found === -1 || found + literal.length > end) return null;
    facts.push(text.slice(at, found));
    at = found + literal.length;
  }
  return [...facts, text.slice(at, end)];
}
