import type { ByteSource } from '@ingot/disk';
import type { ByteRange, ContentRun } from '../tree/tree-walk.ts';
import type { StoredBytes } from './stored-bytes.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** A stretch of content that is stored, or that is all zero and not stored. */
export interface Extent extends ByteRange {
  readonly kind: 'data' | 'zero';
}

/**
 * Takes bytes, in pieces of up to a chunk. They are lent: other readers have the same ones, so they are not to be written
 * to, and their memory is used anew when the promise settles. The next call may come before that, but not the one after.
 */
export type ByteSink = (pieces: readonly Buffer[]) => Promise<void>;

/**
 * The content of a tree. Every byte is checked on its way out of a pack.
 * Reading needs something that keeps the tree alive; a tree that has been collected is 'missing'.
 */
export interface TreeReader extends ByteSource {
  readonly root: TreeRoot;
  /** The buffer is the caller's own. @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
  read(offset: number, length: number): Promise<Buffer>;
  /**
   * Sends the bytes of a range (all, unless told) to `sink`, in order, reading ahead. Resolves when all have been taken.
   *
   * @throws ChunkStoreError, the signal's reason, or what `sink` throws. When it settles no call of `sink` is open.
   */
  send(sink: ByteSink, range?: Partial<ByteRange> & { readonly signal?: AbortSignal }): Promise<void>;
  /** What a range (all, unless told) holds, from end to end, in maximal runs. Reads pages only. */
  extents(range?: Partial<ByteRange>): AsyncIterable<Extent>;
  /** What a range (all, unless told) consists of: chunks by id, which may stick out of it, and zeros. Reads pages only. */
  runs(range?: Partial<ByteRange>): AsyncIterable<ContentRun>;
  /**
   * The chunks of a range (all, unless told) as they are stored, in order, for whoever sends them on to somebody who
   * checks them by their id. Zeros are left out. @throws ChunkStoreError
   */
  stored(range?: Partial<ByteRange>): AsyncIterable<StoredBytes>;
}
