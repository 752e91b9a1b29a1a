import type { ChunkId } from '../chunk-id.ts';
import { compressIfWorth } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { decodeStored, type StoredForm } from '../read/stored-chunk.ts';

/** What a chunk is said to be, and its stored bytes. */
export interface ChunkToRepack extends StoredForm {
  readonly id: ChunkId;
  readonly bytes: Buffer;
}

/** A chunk as it is to be stored from now on. */
export type RepackedChunk = Pick<ChunkToRepack, 'codec' | 'crc' | 'bytes'>;

/** Compressed again, what is compressed already has to become this much smaller to be worth its own decompression. */
const WORTH = 0.97;

/**
 * Checks a chunk by its CRC and by its id: it is going to live on in a place where nobody will know of its past.
 *
 * @param level zstd level to try; 0 leaves it as it is.
 * @returns null when the bytes are not that chunk.
 */
export function repackChunk(chunk: ChunkToRepack, level: number): RepackedChunk | null {
  const plain = decodeStored(chunk.bytes, chunk);
  if (typeof plain === 'string') return null;
  const compressed = level === 0 ? null : compressIfWorth(plain, level);
  const limit = chunk.codec === 'plain' ? Infinity : chunk.bytes.length * WORTH;
  if (!compressed || compressed.length > limit) return chunk;
  return { codec: 'zstd', crc: crc32(compressed), bytes: compressed };
}
