/**
 * The chunk index says where each chunk is stored, and who keeps it from being collected. It is a port: the service
 * implements it over its database; `testChunkIndex` in `@ingot/chunk-store/testing` is the contract as a test suite.
 *
 *     chunk  id → pack, offset, lengths, CRC, codec │ seen: epoch of the last lease that stored or re-used it
 *                                                   │ mark: number of the last collection that reached it
 *     pack   id, open or sealed, bytes              │ lease: the ingest that may still take it back, or none
 *            live chunks and bytes; see PackUsage   │ epoch: nothing in it is younger than its chunks' subtrees
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
 *
 * Why a tree may be held by its root alone. Nobody can touch all rows under a root each time somebody refers to it again.
 * `holdTree` leaves a row instead, which every collection reads after all live roots, and which stays until a collection
 * begins that comes after the lease. Whoever calls it makes sure afterwards that something else still refers to the root.
 * Let T be the moment at which a collection has read the live roots. A root that is live at T has been so all the time,
 * and was read; or it came by an ingest, as above; or by `holdTree` before T, whose row is read then. What is held after T
 * was held while something that is live at T, or was held after T from such a one, still referred to it.
 *
 * Why compaction may go on beside both. It copies living chunks into a new pack and then, in one transaction, changes
 * the place of those rows that still are where it took them from. `seen` and `mark` stay, and a row that was swept in
 * the meantime stays away. It touches only packs that no ingest can take back.
 *
 * What a damaged page leaves certain. Whoever stores a page has held or stored all that lies under it, in the same
 * lease, or it lies under a tree that is held, whose epoch the pack of the page then has. So whatever a page reaches was seen at the epoch, or later, in which that page was stored first; and the epoch
 * of its pack is not later than that (`bornAt`). What was last seen before cannot be reached by it.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { ChunkLocation } from './chunk-location.ts';
import type { PackCatalog } from './pack-catalog.ts';
import type { QuarantineIndex } from './quarantine-index.ts';
import type { RebuildIndex } from './rebuild-index.ts';

export type { ChunkLocation } from './chunk-location.ts';

/** What a living ingest or collection holds. */
export interface Lease {
  readonly id: string;
  readonly epoch: number;
}

export type LeaseKind = 'ingest' | 'collection' | 'compaction';

export interface LeaseRequest {
  /** There may be any number of ingests, but one collection, and one compaction. */
  readonly kind: LeaseKind;
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
  /** Bytes of chunks as they are stored; the rest of `storedBytes` is dead, or is headers and indexes. */
  readonly liveBytes: number;
  /** Bytes of the same chunks as they were before compression. */
  readonly plainBytes: number;
}

/** Chunks, and their bytes as they are stored. */
export interface Amount {
  readonly chunks: number;
  readonly bytes: number;
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
  /** Only to count. */
  readonly dryRun: boolean;
}

export interface SweptRange {
  readonly swept: Amount;
  /** Not reached, and kept because an ingest has seen it at or after the horizon. */
  readonly held: Amount;
  /** Null when there are no more rows. */
  readonly next: ChunkId | null;
}

/** Ingests that are alive. */
export interface RunningIngests {
  readonly count: number;
  /** Milliseconds since the epoch: when the last of their leases ends unless it is renewed; null without ingests. */
  readonly until: number | null;
}

/** A sealed pack, in figures. */
export interface PackUsage {
  readonly pack: PackId;
  /** Packs are numbered in the order in which they were begun. */
  readonly number: number;
  /** Of the whole pack. */
  readonly storedBytes: number;
  /** Of the chunks that are served from it. */
  readonly live: Amount;
  /** zstd level that its chunks have been tried with since they came in; 0 as long as they are as they came. */
  readonly level: number;
  /** When it was last read, about, or written. Milliseconds since the epoch. */
  readonly usedAt: number;
}

export interface PackMove {
  /** A durable pack that was opened under the same lease. */
  readonly pack: PackId;
  readonly storedBytes: number;
  readonly entries: readonly PackEntry[];
  /** The packs that the entries come from. */
  readonly from: readonly PackId[];
  readonly level: number;
}

