import type { ChunkId } from '../chunk-id.ts';
import type { ChunkCodec } from '../packs/pack-entry.ts';

/** A chunk in the form in which it lies in its pack. The bytes have been checked by their CRC. */
export interface StoredBytes {
  readonly id: ChunkId;
  readonly codec: ChunkCodec;
  readonly bytes: Buffer;
}
