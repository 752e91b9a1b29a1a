/**
 * The chunk index says where each chunk is stored, and who keeps it from being collected. It is a port: the service
 * implements it over its database; `testChunkIndex` in `@ingot/chunk-store/testing` is the contract as a test suite.
 *
 *     chunk  id → pack, offset, lengths, CRC, codec │ seen: epoch of the last lease that stored or re-used it
 *                                                   │ mark: number of the last collection that reached it
 *     pack   id, open or sealed, bytes              │ lease: the ingest that may still take it back, or none
 *     lease  id, kind, owner, epoch, expiry         │ epoch: drawn from one clock that only counts up
 *
 * Every method is one transaction: it happens as a whole, or not at all, also when the process dies. Calls that take a
 * lease fail with 'lease-lost' when that lease is no longer there, so whoever was taken for dead can't write on.
 *
 * Why collecting beside ingests is safe. A collection draws its mark G, then computes the horizon: the least of G and
 * the epochs of all living ingests, and only then asks which trees are live. It sweeps what has neither mark G nor
 * `seen ≥ horizon`. An ingest that lives at that moment has an epoch at or above the horizon, so all it stored or held
 * stays. One that had ended before has its tree among the live ones, since its reference was committed before its
 * lease was ended. One that comes later draws an epoch above G. And an ingest may only rely on a chunk that `hold` told
 * it is there: `hold` and `sweep` are transactions, so either the row is held first and stays, or it is gone first and
 * the ingest stores the chunk itself.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { ChunkLocation } from './chunk-location.ts';
import type { PackCatalog } from './pack-catalog.ts';
import type { QuarantineIndex } from './quarantine-index.ts';

export type { ChunkLocation } from './chunk-location.ts';

/** What a living ingest or collection holds. */
export interface Lease {
  readonly id: string;
  readonly epoch: number;
}

export interface LeaseRequest {
  /** There may be any number of ingests, but one collection. */
  readonly kind: 'ingest' | 'collection';
  /** The process it belongs to, by a name that the process keeps when it starts again. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly expiresAt: number;
}

export interface StoreUsage {
  readonly packs: number;
  /** Bytes of sealed packs, their indexes included. */
  readonly storedBytes: number;
  readonly chunks: number;
}

export interface CollectionPlan {
  /** Mark of chunks reached as content. Both are above every mark given before. */
  readonly dataMark: number;
  /** Mark of chunks reached as pages, whose entries are followed; above `dataMark`. */
  readonly pageMark: number;
  /** Chunks seen at or after this epoch are kept, marked or not. */
  readonly horizon: number;
}

export interface SweepRange {
  /** Rows after this id are looked at; null for the first. */
  readonly after: ChunkId | null;
  /** Rows to look at, at most. */
  readonly limit: number;
  readonly plan: CollectionPlan;
}

/** Where chunks are. */
export interface ChunkLocator {
  /** The ids that are stored, with their places; others, quarantined ones too, are absent from the map. */
  locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>>;
  /** Of these chunks those that are quarantined. */
  findQuarantined(ids: readonly ChunkId[]): Promise<Set<ChunkId>>;
  usage(): Promise<StoreUsage>;
}

/** Who is alive. */
export interface LeaseTable {
  /** @throws ChunkStoreError 'busy' for a collection while another one's lease has not expired. */
  openLease(request: LeaseRequest): Promise<Lease>;
  /** @returns false when the lease is no longer there. */
  renewLease(lease: Lease, expiresAt: number): Promise<boolean>;
  /** Ends a lease, if it is there. Its sealed packs become everybody's; its open ones are dead. */
  endLease(lease: Lease): Promise<void>;
  /** Ends the leases of an owner, but for those given, or those that have expired. @returns how many. */
  endLeases(
    which: { readonly owner: string; readonly except: readonly Lease[] } | { readonly expiredAt: number },
  ): Promise<number>;
}

/** What an ingest does. */
export interface IngestIndex {
  /**
   * Takes hold of chunks for the time of the lease. Packs of other ingests that hold one of them become everybody's:
   * their ingest can't take them back any more.
   *
   * @returns the ids that are stored, and stay so.
   */
  hold(lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>>;
  /** Notes a pack before its first byte is written, so that nobody has to list the backend to find litter. */
  openPack(lease: Lease, pack: PackId): Promise<void>;
  /**
   * Makes a sealed, durable pack known, with its chunks. Chunks that are known already keep their place and are held.
   * Chunks that were quarantined are served again, from this pack; trees of others need them, so it is everybody's then.
   *
   * @returns how many chunks are now served from this pack.
   */
  registerPack(lease: Lease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<number>;
  /**
   * Forgets the chunks, quarantined or not, of all packs that nobody but this ingest has used.
   *
   * @returns those packs, sealed or open: to be deleted from the backend and then forgotten.
   */
  takeBack(lease: Lease): Promise<PackId[]>;
}

/** What a collection does. */
export interface CollectionIndex {
  planCollection(lease: Lease): Promise<CollectionPlan>;
  /** Raises the mark of chunks, also of quarantined ones. @returns those that can be read and whose mark was lower. */
  mark(lease: Lease, ids: readonly ChunkId[], mark: number): Promise<ChunkId[]>;
  /** Forgets the chunks of a range of rows that are dead, and the quarantined ones of that range. @returns `next` null when there are no more rows. */
  sweep(lease: Lease, range: SweepRange): Promise<{ readonly swept: number; readonly next: ChunkId | null }>;
  /**
   * Packs that nothing needs, in order of id: sealed and without chunks, quarantined ones included, or open and without
   * a living lease.
   */
  deadPacks(range: { readonly after: PackId | null; readonly limit: number }): Promise<PackId[]>;
  /** Forgets packs that have been deleted from the backend. Chunk-less ones only; others are left alone. */
  forgetPacks(packs: readonly PackId[]): Promise<void>;
}

export interface ChunkIndex
  extends ChunkLocator, LeaseTable, IngestIndex, CollectionIndex, QuarantineIndex, PackCatalog {}
