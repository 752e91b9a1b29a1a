import { randomUUID } from 'node:crypto';

declare const packId: unique symbol;
/** Names a pack: a UUID, lower-case. Never used twice, so a pack's bytes never change under a reader. */
export type PackId = string & { readonly [packId]: true };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function newPackId(): PackId {
  return randomUUID() as PackId;
}

/** Reads a pack's id; null when `text` is none. */
export function parsePackId(text: string): PackId | null {
  return UUID.test(text) ? (text as PackId) : null;
}
