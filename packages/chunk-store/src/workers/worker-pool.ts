/**
 * The threads that hash and compress for the whole store.
 *
 *     upload ──copy──► slot ──┬──► MD5 and SHA-512, pinned to one thread or two, in order ┐ each job reads the same shared slot,
 *                             └──► SHA-256 and CRC, on the least busy thread              ├ which is free again when all of
 *                                                                                         ┘ them and the write are done
 *
 * Threads are started with the first upload and kept; one that dies takes its jobs with it and is replaced. What is
 * trusted: the threads are ours and run one small program, so their answers are taken as they come.
 */
import { availableParallelism } from 'node:os';
import type { ChunkId } from '../chunk-id.ts';
import { areMadeAtOnce, type DigestAlgorithm } from '../digest/digests.ts';
import { ChunkStoreError } from '../errors.ts';
import type { Piece } from '../extract/chunk-plan.ts';
import type { Filling } from '../extract/filling.ts';
import type { OpenFile } from '../extract/open-file.ts';
import type {
  ChunkIdentity,
  ChunkPart,
  CompressedChunk,
  FilePiece,
  FrameContent,
  SharedBytes,
  StoredInShared,
  ThreadWork,
  WorkerSetup,
} from './protocol.ts';
import type { SharedMemory } from './shared-memory.ts';
import type { Fault, StoredInMemory } from '../read/stored-chunk.ts';
import type { Slot, SlotPool } from './slot-pool.ts';
import { COST, WorkerThread } from './worker-thread.ts';

/** More threads than this have nothing to do at the speed of one network card; each takes about 20 MiB. */
const MAX_DEFAULT_THREADS = 8;

/** With so many threads that have no checksums, a stream has one for each of its own: they are ready sooner, and cost more. */
const FREE_THREADS = 4;

/** A stored chunk at the beginning of memory for a plain one. */
type StoredInLent = StoredInMemory & { readonly memory: Buffer<SharedArrayBuffer> };

/** Running checksums of one stream. */
export interface Checksums {
  /** Resolves when the slot's bytes have been read, zeros where there is none; calls may overlap and are taken in order. */
  update(slot: Slot | null, length: number): Promise<void>;
  /** The same with a piece of shared memory: see `place`. */
  updateFrom(memory: Buffer<SharedArrayBuffer>): Promise<void>;
  /** Hex digests of all the bytes, in the order of the algorithms; ends them, also when nobody wants them any more. */
  finish(): Promise<readonly string[]>;
}

export class WorkerPool {
  readonly #setup: WorkerSetup;
  readonly #size: number;
  #threads: WorkerThread[] = [];
  /** What each thread has of checksums: nanoseconds a byte, by their number. */
  readonly #pinned = new Map<WorkerThread, Map<number, number>>();
  #lastChecksums = 0;
  #isClosed = false;

  /**
   * @param blocks of shared memory, beside that of the slots, that the threads are given when they start. @param work see
   * `ThreadWork`: what else is asked of threads ends them.
   */
  constructor(
    slots: SlotPool,
    size: number = Math.min(availableParallelism(), MAX_DEFAULT_THREADS),
    blocks: readonly SharedArrayBuffer[] = [],
    work: ThreadWork = 'store',
  ) {
    this.#setup = { blocks: [slots.memory, ...blocks], work };
    this.#size = Math.max(1, size);
  }

  /** No thread has anything to do. */
  get idle(): boolean {
    return this.#threads.every((thread) => thread.load === 0);
  }

  /** Whether what is asked of the threads need not wait until they have started, which they do with the first question. */
  isUp(): boolean {
    return this.#running().every((thread) => thread.isUp);
  }

