/**
 * The chunk store keeps contents of any size as trees of chunks, each chunk once.
 *
 *      ingest ──► tree root                 root ──► reader                 live roots ──► collect
 *        │                                    │                                │
 *        ▼                                    ▼                                ▼
 *     ┌──────────── chunk index: which pack, who holds it (a port; the service's database) ────────────┐
 *     └──────────── pack backend: immutable packs of chunks (a port; files, object store) ─────────────┘
 *
 * Order of commitment: packs are synced, then their chunks are registered, then the caller's transaction refers to the
 * root, then the lease is released. A crash at any instant leaves the state before or after, and litter that `recover`
 * and `collect` remove.
 */
import type { ChecksumOptions, TreeChecksums } from './checksum/tree-checksums.ts';
import type { ChunkId } from './chunk-id.ts';
import type { CollectionOptions, CollectionReport } from './collect/collection.ts';
import type { LiveRoot } from './collect/mark.ts';
import type { RecoveryReport } from './collect/recovery.ts';
import type { StoreClock } from './index/lease-keeper.ts';
import type { CompactionOptions, CompactionReport } from './compact/compaction.ts';
import type { Repacker } from './compact/repacker.ts';
import type { ChunkIndex, StoreUsage } from './index/chunk-index.ts';
import type { DamagedChunk } from './index/quarantine-index.ts';
import type { ExtractOptions, FileInTree, MappedDisk } from './extract/extraction.ts';
import type { Derivation } from './derive/derivation.ts';
import type { Assembly } from './ingest/assembly.ts';
import type { Ingest, IngestOptions, StoredTree } from './ingest/ingest.ts';
import type { DiskNaming } from './naming/disk-naming.ts';
import type { RunningSha256 } from './naming/running-sha256.ts';
import type { PackBackend } from './packs/pack-backend.ts';
import type { TreeReader } from './read/tree-reader.ts';
import type { TreeVisitor } from './read/visit-tree.ts';
import type { Integrity } from './scrub/integrity.ts';
import type { TreeRoot } from './tree/tree-root.ts';
import type { ByteRange } from './tree/tree-walk.ts';

export interface ChunkStore {
  /** Begins an ingest. */
  ingest(options?: IngestOptions): Promise<Ingest>;
  /**
   * Begins a tree that is another one but for some ranges, in the time of what is different. Whoever calls makes sure that
   * something refers to the base until this has resolved; from then on it is held.
   *
   * @param base null for nothing but zeros. @param size of the new tree in bytes; what it has beyond the base is zeros.
   */
  derive(base: TreeRoot | null, size: number, options?: { readonly signal?: AbortSignal }): Promise<Derivation>;
  /**
   * Stores what is in a file as a tree of its own; see extract/extraction.ts. Whoever calls makes sure that something refers
   * to the file until this has resolved. When the database is lost, nobody looks for the tree. When `signal` fires it is aborted.
   *
   * @throws ChunkStoreError; DiskError `malformed` when packed bytes cannot be unpacked; or what the map throws.
   */
  extract(file: FileInTree, disk: MappedDisk, options?: ExtractOptions): Promise<StoredTree>;
  /** Begins an assembly. When `signal` fires it is aborted. */
  assemble(options?: { readonly signal?: AbortSignal }): Promise<Assembly>;
  /**
   * Keeps a tree from collection until it is released, whatever its size, so that something else can refer to it. It
   * counts only if something still refers to it when this has resolved.
   *
   * @throws ChunkStoreError 'missing', 'corrupt', 'io'.
   */
  hold(root: TreeRoot): Promise<StoredTree>;
  /** @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
  open(root: TreeRoot): Promise<TreeReader>;
  /**
   * Where the contents of two trees differ, see `treeDifferences`. Both are found, or not, before the first range.
   * @throws ChunkStoreError 'missing', 'corrupt', 'io'.
   */
  differences(before: TreeRoot, after: TreeRoot): AsyncIterable<ByteRange>;
  /** Shows what a tree consists of: see `visitTree`. */
  visit(root: TreeRoot, visitor: TreeVisitor, signal: AbortSignal): Promise<void>;
  /** MD5 and SHA-512 of a tree that no ingest has seen as a whole: see `treeChecksums`. */
  checksums(root: TreeRoot, options: ChecksumOptions): Promise<TreeChecksums>;
  /**
   * Begins to name a disk that lies elsewhere, by the root that its tree would have; nothing is stored. Whoever begins it
   * discards it at last. @param size of the disk in bytes.
   */
  nameDisk(size: number, signal: AbortSignal): DiskNaming;
  /** Begins a SHA-256 of bytes that go somewhere else, on a thread of the store. Whoever begins it discards it at last. */
  sha256(signal: AbortSignal): RunningSha256;
  /** How long chunks are, as they are and as they are stored; absent are those that are not there. */
  lengths(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLengths>>;
  /** One of these chunks that is not there, or is damaged; null when all are. */
  findAbsent(ids: readonly ChunkId[]): Promise<ChunkId | null>;
  /** Cleans up after an earlier life of this owner: to be called at the start, harmless at any other time. */
  recover(): Promise<RecoveryReport>;
  /**
   * Frees what no live root reaches, beside running ingests. Packs that are partly dead wait for `compact`.
   *
   * @param liveRoots asked once, after the collection has begun; it must yield every root that was referred to at that
   * moment and still is when it is asked. @throws ChunkStoreError 'busy' when another collection is running.
   */
  collect<Root extends LiveRoot>(
    liveRoots: () => AsyncIterable<Root>,
    options?: CollectionOptions<Root>,
  ): Promise<CollectionReport<Root>>;
  /** Rewrites packs, beside everything else. @throws ChunkStoreError 'busy' when another compaction is running. */
  compact(options: CompactionOptions): Promise<CompactionReport>;
  usage(): Promise<StoreUsage>;
  readonly integrity: Integrity;
  /** Aborts what is under way and ends the threads. The index is left open: it is the caller's. */
  close(): Promise<void>;
}

/** In bytes. */
export interface ChunkLengths {
  readonly plainLength: number;
  readonly storedLength: number;
}

export interface ChunkStoreOptions {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  /** Copies of packs under their own names, which damaged chunks are healed from. Closed with the store. */
  readonly copies?: PackBackend;
  /** Told of chunks that were found damaged and are out of service now, whoever found them. */
  readonly onQuarantine?: (chunks: readonly DamagedChunk[]) => void;
  /** The name of this process in leases; the same when it starts again, another one for every other process. */
  readonly owner: string;
  /** Threads that hash and compress; as many as there are processors (8 at most) unless told. */
  readonly workers?: number;
  /** Shared memory of all ingests, in chunks. */
  readonly slots?: number;
  /** Cache of plain chunks, in bytes. */
  readonly cacheSize?: number;
  /** Size at which an ingest begins the next pack, in bytes. */
  readonly packTargetSize?: number;
  /** What leases are measured by: the same time in every process. The system's unless given. */
  readonly clock?: StoreClock;
  /** What checks and compresses for compaction; a thread of its own unless told. */
  readonly repacker?: Repacker;
  /** How long a process that has stopped is taken for alive by others, in milliseconds. */
  readonly leaseDuration?: number;
}
