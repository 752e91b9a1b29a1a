/** What a terminal may obey (it takes C1 also as Unicode), and marks that change the direction of text. */
const ORDERS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * What others have written, made harmless: a control character in the name of an image could move the cursor, change the
 * title of the window or hide text, so it is shown as its code. So are marks that change the direction of text.
 */
export function harmless(text: string): string {
  return text.replaceAll(ORDERS, (character) => String.raw`\u{${codeOf(character)}}`);
}

/** What others have written in lines: only line breaks and tabs are left of the control characters. */
export function harmlessLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

/** JSON without what `harmless` takes out, and of the same meaning. JSON itself escapes no more than the first 32 characters. */
export function harmlessJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(ORDERS, (character) =>
    character === '\n' ? character : String.raw`\u${codeOf(character).padStart(4, '0')}`,
  );
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
