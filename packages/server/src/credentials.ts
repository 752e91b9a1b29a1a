import { randomInt } from 'node:crypto';

/** Without the characters that people confuse when they type them. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** 24 of 57 characters: 139 bits. */
const LENGTH = 24;

/** The first administrator's password. */
export function randomPassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
