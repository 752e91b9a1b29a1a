import type { ReadOnlyExport } from '@ingot/disk';
import type { ImageId, ImagePoolId } from '../../kernel/ids.ts';
import type { FileType } from '../file-types.ts';
import type { PoolPlace, PoolRoom } from './image-pool.ts';

/** What a file of a pool is called: it says nothing that a tenant has made up, and leads nowhere. */
export type ArtefactName = `${ImageId}.${FileType}`;

/**
 * The place of one pool. Every call looks first whether the place is still the pool's: what was mounted there may be gone,
 * or something else put in its way.
 *
 * All fail with an `IngotError`: `unavailable` while the place cannot be used, `storage-full`, `corrupt` where a file is not
 * there that should be; or with the signal's reason.
 */
export interface PoolStorage {
  /** Makes the place the pool's; again does nothing. @throws `invalid`, `conflict` for a place that cannot be its own. */
  claim(): Promise<void>;
  /** Tries it by writing and reading something. */
  check(): Promise<PoolRoom>;
  /**
   * Begins a file, and drops what an earlier try has left of it. It is there when it is committed, and not before.
   *
   * @param size in bytes, as it will be. @throws `storage-full` where that much room is not there.
   */
  create(name: ArtefactName, size: number): Promise<OpenArtefact>;
  /** Whoever opens it closes it. */
  open(name: ArtefactName): Promise<StoredArtefact>;
  /** Removes a file, finished or not, if it is there. */
  remove(name: ArtefactName): Promise<void>;
  /** Gives the place up; what others have put there stays. */
  release(): Promise<void>;
}

/** A file that is there. */
export interface StoredArtefact extends ReadOnlyExport {
  /** Its descriptor, good until it is closed, where it is a file of this machine, which threads can read by themselves; else null. */
  readonly descriptor: number | null;
}

/** A file on its way into a pool. */
export interface OpenArtefact {
  /** Resolves when the pieces may be used anew. The next call may come before that: what is written keeps the order of the calls. */
  append(pieces: readonly Buffer[]): Promise<void>;
  /** When it resolves, the file is there, and durable. */
  commit(): Promise<void>;
  /** Gives up what is not committed. Never fails because there is nothing left. */
  discard(): Promise<void>;
}

/** Finds the storage of a pool. */
export type OpenPool = (id: ImagePoolId, place: PoolPlace) => PoolStorage;
