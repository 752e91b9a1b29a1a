import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { compressIfWorth, decompress } from '../compression.ts';
import { crc32 } from '../crc.ts';
import type { ChunkCodec } from '../packs/pack-entry.ts';

/** What a chunk is said to be, and its stored bytes. */
export interface StoredBytes {
  readonly id: ChunkId;
  readonly codec: ChunkCodec;
  readonly plainLength: number;
  readonly crc: number;
  readonly bytes: Buffer;
}

/** A chunk as it is to be stored from now on. */
export type RepackedChunk = Pick<StoredBytes, 'codec' | 'crc' | 'bytes'>;

/** Compressed again, what is compressed already has to become this much smaller to be worth its own decompression. */
const WORTH = 0.97;

/**
 * Checks a chunk by its CRC and by its id: it is going to live on in a place where nobody will know of its past.
 *
 * @param level zstd level to try; 0 leaves it as it is.
 * @returns null when the bytes are not that chunk.
 */
export function repackChunk(chunk: StoredBytes, level: number): RepackedChunk | null {
  if (crc32(chunk.bytes) !== chunk.crc) return null;
  const plain = chunk.codec === 'plain' ? chunk.bytes : decompressed(chunk);
  if (plain?.length !== chunk.plainLength || chunkIdOf(plain) !== chunk.id) return null;
  const compressed = level === 0 ? null : compressIfWorth(plain, level);
  const limit = chunk.codec === 'plain' ? Infinity : chunk.bytes.length * WORTH;
  if (!compressed || compressed.length > limit) return chunk;
  return { codec: 'zstd', crc: crc32(compressed), bytes: compressed };
}

function decompressed({ bytes, plainLength }: StoredBytes): Buffer | null {
  try {
    return decompress(bytes, plainLength);
  } catch {
    // Whatever is wrong with the frame: these are not the bytes that were stored.
    return null;
  }
}
