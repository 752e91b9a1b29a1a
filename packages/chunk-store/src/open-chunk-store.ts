import { MAX_PACKED_STRETCH } from '@ingot/disk';
import { treeChecksums, type ChecksumOptions, type TreeChecksums } from './checksum/tree-checksums.ts';
import { CHUNK_SIZE, type ChunkId } from './chunk-id.ts';
import type { ChunkLengths, ChunkStore, ChunkStoreOptions } from './chunk-store.ts';
import { collect, type CollectionOptions, type CollectionReport } from './collect/collection.ts';
import type { LiveRoot } from './collect/mark.ts';
import { recover, type RecoveryReport } from './collect/recovery.ts';
import { compact, type CompactionOptions, type CompactionReport } from './compact/compaction.ts';
import { notingReads, PackReads } from './compact/pack-reads.ts';
import { ThreadRepacker, type Repacker } from './compact/repacker.ts';
import type { Derivation } from './derive/derivation.ts';
import { TreeDerivation } from './derive/tree-derivation.ts';
import { ChunkStoreError } from './errors.ts';
import { DiskExtraction } from './extract/disk-extraction.ts';
import type { ExtractOptions, FileInTree, MappedDisk } from './extract/extraction.ts';
import type { LeaseKind, StoreUsage } from './index/chunk-index.ts';
import { LeaseKeeper, type HeldLease } from './index/lease-keeper.ts';
import type { Ingest, IngestOptions, StoredTree } from './ingest/ingest.ts';
import type { Assembly } from './ingest/assembly.ts';
import type { IngestResources } from './ingest/leased-tree.ts';
import { StreamIngest } from './ingest/stream-ingest.ts';
import { TreeAssembly } from './ingest/tree-assembly.ts';
import { DiskNaming } from './naming/disk-naming.ts';
import { RunningSha256 } from './naming/running-sha256.ts';
import { PACK_TARGET_SIZE } from './packs/pack-format.ts';
import { ChunkLoader } from './read/chunk-loader.ts';
import { ChunkMemory } from './read/chunk-memory.ts';
import type { StoredChunk } from './index/chunk-location.ts';
import { ChunkReader } from './read/chunk-reader.ts';
import { openPages, openTree, type OpenedTree } from './read/stored-tree-reader.ts';
import type { TreeReader } from './read/tree-reader.ts';
import { visitTree, type TreeVisitor } from './read/visit-tree.ts';
import { createIntegrity, quarantine, type Integrity, type IntegrityStore } from './scrub/integrity.ts';
import { treeDifferences } from './tree/tree-differences.ts';
import type { TreeRoot } from './tree/tree-root.ts';
import type { ByteRange } from './tree/tree-walk.ts';
import { SlotPool } from './workers/slot-pool.ts';
import { WorkerPool } from './workers/worker-pool.ts';

/** 32 MiB between sockets and packs. */
const DEFAULT_SLOTS = 128;
/** What streams hold between them: see `readAheadOf`. */
const DEFAULT_CACHE_SIZE = { disk: 32 * 1024 * 1024, network: 16 * 1024 * 1024 } as const;
/** Stretches of a disk that were packed together as more than a chunk, unpacked at a time by all extractions. */
const STRETCHES = 4;
/** What is read once needs no cache but for what is on its way. */
const CHECKSUM_CACHE_SIZE = 6 * 1024 * 1024;
/** Long enough for a machine that swaps or a database that fails over; a collection waits no longer for the dead. */
const DEFAULT_LEASE_DURATION = 10 * 60 * 1000;

/** @param cacheSize in bytes. */
function chunkMemory(cacheSize: number): ChunkMemory {
  return new ChunkMemory(Math.floor(cacheSize / CHUNK_SIZE));
}

export async function openChunkStore(options: ChunkStoreOptions): Promise<ChunkStore> {
  return new LocalChunkStore(options);
}