  /** Begins checksums: those that are made at once on one thread, unless enough others have none. */
  checksums(algorithms: readonly DigestAlgorithm[]): Checksums {
    const free = this.#running().filter((thread) => this.#pinnedTo(thread) === 0);
    if (areMadeAtOnce(algorithms) && free.length < FREE_THREADS) return this.#pin(algorithms, COST.md5AndSha512);
    const each = algorithms.map((algorithm) => this.#pin([algorithm], COST[algorithm]));
    return {
      update: async (slot, length) => {
        await Promise.all(each.map((checksum) => checksum.update(slot, length)));
      },
      updateFrom: async (memory) => {
        await Promise.all(each.map((checksum) => checksum.updateFrom(memory)));
      },
      finish: async () => (await Promise.all(each.map((checksum) => checksum.finish()))).flat(),
    };
  }

  identify(slot: Slot, length: number): Promise<ChunkIdentity> {
    const bytes = { slot: slot.number, length };
    return this.#leastBusy().request<'identify'>({ op: 'identify', bytes }, length * COST.identify);
  }

  /** @param frameLength of the zstd frame in the slot. @param length that what it holds has to have. */
  unpack(slot: Slot, frameLength: number, length: number): Promise<FrameContent> {
    const bytes = { slot: slot.number, length: frameLength };
    const cost = length * (COST.decompress + COST.name);
    return this.#leastBusy().request<'unpack'>({ op: 'unpack', bytes, length }, cost);
  }

  /** The id alone, for whoever keeps no chunks. */
  name(slot: Slot, length: number): Promise<ChunkId> {
    const bytes = { slot: slot.number, length };
    return this.#leastBusy().request<'name'>({ op: 'name', bytes }, length * COST.name);
  }

  compress(slot: Slot, length: number): Promise<CompressedChunk | null> {
    const bytes = { slot: slot.number, length };
    return this.#leastBusy().request<'compress'>({ op: 'compress', bytes }, length * COST.compress);
  }

  /**
   * Names the chunks of a file, which a thread reads by itself.
   *
   * @param ids room for them, 32 bytes each; zeros for chunks of zeros.
   * @throws ChunkStoreError 'io' when the file cannot be read, or ends before that.
   */
  async nameFile(piece: FilePiece, ids: Buffer<SharedArrayBuffer>): Promise<void> {
    const request = { op: 'name-file', piece, ids: this.place(ids) } as const;
    const fault = await this.#leastBusy().request<'name-file'>(request, piece.length * (COST.read + COST.name));
    if (fault !== null) throw new ChunkStoreError('io', fault);
  }

  /**
   * Chunks of a file as instructions (see wire/instruction.ts), compressed where that pays. They are not compared with their ids.
   *
   * @param piece a few chunks, none of zeros: all of them are in memory at once. @param ids as `nameFile` has told them.
   * @throws ChunkStoreError 'io' when the file cannot be read, or ends before that.
   */
  async packFile(piece: FilePiece, ids: Buffer<SharedArrayBuffer>): Promise<Buffer> {
    const request = { op: 'pack-file', piece, ids: this.place(ids) } as const;
    const packed = await this.#leastBusy().request<'pack-file'>(request, piece.length * (COST.read + COST.compress));
    if (typeof packed === 'string') throw new ChunkStoreError('io', packed);
    return Buffer.from(packed.bytes.buffer);
  }

  /** How the threads are told of shared memory. */
  place(bytes: Buffer<SharedArrayBuffer>): SharedMemory {
    const number = this.#setup.blocks.indexOf(bytes.buffer);
    return { block: number === -1 ? bytes.buffer : number, offset: bytes.byteOffset, length: bytes.length };
  }

  /** Fills memory, other than a slot. @returns what is wrong with a filling, or null. */
  fill(target: Buffer<SharedArrayBuffer>, fillings: readonly Filling[]): Promise<Fault | null> {
    return this.#leastBusy().request<'fill'>(
      { op: 'fill', target: this.place(target), fillings },
      fillingCost(fillings),
    );
  }

  /** Fills a slot and identifies it. @returns what is wrong with a filling, or null when all is zero. */
  compose(slot: Slot, length: number, fillings: readonly Filling[]): Promise<Fault | ChunkIdentity | null> {
    const bytes = { slot: slot.number, length };
    const cost = length * COST.identify + fillingCost(fillings);
    return this.#leastBusy().request<'compose'>({ op: 'compose', bytes, fillings }, cost);
  }

  /**
   * Fills slots out of a file that a thread reads by itself, and identifies them.
   *
   * @returns what is wrong with the file, or for each slot what it is, null when all is zero.
   */
  make(
    file: OpenFile,
    wanted: readonly { readonly slot: Slot; readonly length: number; readonly pieces: readonly Piece[] }[],
  ): Promise<Fault | readonly (ChunkIdentity | null)[]> {
    const chunks = wanted.map(({ slot, length, pieces }) => ({ bytes: { slot: slot.number, length }, pieces }));
    const cost = wanted.reduce((sum, { length, pieces }) => {
      return sum + length * (COST.read + COST.identify) + fillingCost(pieces);
    }, 0);
    return this.#leastBusy().request<'make'>({ op: 'make', file, chunks }, cost);
  }

