/**
 * Derivation: a tree that is another one but for some ranges. Its base is held by the root alone, so all that is not
 * touched costs nothing, whole pages of it at once.
 *
 *     write, zero ──► the ranges before them, of the base ──► whole subtrees ───────────────┐
 *               └──► chunks, filled up at their edges from the base ──► SHA-256 ──► pack ──► tree
 *
 * Ranges come in ascending order, as a map of a disk gives them. Time and memory grow with what they touch. The bytes
 * of the new tree have been seen by nobody as a whole, so it has no checksums: see `ChunkStore.checksums`.
 */
import type { StoredTree } from '../ingest/ingest.ts';
import type { FileStretch } from '../workers/protocol.ts';

/** One call at a time; after a failure only `abort` is left. Offsets and lengths in bytes. */
export interface Derivation {
  /** Of the new tree. */
  readonly size: number;
  /**
   * Puts bytes in place of what the base has there. The buffer may be used again when it resolves.
   *
   * @throws RangeError when the range begins before the end of the last one, or ends beyond the size.
   * ChunkStoreError 'missing', 'corrupt', 'io' also for what the base has beside them.
   */
  write(offset: number, bytes: Buffer): Promise<void>;
  /**
   * The same with a stretch of a file of this machine, which threads read by themselves, some of it after this has resolved:
   * the file stays open, and as it is, until the derivation is finished or given up.
   *
   * @throws as `write`; ChunkStoreError 'io', from this call or a later one, when the file cannot be read or is shorter.
   */
  writeFile(offset: number, bytes: FileStretch): Promise<void>;
  /** The same with zeros, whose length costs nothing. */
  zero(offset: number, length: number): Promise<void>;
  /**
   * What comes after the last range is the base's. When it resolves the tree is durable and registered.
   *
   * @param as 'page' for a tree that can be made again from others: when the database is lost, nobody looks for it.
   */
  finish(as?: 'page' | 'root'): Promise<StoredTree>;
  /**
   * Gives the tree up, whatever has become of it; after `finish` it is `release`. May be called again. No file is read any more
   * when it settles.
   */
  abort(): Promise<void>;
}