class LocalChunkStore implements ChunkStore {
  readonly integrity: Integrity;
  readonly #resources: IngestResources;
  readonly #owner: string;
  readonly #leases: LeaseKeeper;
  /** For the store's own work, which says nothing about what people read. */
  readonly #loader: ChunkLoader;
  readonly #reads: PackReads;
  readonly #repacker: Repacker;
  readonly #reader: ChunkReader;
  readonly #stretches: SlotPool;
  readonly #care: IntegrityStore;
  /** Whatever comes in now. */
  readonly #ingests = new Set<Pick<Ingest, 'abort'>>();
  readonly #quarantining = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(options: ChunkStoreOptions) {
    const { backend, index, owner, packTargetSize = PACK_TARGET_SIZE } = options;
    const slots = new SlotPool(options.slots ?? DEFAULT_SLOTS);
    const stretches = new SlotPool(STRETCHES, MAX_PACKED_STRETCH);
    const memory = chunkMemory(options.cacheSize ?? DEFAULT_CACHE_SIZE[backend.origin]);
    const pool = new WorkerPool(slots, options.workers, [memory.block, stretches.memory]);
    this.#resources = { backend, index, slots, pool, packTargetSize };
    this.#stretches = stretches;
    this.#owner = owner;
    this.#leases = new LeaseKeeper(
      index,
      owner,
      options.leaseDuration ?? DEFAULT_LEASE_DURATION,
      options.clock ?? { now: Date.now },
    );
    const report = (chunk: StoredChunk): void => this.#quarantine(chunk);
    this.#loader = new ChunkLoader({ backend, index }, report);
    this.#care = {
      backend,
      copies: options.copies ?? null,
      index,
      leases: this.#leases,
      loader: this.#loader,
      isBusy: () => this.#isBusy,
      onQuarantine: options.onQuarantine ?? (() => undefined),
    };
    this.integrity = createIntegrity(this.#care);
    this.#reads = new PackReads(index);
    this.#repacker = options.repacker ?? new ThreadRepacker();
    const readers = new ChunkLoader(
      { backend: notingReads(backend, this.#reads), index, pool: this.#resources.pool },
      report,
    );
    this.#reader = new ChunkReader(readers, memory);
  }

  ingest({ signal, spent }: IngestOptions = {}): Promise<Ingest> {
    return this.#begin((lease) => new StreamIngest(this.#resources, lease, spent), signal);
  }

  assemble(options: { readonly signal?: AbortSignal } = {}): Promise<Assembly> {
    return this.#begin((lease) => new TreeAssembly(this.#resources, lease), options.signal);
  }

  derive(base: TreeRoot | null, size: number, options: { readonly signal?: AbortSignal } = {}): Promise<Derivation> {
    return this.#begin(async (lease) => {
      const held = base === null ? null : await this.#openHeld(lease, base);
      return new TreeDerivation(this.#resources, lease, held, size);
    }, options.signal);
  }

  async extract(file: FileInTree, disk: MappedDisk, { signal, progress }: ExtractOptions = {}): Promise<StoredTree> {
    const extraction = await this.#begin(
      (lease) => new DiskExtraction({ ...this.#resources, reader: this.#reader, stretches: this.#stretches }, lease),
      signal,
    );
    try {
      return await extraction.run(file, disk, progress);
    } catch (error) {
      await extraction.abort();
      throw error;
    }
  }

  async hold(root: TreeRoot): Promise<StoredTree> {
    this.#requireOpen();
    const lease = await this.#leases.open('ingest');
    const { reader } = await this.#endingOnFailure(lease, () => this.#openHeld(lease, root));
    return { root, size: reader.size, newBytes: 0, lease, release: () => lease.end() };
  }

  open(root: TreeRoot): Promise<TreeReader> {
    return openTree(this.#reader, root);
  }

  async *differences(before: TreeRoot, after: TreeRoot): AsyncGenerator<ByteRange> {
    const [old, fresh] = [await openPages(this.#reader, before), await openPages(this.#reader, after)];
    yield* treeDifferences({ root: before, ...old }, { root: after, ...fresh });
  }

  visit(root: TreeRoot, visitor: TreeVisitor, signal: AbortSignal): Promise<void> {
    return visitTree(this.#loader, root, visitor, AbortSignal.any([this.#closing.signal, signal]));
  }

  async checksums(root: TreeRoot, options: ChecksumOptions): Promise<TreeChecksums> {
    const signal = AbortSignal.any([this.#closing.signal, options.signal]);
    signal.throwIfAborted();
    const tree = await openTree(new ChunkReader(this.#loader, chunkMemory(CHECKSUM_CACHE_SIZE)), root);
    return treeChecksums(tree, { ...options, signal });
  }

  nameDisk(size: number, signal: AbortSignal): DiskNaming {
    return new DiskNaming(this.#resources, size, AbortSignal.any([this.#closing.signal, signal]));
  }

  sha256(signal: AbortSignal): RunningSha256 {
    return new RunningSha256(this.#resources, AbortSignal.any([this.#closing.signal, signal]));
  }

  lengths(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLengths>> {
    return this.#resources.index.locate(ids);
  }

  findAbsent(ids: readonly ChunkId[]): Promise<ChunkId | null> {
    return this.#resources.index.findAbsent(ids);
  }

  recover(): Promise<RecoveryReport> {
    return recover(this.#resources, this.#owner, this.#leases.held);
  }

  collect<Root extends LiveRoot>(
    liveRoots: () => AsyncIterable<Root>,
    options: CollectionOptions<Root> = {},
  ): Promise<CollectionReport<Root>> {
    const store = { ...this.#resources, loader: this.#loader };
    return this.#alone('collection', options.signal, async (lease, signal) => {
      await this.#leases.endExpired();
      return collect(store, lease, liveRoots, { ...options, signal });
    });
  }

  compact(options: CompactionOptions): Promise<CompactionReport> {
    const store = {
      ...this.#resources,
      loader: this.#loader,
      repacker: this.#repacker,
      isBusy: () => this.#isBusy,
      onDamage: (chunk: StoredChunk) => this.#quarantine(chunk),
    };
    return this.#alone('compaction', options.signal, async (lease, signal) => {
      // What was read up to now counts.
      await this.#reads.flush();
      return compact(store, lease, { ...options, signal });
    });
  }

  usage(): Promise<StoreUsage> {
    return this.#resources.index.usage();
  }

  async close(): Promise<void> {
    this.#closing.abort(new ChunkStoreError('aborted', 'the chunk store is closed'));
    await Promise.allSettled([...this.#ingests].map((ingest) => ingest.abort()));
    await Promise.allSettled(this.#quarantining);
    this.#leases.close();
    await this.#reads.close();
    await this.#repacker.close();
    await this.#resources.pool.close();
    await this.#resources.backend.close();
    await this.#care.copies?.close();
  }

  /** Begins something that comes in; it ends with the store, and when `signal` fires. */
  async #begin<Incoming extends Pick<Ingest, 'abort'>>(
    create: (lease: HeldLease) => Incoming | Promise<Incoming>,
    signal: AbortSignal | undefined,
  ): Promise<Incoming> {
    this.#requireOpen();
    signal?.throwIfAborted();
    const lease = await this.#leases.open('ingest');
    const end = async (): Promise<void> => {
      this.#ingests.delete(incoming);
      signal?.removeEventListener('abort', stop);
      await lease.end();
    };
    const incoming = await this.#endingOnFailure(lease, () => create({ ...lease, end }));
    const stop = (): void => {
      // Whoever uses it learns of a failure from a call of their own.
      incoming.abort().catch(() => undefined);
    };
    this.#ingests.add(incoming);
    signal?.addEventListener('abort', stop);
    if (this.#closing.signal.aborted || signal?.aborted) stop();
    return incoming;
  }

  async #openHeld(lease: HeldLease, root: TreeRoot): Promise<OpenedTree> {
    if (await this.#resources.index.holdTree(lease, root)) return openPages(this.#reader, root);
    throw new ChunkStoreError('missing', `tree ${root} is not in the store`);
  }

  async #endingOnFailure<Result>(lease: HeldLease, work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      await lease.end();
      throw error;
    }
  }

  /** In the background: whoever reads is told at once. An index that cannot be asked now hears of it from the next read. */
  #quarantine({ id, location }: StoredChunk): void {
    const work = quarantine(this.#care, [{ id, location, damage: 'corrupt' }])
      .catch(() => undefined)
      .finally(() => this.#quarantining.delete(work));
    this.#quarantining.add(work);
  }

  /** Work that is done once at a time in the whole store, and ends with it. */
  async #alone<Result>(
    kind: Exclude<LeaseKind, 'ingest'>,
    signal: AbortSignal | undefined,
    work: (lease: HeldLease, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    this.#requireOpen();
    const lease = await this.#leases.open(kind);
    try {
      return await work(lease, AbortSignal.any([this.#closing.signal, lease.lost, ...(signal ? [signal] : [])]));
    } finally {
      await lease.end();
    }
  }

  /** Somebody uploads or downloads now. */
  get #isBusy(): boolean {
    return this.#ingests.size > 0 || this.#reader.openStreams > 0;
  }

  #requireOpen(): void {
    this.#closing.signal.throwIfAborted();
  }
}
