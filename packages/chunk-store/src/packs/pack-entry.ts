import type { ChunkId } from '../chunk-id.ts';

/** What a stored chunk is: a piece of content, an inner page of a tree, the page at the top of one, or part of a note. */
export type ChunkKind = 'data' | 'page' | 'root' | 'note';
/** How a chunk's bytes are stored. */
export type ChunkCodec = 'plain' | 'zstd';

/** One stored chunk, as the pack's own index tells it. */
export interface PackEntry {
  readonly id: ChunkId;
  readonly kind: ChunkKind;
  readonly codec: ChunkCodec;
  /** Where the stored bytes begin, from the start of the pack. */
  readonly offset: number;
  readonly storedLength: number;
  readonly plainLength: number;
  /** CRC-32 (as in zlib) of the stored bytes. */
  readonly crc: number;
}
