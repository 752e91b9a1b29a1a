import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Bytes in a master key. */
export const SEALING_KEY_SIZE = 32;
/** Change with the format, never otherwise: what is derived under another label is another key. */
const PACK_KEY_LABEL = 'ingot sealed pack 1';
const FINGERPRINT_LABEL = 'ingot key fingerprint 1';
const FINGERPRINT_SIZE = 8;

/** A master key: seals packs, each under a key of its own. */
export interface SealingKey {
  /** Names the key, 16 hex digits; tells nothing else about it, so it may be shown and logged. */
  readonly fingerprint: string;
  /** The key that the pack with this salt is sealed under, and no other pack. */
  packKey(salt: Uint8Array): KeyObject;
}

/**
 * Takes a master key over. Its bytes are no longer needed afterwards: overwrite them. Keys are kept as key objects, which
 * nothing prints by accident.
 *
 * Pack keys are HKDF-SHA-256 (RFC 5869) of the master key under the pack's salt; the fingerprint is one too, under a
 * label of its own.
 *
 * @param bytes 32, random.
 */
export function importSealingKey(bytes: Buffer): SealingKey {
  if (bytes.length !== SEALING_KEY_SIZE) throw new RangeError(`a sealing key has 32 bytes, not ${bytes.length}`);
  const master = createSecretKey(bytes);
  const derive = (salt: Uint8Array, label: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', master, salt, label, length));
  return {
    fingerprint: derive(Buffer.alloc(0), FINGERPRINT_LABEL, FINGERPRINT_SIZE).toString('hex'),
    packKey: (salt) => {
      const key = derive(salt, PACK_KEY_LABEL, SEALING_KEY_SIZE);
      const object = createSecretKey(key);
      key.fill(0);
      return object;
    },
  };
}