/** Where chunks are. */
export interface ChunkLocator {
  /** The ids that are stored, with their places; others, quarantined ones too, are absent from the map. */
  locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>>;
  /** One of these ids that is not stored, or is quarantined; null when all are stored, which takes less than to locate them. */
  findAbsent(ids: readonly ChunkId[]): Promise<ChunkId | null>;
  /** Of these chunks those that are quarantined. */
  findQuarantined(ids: readonly ChunkId[]): Promise<Set<ChunkId>>;
  /** Added up from the packs, so that it costs little with millions of chunks. */
  usage(): Promise<StoreUsage>;
}

/** Who is alive. */
export interface LeaseTable {
  /** @throws ChunkStoreError 'busy' for a collection or compaction while another one's lease has not expired. */
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
  /**
   * Takes hold of a tree by its root, for the time of the lease. It counts only if something else still refers to that
   * root when this has resolved.
   *
   * @returns false when the root is not stored.
   */
  holdTree(lease: Lease, root: TreeRoot): Promise<boolean>;
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
  /** Forgets the held trees whose lease is over. */
  planCollection(lease: Lease): Promise<CollectionPlan>;
  /** Trees that are held, or were when the collection began, in order of root; to be asked when all live roots were read. */
  heldTrees(range: { readonly after: TreeRoot | null; readonly limit: number }): Promise<readonly TreeRoot[]>;
  runningIngests(): Promise<RunningIngests>;
  /** Raises the mark of chunks, also of quarantined ones. @returns those that can be read and whose mark was lower. */
  mark(lease: Lease, ids: readonly ChunkId[], mark: number): Promise<readonly MarkedChunk[]>;
  /** All that these pages reach was seen at this epoch or later; 0 when one of them is not stored. */
  bornAt(pages: readonly ChunkId[]): Promise<number>;
  /** Forgets the chunks of a range of rows that are dead, and the quarantined ones of that range. */
  sweep(lease: Lease, range: SweepRange): Promise<SweptRange>;
  /**
   * Packs that nothing needs, in order of id: sealed and without chunks, quarantined ones included, or open and without
   * a living lease.
   */
  deadPacks(range: { readonly after: PackId | null; readonly limit: number }): Promise<readonly DeadPack[]>;
  /** Forgets packs that have been deleted from the backend. Chunk-less ones only; others are left alone. */
  forgetPacks(packs: readonly PackId[]): Promise<void>;
}

export interface MarkedChunk {
  readonly id: ChunkId;
  readonly storedLength: number;
}

export interface DeadPack {
  readonly pack: PackId;
  /** 0 when it was never finished. */
  readonly storedBytes: number;
}

/** What compaction does. It opens its packs as an ingest does, and gives an unfinished one up by `takeBack`. */
export interface CompactionIndex {
  /** Packs that are sealed and everybody's, by number. @param range `after` is a number; 0 for the first. */
  packUsage(range: { readonly after: number; readonly limit: number }): Promise<readonly PackUsage[]>;
  /**
   * Serves chunks from a new pack that until now were served from those they were copied from; others are left alone.
   * The new pack is everybody's.
   *
   * @returns `emptied` are packs of `from` that serve no chunk any more: to be deleted from the backend, then forgotten.
   */
  movePack(lease: Lease, move: PackMove): Promise<{ readonly moved: Amount; readonly emptied: readonly DeadPack[] }>;
  /** Notes that the chunks of these packs have been tried with a level, and stay as they are. */
  notePackLevel(lease: Lease, packs: readonly PackId[], level: number): Promise<void>;
  /** Notes when packs were last read, in milliseconds since the epoch. An earlier time than is known changes nothing. */
  notePackReads(packs: readonly PackId[], at: number): Promise<void>;
}

export interface ChunkIndex
  extends
    ChunkLocator,
    LeaseTable,
    IngestIndex,
    CollectionIndex,
    CompactionIndex,
    QuarantineIndex,
    PackCatalog,
    RebuildIndex {}
