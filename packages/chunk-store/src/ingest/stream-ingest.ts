import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { SlotPool } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { isZero } from '../zero-chunk.ts';
import { StreamChecksums } from './checksums.ts';
import { ChunkPipeline } from './chunk-pipeline.ts';
import { Chunker, copyPieces, type GatheredChunk } from './chunker.ts';
import { RecurringEvent } from './event.ts';
import type { Ingest, Ingested } from './ingest.ts';
import { PackStream } from './pack-stream.ts';

/** Checksum updates of one stream that may lie before the workers: a run of zeros takes no slots to be bounded by. */
const MAX_PENDING_UPDATES = 128;

/** What all ingests of a store share. */
export interface IngestResources {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly slots: SlotPool;
  readonly pool: WorkerPool;
  readonly packTargetSize: number;
}

type State = 'open' | 'finished' | 'aborted';

/** The ingest as described in ingest.ts. */
export class StreamIngest implements Ingest {
  readonly #resources: IngestResources;
  readonly #lease: HeldLease;
  /** Fires with the first failure, or when the stream is given up. */
  readonly #stop = new AbortController();
  readonly #chunker = new Chunker((chunk) => this.#take(chunk));
  readonly #worked = new RecurringEvent();
  readonly #checksums: StreamChecksums;
  readonly #packs: PackStream;
  readonly #pipeline: ChunkPipeline;
  #state: State = 'open';
  #received = 0;
  #running: Promise<unknown> = Promise.resolve();
  #aborting: Promise<void> | null = null;

  constructor(resources: IngestResources, lease: HeldLease) {
    this.#resources = resources;
    this.#lease = lease;
    this.#packs = new PackStream(resources, lease, resources.packTargetSize);
    this.#pipeline = new ChunkPipeline(resources, lease, this.#packs, this.#stop);
    this.#checksums = new StreamChecksums(resources.pool, {
      settled: () => {
        this.#worked.happen();
      },
      failed: (error) => {
        this.#stop.abort(error);
      },
    });
    lease.lost.addEventListener('abort', () => {
      this.#stop.abort(lease.lost.reason);
    });
  }

  get received(): number {
    return this.#received;
  }

  write(bytes: Buffer): Promise<void> {
    return this.#run(async () => {
      await this.#chunker.write(bytes);
      this.#received += bytes.length;
    });
  }

  finish(): Promise<Ingested> {
    return this.#run(async () => {
      await this.#chunker.flush();
      const root = await this.#pipeline.finish();
      await this.#packs.finish();
      const checksums = await this.#checksums.finish();
      this.#stop.signal.throwIfAborted();
      this.#state = 'finished';
      const release = (): Promise<void> => this.#lease.end();
      const lease = this.#lease;
      return { root, size: this.#received, ...checksums, newBytes: this.#packs.newBytes, lease, release };
    });
  }

  abort(): Promise<void> {
    this.#aborting ??= this.#state === 'finished' ? this.#lease.end() : this.#abort();
    return this.#aborting;
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#state !== 'open') throw new ChunkStoreError('aborted', `the upload is ${this.#state}`);
    this.#stop.signal.throwIfAborted();
    const running = work();
    this.#running = running;
    return running;
  }

  async #abort(): Promise<void> {
    this.#state = 'aborted';
    this.#stop.abort(new ChunkStoreError('aborted', 'the upload was given up'));
    try {
      // Whatever is under way ends first, well or not; its caller is told.
      await Promise.allSettled([this.#running]);
      await this.#pipeline.stopped();
      this.#checksums.discard();
      await this.#packs.discard();
      await this.#takeBack();
    } finally {
      await this.#lease.end();
    }
  }

  async #takeBack(): Promise<void> {
    const { backend, index } = this.#resources;
    try {
      const packs = await index.takeBack(this.#lease);
      for (const pack of packs) await backend.delete(pack);
      await index.forgetPacks(packs);
    } catch (error) {
      // Then the packs are everybody's, or dead, already: the next collection sees to them.
      if (!isChunkStoreError(error, 'lease-lost')) throw error;
    }
  }

  async #take({ pieces, length }: GatheredChunk): Promise<void> {
    await this.#pipeline.room();
    if (pieces.every(isZero)) {
      while (this.#checksums.pending >= MAX_PENDING_UPDATES) await this.#worked.next();
      this.#stop.signal.throwIfAborted();
      this.#checksums.update(null, length);
      this.#pipeline.pushZeros(length);
      return;
    }
    if (this.#resources.slots.free === 0) this.#pipeline.hurry();
    const slot = await this.#resources.slots.acquire(this.#stop.signal);
    if (this.#stop.signal.aborted) {
      slot.release();
      this.#stop.signal.throwIfAborted();
    }
    copyPieces(pieces, slot.bytes);
    this.#checksums.update(slot, length);
    this.#pipeline.push(slot, length);
  }
}
