import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { decodeToken, encodeToken } from './token-codec.ts';
import type { Token } from './token.ts';

/** 256-bit keys: the first seals, every one opens. Never empty. */
export type TokenKeys = readonly [KeyObject, ...KeyObject[]];

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §8.2: 96 random bits are safe for 2^32 tokens under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Longer texts are no tokens of ours and not worth decrypting. */
const MAX_LENGTH = 512;

/**
 * The token as clients carry it: nonce, sealed body, tag, in base64url without padding; at most 255 characters when ids
 * are Keystone's 32 hex digits. Nothing in it can be read or changed without a key.
 */
export function sealToken(token: Token, keys: TokenKeys): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keys[0], nonce);
  const body = Buffer.concat([cipher.update(encodeToken(token)), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/** What was sealed; null for anything that none of the keys has sealed. Says nothing about expiry. */
export function openToken(text: string, keys: TokenKeys): Token | null {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const sealed = Buffer.from(text, 'base64url');
  // base64url has several spellings of the same bytes; only ours is a token, so that each has one name in caches.
  if (sealed.length <= NONCE_BYTES + TAG_BYTES || sealed.toString('base64url') !== text) return null;
  for (const key of keys) {
    const body = openWith(key, sealed);
    if (body !== null) return decodeToken(body);
  }
  return null;
}

function openWith(key: KeyObject, sealed: Buffer): Buffer | null {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const body = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    // `final` throws for one reason only: the tag does not fit, which is the answer and not a fault.
    return null;
  }
  return body;
}
