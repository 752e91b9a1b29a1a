import type { ChunkId } from '../chunk-id.ts';
import type { ChunkCodec } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';

/** Where a chunk's stored bytes lie, and what they must be. */
export interface ChunkLocation {
  readonly pack: PackId;
  readonly offset: number;
  readonly storedLength: number;
  readonly plainLength: number;
  readonly codec: ChunkCodec;
  /** CRC-32 of the stored bytes. */
  readonly crc: number;
}

/** A chunk, and where it is. */
export interface StoredChunk {
  readonly id: ChunkId;
  readonly location: ChunkLocation;
}