  /**
   * Has a thread fill pieces of a slot, whose others are there already, out of files, and identify it.
   *
   * @returns null when all is zero. @throws ChunkStoreError 'io' when a file cannot be read, or ends before that.
   */
  async take(slot: Slot, length: number, parts: readonly ChunkPart[]): Promise<ChunkIdentity | null> {
    const request = { op: 'take', bytes: { slot: slot.number, length }, parts } as const;
    const taken = await this.#leastBusy().request<'take'>(request, length * (COST.read + COST.identify));
    if (typeof taken === 'string') throw new ChunkStoreError('io', taken);
    return taken;
  }

  /**
   * Checks stored chunks and replaces them by the plain ones, before other work that waits: somebody reads. What
   * decompression needs lives and dies on the small heap of a thread; on the main thread it would hasten the next
   * collection of garbage.
   *
   * @returns what is wrong with each, or null.
   */
  decode(stored: readonly StoredInLent[]): Promise<readonly (Fault | null)[]> {
    return this.#leastBusy().request<'decode'>({ op: 'decode', chunks: this.#placed(stored) }, decodeCost(stored));
  }

  /**
   * The same with chunks that lie end to end in a file from `offset` on.
   *
   * @returns what is wrong with each, or null; or what is wrong with the file, which ends too soon or cannot be read.
   */
  read(file: number, offset: number, stored: readonly StoredInLent[]): Promise<Fault | readonly (Fault | null)[]> {
    const cost = decodeCost(stored) + stored.reduce((sum, { storedLength }) => sum + storedLength * COST.read, 0);
    return this.#leastBusy().request<'read'>({ op: 'read', file, offset, chunks: this.#placed(stored) }, cost);
  }

  #placed(stored: readonly StoredInLent[]): StoredInShared[] {
    return stored.map((chunk) => ({ ...chunk, memory: this.place(chunk.memory) }));
  }

  /** Ends the threads; what they had to do fails with 'aborted', and so does whatever is asked of them later. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #leastBusy(): WorkerThread {
    return this.#least((thread) => thread.load);
  }

  /** On the thread that has the least of them. @param cost in nanoseconds a byte. */
  #pin(algorithms: readonly DigestAlgorithm[], cost: number): Checksums {
    const thread = this.#least((candidate) => this.#pinnedTo(candidate));
    const checksums = (this.#lastChecksums += 1);
    const pinned = this.#pinned.get(thread) ?? new Map<number, number>();
    this.#pinned.set(thread, pinned.set(checksums, cost));
    const update = async (bytes: SharedBytes | SharedMemory): Promise<void> => {
      await thread.request<'update'>({ op: 'update', checksums, algorithms, bytes }, bytes.length * cost);
    };
    return {
      update: (slot, length) => update({ slot: slot?.number ?? null, length }),
      updateFrom: (memory) => update(this.place(memory)),
      finish: async () => {
        pinned.delete(checksums);
        return thread.request<'finish'>({ op: 'finish', checksums, algorithms }, 0);
      },
    };
  }

  #pinnedTo(thread: WorkerThread): number {
    return (
      this.#pinned
        .get(thread)
        ?.values()
        .reduce((sum, cost) => sum + cost, 0) ?? 0
    );
  }

  #least(weight: (thread: WorkerThread) => number): WorkerThread {
    return this.#running().reduce((best, thread) => (weight(thread) < weight(best) ? thread : best));
  }

  /** @throws ChunkStoreError 'aborted' when the pool is closed: a thread that is started then would never end. */
  #running(): readonly WorkerThread[] {
    if (this.#isClosed) throw new ChunkStoreError('aborted', 'the worker threads of the chunk store have ended');
    this.#threads = this.#threads.filter((thread) => thread.alive);
    for (const thread of this.#pinned.keys()) if (!thread.alive) this.#pinned.delete(thread);
    while (this.#threads.length < this.#size) this.#threads.push(new WorkerThread(this.#setup));
    return this.#threads;
  }
}

function decodeCost(stored: readonly StoredInLent[]): number {
  return stored.reduce((sum, { codec, id, plainLength }) => {
    return (
      sum + plainLength * (COST.check + (codec === 'zstd' ? COST.decompress : 0) + (id === null ? 0 : COST.identify))
    );
  }, 0);
}

function fillingCost(fillings: readonly Pick<Filling, 'kind' | 'length'>[]): number {
  return fillings.reduce((sum, { kind, length }) => sum + length * (kind === 'packed' ? COST.inflate : COST.copy), 0);
}
