/**
 * Assembly: a tree put together from chunks that the store has, new ones, and zeros, in order.
 *
 *     reuse ──► held by the lease, one by one ──────────────┐
 *     share ──► of a tree that is held by its root ─────────┤
 *     add ────► slot ──► SHA-256 on a worker, compared ──► pack ──► tree
 *     put ────► slot ──► SHA-256 on a worker ───────────────┤
 *     zeros ────────────────────────────────────────────────┘
 *
 * What comes compressed is decompressed on the worker too, and stored as it came.
 *
 * Nobody sees all the bytes, so there are no checksums of them. What is trusted: nothing that comes by `add` or
 * `addFrame`. What comes by `reuse` or `share` is the caller's to answer for: that the chunks are
 * there does not say that somebody may have them.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { StoredTree } from './ingest.ts';

/** A chunk as an entry of a tree. */
export interface TreeChunk {
  readonly id: ChunkId;
  /** `CHUNK_SIZE`, or less for the last chunk of the tree. */
  readonly length: number;
}

/** A tree on its way into the store. One call at a time; after a failure only `abort` is left. */
export interface Assembly {
  /** Bytes so far. */
  readonly size: number;
  /** Stored chunks, up to a page of them at a time. @throws ChunkStoreError 'missing' when one is not there. */
  reuse(chunks: readonly TreeChunk[]): Promise<void>;
  /**
   * Holds trees by their roots, whatever their size, so that `share` can take what lies under them. It counts only if
   * something still refers to each of them when this has resolved.
   *
   * @throws ChunkStoreError 'missing' when one is not there.
   */
  hold(roots: readonly TreeRoot[]): Promise<void>;
  /**
   * Consecutive chunks of a tree that is held, in the time of nothing: whether all of them are there nobody looks.
   *
   * @param length of all of them in bytes.
   */
  share(ids: readonly ChunkId[], length: number): Promise<void>;
  /**
   * One chunk that may be new.
   *
   * @param bytes its plain bytes, which are copied before it resolves.
   * @throws ChunkStoreError 'mismatch', from this call or a later one, when they are not what `id` says.
   */
  add(id: ChunkId, bytes: Buffer): Promise<void>;
  /**
   * One chunk that may be new, compressed.
   *
   * @param frame of zstd, which is copied before it resolves. @param length of the plain bytes.
   * @throws ChunkStoreError 'mismatch', from this call or a later one, when it is no frame of such bytes.
   */
  addFrame(id: ChunkId, frame: Buffer, length: number): Promise<void>;
  /**
   * One chunk of a file that the caller makes, which a thread names. What is in such files is compressed already, so it is
   * stored as it is.
   *
   * @param bytes are copied before it resolves.
   */
  put(bytes: Buffer): Promise<void>;
  /** @param length in bytes; whole chunks unless it is the end of the tree. */
  zeros(length: number): Promise<void>;
  /**
   * When it resolves, all packs are synced and all chunks registered.
   *
   * @param as 'page' for a tree that is only ever a piece of others: when the database is lost, nobody looks for it.
   * @throws ChunkStoreError
   */
  finish(as?: 'page' | 'root'): Promise<StoredTree>;
  /** Gives it up, whatever has become of it. After `finish` it is `release`. May be called again. */
  abort(): Promise<void>;
}
