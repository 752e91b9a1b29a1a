/**
 * Ingest: one pass over a stream, from the socket to sealed packs.
 *
 *     write ──► chunker ──► slot (shared memory) ──► MD5, SHA-512        (checksums.ts, on workers)
 *                                                └─► SHA-256, CRC        (chunk-pipeline.ts, on workers)
 *                                                     └─► index: is it there? ──► pack (pack-stream.ts) ──► tree
 *
 * `write` resolves when more may come, so back-pressure reaches the socket. Everything an ingest stores belongs to its
 * lease: `abort` takes it back, `finish` makes it durable, and after that the lease alone keeps it from a collection
 * until something refers to the root and `release` is called. A chunk of zeros is not copied, looked up or stored.
 *
 * What is trusted: nothing but our own threads. Chunks are named by the bytes that came, never by what a client says.
 */
import type { Lease } from '../index/chunk-index.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

export interface IngestOptions {
  /** When it fires, the ingest is aborted. */
  readonly signal?: AbortSignal;
  /**
   * Called with each buffer that was written, when nothing of it is needed any more. Those of an ingest that fails or is
   * aborted are left to the collector of garbage.
   */
  readonly spent?: (bytes: Buffer) => void;
}

/** A stream on its way into the store. One call at a time; after a failure only `abort` is left. */
export interface Ingest {
  /** Bytes so far. */
  readonly received: number;
  /** Resolves when more may come. The buffer is kept for a while: it must not be written to. @throws ChunkStoreError */
  write(bytes: Buffer): Promise<void>;
  /**
   * When it resolves, all packs are synced and all chunks registered.
   *
   * @param as 'page' for a tree that can be made again from others: when the database is lost, nobody looks for it.
   * @throws ChunkStoreError
   */
  finish(as?: 'page' | 'root'): Promise<Ingested>;
  /**
   * Gives the stream up, whatever has become of it: releases what it holds and deletes what only it has stored. After
   * `finish` it is `release`. May be called again.
   */
  abort(): Promise<void>;
}

/** A tree that is durable, and safe from collection until it is released. */
export interface StoredTree {
  readonly root: TreeRoot;
  /** In bytes. */
  readonly size: number;
  /** Stored bytes that it has added; the rest was there. */
  readonly newBytes: number;
  /** What keeps the content until then; the transaction that refers to `root` makes sure that it is still there. */
  readonly lease: Lease;
  /** To be called after the transaction that refers to `root` has been committed, or when the content is given up. */
  readonly release: () => Promise<void>;
}

/** The tree of a stream, all of whose bytes were seen. */
export interface Ingested extends StoredTree {
  /** Hex. */
  readonly md5: string;
  /** Hex. */
  readonly sha512: string;
}
