import type { PackId } from './pack-id.ts';

/** Where the bytes of a read come from in the end. */
export type PackOrigin = 'disk' | 'network';

export interface PackReadOptions {
  /** Past every cache on the way; one that holds other bytes than are stored gives them up. */
  readonly fresh?: boolean;
}

export interface PackCreateOptions {
  /** Nobody is about to read it, so it need not take the place of something else in the memory of the system. */
  readonly readLater?: boolean;
}

/**
 * Where packs lie. A pack is written once, by appending, and is there for readers only when it is sealed; after that
 * its bytes never change. `testPackBackend` in `@ingot/chunk-store/testing` is this contract as a test suite.
 *
 * Failures are `ChunkStoreError`: 'storage-full', 'missing' (no such pack), 'corrupt' (it ends before the range),
 * 'unavailable' (out of reach for now) or 'io'.
 */
export interface PackBackend {
  /** What came over a network is checked by its SHA-256, not only by its CRC. */
  readonly origin: PackOrigin;
  /** Begins a pack. The id must be new; bytes of an open pack are seen by nobody. */
  create(pack: PackId, options?: PackCreateOptions): Promise<OpenPack>;
  /** Exactly `length` bytes of a sealed pack from `offset`. The caller owns the buffer. */
  read(pack: PackId, offset: number, length: number, options?: PackReadOptions): Promise<Buffer>;
  /** As `read`, into memory of the caller, end to end; a backend that has nothing to gain from that leaves it out. */
  readInto?(pack: PackId, offset: number, targets: readonly Buffer[], options?: PackReadOptions): Promise<void>;
  /**
   * Keeps the file open that a sealed pack is, byte for byte, while `work` goes on: for threads that read it by themselves. A
   * backend whose packs are no files on this machine leaves it out.
   */
  useFile?<Result>(pack: PackId, work: (descriptor: number) => Promise<Result>): Promise<Result>;
  /** Length of a sealed pack in bytes. */
  size(pack: PackId): Promise<number>;
  /** Removes a pack, sealed or left open by whoever began it. Not there is as good as removed. */
  delete(pack: PackId): Promise<void>;
  /** The sealed packs, in no order. */
  list(): AsyncIterable<PackId>;
  close(): Promise<void>;
}

/** A pack that is being written, by one writer. After a failure only `discard` is left. */
export interface OpenPack {
  /** Adds the bytes in order. The buffers may be reused when it resolves. Not called again before that. */
  append(bytes: readonly Buffer[]): Promise<void>;
  /** Makes the pack durable, then visible. When it resolves a power cut can't take the pack back. */
  seal(): Promise<void>;
  /** Gives the pack up and removes what was written. Nothing happens after `seal` or a second time. */
  discard(): Promise<void>;
}
