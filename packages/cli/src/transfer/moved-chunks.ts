import type { FileHandle } from 'node:fs/promises';
import type { ChunkId } from '@ingot/chunk-store/wire';

/** A file that chunks are taken from. */
export interface LocalFile {
  readonly handle: FileHandle;
  /** In bytes. */
  readonly size: number;
}

export interface LocalPlace {
  readonly file: LocalFile;
  /** Of the chunk in that file, counted from 0. */
  readonly number: number;
}

/** Chunks that are remembered, 64 GiB of them and some 50 MB of memory; what is beyond is fetched. */
const MAX_KNOWN = 262_144;

/**
 * Where local files have chunks that are not wanted in the same place: what has moved from one version to the next is among
 * them.
 */
export class MovedChunks {
  readonly #known = new Map<ChunkId, LocalPlace>();

  add(id: ChunkId, place: LocalPlace): void {
    if (this.#known.size < MAX_KNOWN && !this.#known.has(id)) this.#known.set(id, place);
  }

  find(id: ChunkId): LocalPlace | null {
    return this.#known.get(id) ?? null;
  }
}
