let segments: Intl.Segmenter | null = null;
/** What terminals draw two columns wide: CJK and pictures. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/u;
/** No terminal draws the rest differently, and most text is made of it. */
const NARROW = /^[\x20-\x7e\u0400-\u04ff…]*$/;

/** The columns that a terminal gives to a text without control characters. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** What does it takes longer to make than most commands take to start, and most text does without. */
function graphemes(text: string): Intl.Segments {
  segments ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segments.segment(text);
}

/** Cuts a text to so many columns, and says by an ellipsis that it did. */
export function fitted(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes(text)) {
    width += displayWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
