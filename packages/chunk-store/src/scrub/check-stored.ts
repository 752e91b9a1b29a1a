import { chunkIdOf } from '../chunk-id.ts';
import { decompress } from '../compression.ts';
import { crc32 } from '../crc.ts';
import type { StoredChunk } from '../index/chunk-location.ts';

/** Whether stored bytes are, in every respect, the chunk that they stand for: CRC, length, and SHA-256 of the plain bytes. */
export function isSound(stored: Buffer, { id, location }: StoredChunk): boolean {
  if (stored.length !== location.storedLength || crc32(stored) !== location.crc) return false;
  const plain = location.codec === 'plain' ? stored : decompressed(stored, location.plainLength);
  return plain?.length === location.plainLength && chunkIdOf(plain) === id;
}

/** Null when it is no zstd, or more than it should be. */
function decompressed(stored: Buffer, maxOutputLength: number): Buffer | null {
  try {
    return decompress(stored, maxOutputLength);
  } catch {
    return null;
  }
}
