import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { compressIfWorth } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { ChunkStoreError } from '../errors.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import type { ChunkKind } from '../packs/pack-entry.ts';
import type { PackRecord } from '../packs/pack-writer.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import { TreeBuilder, type TreeRun } from '../tree/tree-builder.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { ChunkIdentity } from '../workers/protocol.ts';
import type { Slot } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { RecurringEvent } from './event.ts';
import type { PackStream } from './pack-stream.ts';

/** Chunks looked up and written together: one query and one `writev` for 8 MiB. */
const BATCH_SIZE = 32;
/**
 * Chunks of one stream between `push` and its pack, at most: one batch is written, one is named, and one comes in, so that the
 * threads have work while the main thread waits for a processor. Three quarters of the default pool of slots.
 */
const MAX_IN_FLIGHT = 3 * BATCH_SIZE;
/** How long a chunk waits for others to be looked up with, in milliseconds, while the stream trickles. */
const LINGER = 20;

interface InFlight {
  readonly length: number;
  /** Null for zeros, and for what is stored. */
  readonly slot: Slot | null;
  /** Of the zstd frame in the slot; null for plain bytes. */
  readonly frameLength: number | null;
  /** Compressed already, by whoever made them: nothing is to be gained. */
  readonly isDense: boolean;
  /** What is stored and held, or zeros; null for bytes, unless they have turned out to be zeros. */
  run: TreeRun | null;
  /** Of bytes; null until the worker has answered. */
  identity: ChunkIdentity | null;
}

/** What a pipeline works with. */
export interface PipelineParts {
  readonly pool: WorkerPool;
  readonly index: ChunkIndex;
}

/**
 * The part of an ingest behind the chunker: chunks come in order, are named by the workers in any order, and go on in
 * order, in batches, to the index (is it there?), to the pack (if not) and to the tree.
 */
export class ChunkPipeline {
  readonly #pool: WorkerPool;
  readonly #index: ChunkIndex;
  readonly #lease: Lease;
  readonly #packs: PackStream;
  readonly #stop: AbortController;
  readonly #tree = new TreeBuilder((page, kind) => this.#storePage(page, kind));
  readonly #queue: InFlight[] = [];
  readonly #changed = new RecurringEvent();
  readonly #running: Promise<void>;
  #committing = 0;
  #writerWaits = false;
  #ended = false;
  #linger: NodeJS.Timeout | null = null;
  #lingered = false;

  /** @param stop ends the stream, from either side: a failure in here is its reason. */
  constructor(parts: PipelineParts, lease: Lease, packs: PackStream, stop: AbortController) {
    this.#pool = parts.pool;
    this.#index = parts.index;
    this.#lease = lease;
    this.#packs = packs;
    this.#stop = stop;
    stop.signal.addEventListener('abort', () => {
      this.#changed.happen();
    });
    this.#running = this.#run();
  }

  /** Whether one more chunk may come now. */
  get hasRoom(): boolean {
    return this.#queue.length + this.#committing < MAX_IN_FLIGHT;
  }

  /** Resolves when there is room for one more chunk. @throws the reason when the stream is stopped. */
  async room(): Promise<void> {
    while (!this.#stop.signal.aborted && !this.hasRoom) {
      this.#writerWaits = true;
      this.#changed.happen();
      await this.#changed.next();
    }
    this.#writerWaits = false;
    this.#stop.signal.throwIfAborted();
  }

  /** Chunks that wait for company are to go on now: somebody needs their slots. */
  hurry(): void {
    this.#lingered = true;
    this.#changed.happen();
  }

