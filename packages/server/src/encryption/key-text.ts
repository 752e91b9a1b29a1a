import { SEALING_KEY_SIZE } from '@ingot/chunk-store';

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[0-9a-z+/_-]{43}=?$/i;

/** What may stand where a key is wanted; the end of a sentence. */
export const KEY_FORM = `a key of ${SEALING_KEY_SIZE} bytes in hex or base64, as "openssl rand -hex 32" makes one`;

/** A key as it is written in text: hex or base64, of either alphabet. @returns null when it is none. */
export function parseKey(text: string): Buffer | null {
  if (HEX.test(text)) return Buffer.from(text, 'hex');
  return BASE64.test(text) ? Buffer.from(text, 'base64') : null;
}
