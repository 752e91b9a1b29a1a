import { createHash } from 'node:crypto';
import type { Evidence, Sight } from './result.ts';

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

/** Evidence of a sight. @param path a name out of the image, made visible here. @param detail no secret. */
export function sight(path: Buffer | string, what: Sight, detail: string | null = null): Evidence {
  return { path: shown(path), what, detail: detail === null ? null : shown(detail), digest: null };
}

/** Evidence of something in a file that was read. */
export function sightIn(path: Buffer | string, what: Sight, bytes: Buffer): Evidence {
  return { ...sight(path, what), digest: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  return bytes
    .toString('latin1')
    .replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
