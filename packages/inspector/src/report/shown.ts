/** What a report may show of a name out of an image: a hundred components of any script, no more. */
const MAX_SHOWN = 512;
/** Control characters, what reorders or hides its neighbours, and halves of pairs. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/**
 * Text or bytes out of an image as text for people: UTF-8 where it is, other bytes and characters that cannot be seen
 * written as `\x1b` or `\u{202e}`. To be escaped again for HTML.
 */
export function shown(name: Buffer | string): string {
  const text = typeof name === 'string' ? name : decode(name);
  const visible = text.replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  const characters = Array.from(visible);
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : visible;
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  return bytes
    .toString('latin1')
    .replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
