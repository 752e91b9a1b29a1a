import type { ChunkId } from '../chunk-id.ts';
import type { ChunkLocation } from '../index/chunk-location.ts';
import type { SharedChunk } from './chunk-memory.ts';

/** How chunks are loaded. */
export interface LoadOptions {
  /** Where the bytes of each are put; the chunk is that memory, unless it had to be read again. */
  readonly into?: ReadonlyMap<ChunkId, SharedChunk>;
  /** Where chunks were found a moment ago; others are looked up. */
  readonly places?: ReadonlyMap<ChunkId, ChunkLocation>;
  /** The main thread has more to do than others: what is loaded into given memory from files is read by other threads. */
  readonly aside?: boolean;
}
