import type { ByteSource } from '@ingot/disk';
import type { ByteRange } from '../tree/tree-walk.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** A stretch of content that is stored, or that is all zero and not stored. */
export interface Extent extends ByteRange {
  readonly kind: 'data' | 'zero';
}

/**
 * The content of a tree. Every byte is checked on its way out of a pack.
 * Reading needs something that keeps the tree alive; a tree that has been collected is 'missing'.
 */
export interface TreeReader extends ByteSource {
  readonly root: TreeRoot;
  /** The buffer is the caller's own. @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
  read(offset: number, length: number): Promise<Buffer>;
  /**
   * The bytes of a range (all, unless told) in order, reading ahead. Buffers are of any length up to a chunk, and
   * some are shared with other readers: none may be written to. @throws ChunkStoreError, or the signal's reason.
   */
  stream(range?: Partial<ByteRange> & { readonly signal?: AbortSignal }): AsyncIterable<Buffer>;
  /** What a range (all, unless told) holds, from end to end, in maximal runs. Reads pages only. */
  extents(range?: Partial<ByteRange>): AsyncIterable<Extent>;
}
