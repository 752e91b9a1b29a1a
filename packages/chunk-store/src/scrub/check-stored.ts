import type { StoredChunk } from '../index/chunk-location.ts';
import { decodeStored } from '../read/stored-chunk.ts';

/** Whether stored bytes are, in every respect, the chunk that they stand for: CRC, length, and SHA-256 of the plain bytes. */
export function isSound(stored: Buffer, { id, location }: StoredChunk): boolean {
  return stored.length === location.storedLength && typeof decodeStored(stored, { ...location, id }) !== 'string';
}
