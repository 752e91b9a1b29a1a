const ESCAPE = String.fromCodePoint(0x1b);
/** What a terminal obeys instead of showing it (ECMA-48, 5.4 and 5.6): control sequences, strings such as titles, the rest. */
const SEQUENCES = new RegExp(
  String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|[P\]X^_][^${ESCAPE}\p{Cc}]*(?:\p{Cc}\\?)?|[ -/]*[0-~])`,
  'gu',
);

/** A text that was written for a terminal, as it is read: without what that obeys, and without what hides in it. */
export function plainText(text: string): string {
  return text
    .replaceAll(SEQUENCES, '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' || character === '\t' ? character : ''));
}