  /**
   * Takes over one use of the slot. Not called once the stream is stopped.
   *
   * @param said.id what the bytes are; others end the stream with 'mismatch'. @param said.isDense that they are not worth compressing.
   */
  push(slot: Slot, length: number, said: { readonly id?: ChunkId; readonly isDense?: boolean } = {}): void {
    const { id: expected, isDense = false } = said;
    const chunk: InFlight = { slot, length, frameLength: null, isDense, run: null, identity: null };
    this.#queue.push(chunk);
    void this.#asked(slot, async () => {
      chunk.identity = await this.#pool.identify(slot, length);
      if (expected !== undefined && chunk.identity.id !== expected) throw mismatch(expected);
    });
  }

  /**
   * Takes over one use of the slot, in which a zstd frame lies. Not called once the stream is stopped.
   *
   * @param expected what it is said to hold; anything else ends the stream with 'mismatch'.
   */
  pushFrame(slot: Slot, frameLength: number, { id, length }: { readonly id: ChunkId; readonly length: number }): void {
    const chunk: InFlight = { slot, length, frameLength, isDense: true, run: null, identity: null };
    this.#queue.push(chunk);
    void this.#asked(slot, async () => {
      const content = await this.#pool.unpack(slot, frameLength, length);
      // Zeros are never stored, in whatever form they come.
      if (content?.kind === 'zeros' && chunkIdOf(ZERO_CHUNK.subarray(0, length)) === id) chunk.run = zeros(length);
      else if (content?.kind === 'bytes' && content.id === id) chunk.identity = content;
      else throw mismatch(id);
    });
  }

  /**
   * Takes over one use of a slot whose bytes are still to come. Not called once the stream is stopped.
   *
   * @param identity of the bytes, when they are there; null for zeros. If it rejects, that is why the stream ends.
   */
  pushMade(slot: Slot, length: number, identity: Promise<ChunkIdentity | null>): void {
    const chunk: InFlight = { slot, length, frameLength: null, isDense: false, run: null, identity: null };
    this.#queue.push(chunk);
    void this.#asked(slot, async () => {
      chunk.identity = await identity;
      if (chunk.identity === null) chunk.run = zeros(length);
    });
  }

  pushZeros(length: number): void {
    this.pushRun(zeros(length));
  }

  /** @param id of a chunk that is stored and held by the lease. */
  pushHeld(id: ChunkId, length: number): void {
    this.pushRun({ level: 0, entries: [id], length });
  }

  /** @param run of what is stored and held by the lease, or zeros; it begins and ends where `TreeBuilder` allows it. */
  pushRun(run: TreeRun): void {
    this.#queue.push({ slot: null, length: run.length, frameLength: null, isDense: false, run, identity: null });
    this.#changed.happen();
  }

  /** @param as see `TreeBuilder.finish`. @returns the tree, when all chunks and pages are in packs (not yet sealed ones, perhaps). */
  async finish(as: 'page' | 'root'): Promise<{ readonly root: TreeRoot; readonly size: number }> {
    this.#ended = true;
    this.#changed.happen();
    await this.#running;
    this.#stop.signal.throwIfAborted();
    return { root: await this.#tree.finish(as), size: this.#tree.size };
  }

  /** Resolves when a stopped stream has put down its slots and will not touch pack or index again. */
  async stopped(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted && !(this.#ended && this.#queue.length === 0)) {
      const batch = this.#takeBatch();
      if (batch.length === 0) await this.#changed.next();
      else await this.#commit(batch);
    }
    this.#clearLinger();
    for (const { slot } of this.#queue.splice(0)) slot?.release();
  }

  #takeBatch(): InFlight[] {
    const unnamed = this.#queue.findIndex(({ run, identity }) => run === null && identity === null);
    const ready = Math.min(unnamed === -1 ? this.#queue.length : unnamed, BATCH_SIZE);
    if (ready === 0) return [];
    if (ready < BATCH_SIZE && !(this.#ended || this.#lingered)) {
      this.#linger ??= setTimeout(() => {
        this.hurry();
      }, LINGER);
      return [];
    }
    // The others are with the workers, and come by themselves.
    if (ready < BATCH_SIZE && unnamed !== -1) return [];
    this.#clearLinger();
    return this.#queue.splice(0, ready);
  }

  /** Keeps the slot until a worker has said what is in it. */
  async #asked(slot: Slot, answer: () => Promise<void>): Promise<void> {
    slot.retain();
    try {
      await answer();
      this.#changed.happen();
    } catch (error) {
      this.#stop.abort(error);
    } finally {
      slot.release();
    }
  }

  #clearLinger(): void {
    if (this.#linger) clearTimeout(this.#linger);
    this.#linger = null;
    this.#lingered = false;
  }

  async #commit(batch: readonly InFlight[]): Promise<void> {
    this.#committing = batch.length;
    try {
      await this.#packs.append(await this.#recordsOf(batch));
      for (const { run, identity, length } of batch) {
        await this.#tree.pushRun(run ?? { level: 0, entries: [identity?.id ?? null], length });
      }
    } catch (error) {
      this.#stop.abort(error);
    } finally {
      this.#committing = 0;
      for (const { slot } of batch) slot?.release();
      this.#changed.happen();
    }
  }

  /** Of a batch, the chunks that have to be stored, in order. */
  async #recordsOf(batch: readonly InFlight[]): Promise<PackRecord[]> {
    const unknown = new Map<ChunkId, InFlight>();
    for (const chunk of batch) {
      const id = chunk.identity?.id;
      if (id !== undefined && !unknown.has(id) && !this.#packs.has(id)) unknown.set(id, chunk);
    }
    if (unknown.size === 0) return [];
    const held = await this.#index.hold(this.#lease, [...unknown.keys()]);
    const records: PackRecord[] = [];
    for (const { slot, identity, ...form } of unknown.values()) {
      if (slot && identity && !held.has(identity.id)) records.push(await this.#encode(slot, identity, form));
    }
    return records;
  }

  /** Compression never delays an upload: it is done while the workers have nothing else to do, and nobody waits. */
  async #encode(
    slot: Slot,
    { id, crc }: ChunkIdentity,
    { length, frameLength, isDense }: Pick<InFlight, 'length' | 'frameLength' | 'isDense'>,
  ): Promise<PackRecord> {
    const common = { id, kind: 'data', plainLength: length } as const;
    if (frameLength !== null) return { ...common, codec: 'zstd', bytes: slot.bytes.subarray(0, frameLength), crc };
    const spare = !isDense && this.#pool.idle && !this.#ended && !this.#writerWaits;
    const compressed = spare ? await this.#pool.compress(slot, length) : null;
    if (!compressed) return { ...common, codec: 'plain', bytes: slot.bytes.subarray(0, length), crc };
    return { ...common, codec: 'zstd', bytes: Buffer.from(compressed.bytes.buffer), crc: compressed.crc };
  }

  /** Pages are few (one for 256 MiB) and short, so they are named and compressed on the spot. */
  async #storePage(page: Buffer, kind: Exclude<ChunkKind, 'data'>): Promise<ChunkId> {
    const id = chunkIdOf(page);
    if (this.#packs.has(id) || (await this.#index.hold(this.#lease, [id])).has(id)) return id;
    const compressed = compressIfWorth(page);
    const bytes = compressed ?? page;
    const codec = compressed ? 'zstd' : 'plain';
    await this.#packs.append([{ id, kind, codec, bytes, plainLength: page.length, crc: crc32(bytes) }]);
    return id;
  }
}

/** One chunk of zeros. */
function zeros(length: number): TreeRun {
  return { level: 0, entries: [null], length };
}

/** Bytes that came under the id of others. */
export function mismatch(expected: ChunkId): ChunkStoreError {
  return new ChunkStoreError('mismatch', `the bytes that came for chunk ${expected} are others`);
}
