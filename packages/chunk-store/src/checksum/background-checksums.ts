import { copyBytes } from '../copy-bytes.ts';
import type { DigestAlgorithm } from '../digest/digests.ts';
import { ChunkStoreError } from '../errors.ts';
import { ChecksumWorker, type ChecksumReply } from './checksum-worker.ts';

/** What takes the bytes of one content, in order. */
export interface ChecksumInput {
  /**
   * Resolves when the next pieces may be given, which is before these are through. They are lent for the call only; a
   * second call may come before the first has resolved.
   */
  readonly bytes: (pieces: readonly Buffer[]) => Promise<void>;
  /** So many zeros. */
  readonly zeros: (length: number) => Promise<void>;
}

/**
 * Makes checksums of bytes on a thread of its own with a low priority: while it works on some, the next are read.
 *
 * @param feed gives all the bytes, and resolves when there are no more.
 * @returns hex, by algorithm. @throws what `feed` throws, ChunkStoreError, the signal's reason.
 */
export async function backgroundChecksums<Algorithm extends DigestAlgorithm>(
  algorithms: readonly Algorithm[],
  signal: AbortSignal,
  feed: (input: ChecksumInput) => Promise<void>,
): Promise<Readonly<Record<Algorithm, string>>> {
  signal.throwIfAborted();
  const worker = new ChecksumWorker({ algorithms });
  const stop = (): void => void worker.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const lanes = new Lanes();
    let working: Promise<ChecksumReply> = Promise.resolve(null);
    let taking = Promise.resolve();
    const take = async (before: Promise<void>, pieces: readonly Buffer[]): Promise<void> => {
      await before;
      const bytes = lanes.copy(pieces);
      await working;
      working = worker.request({ bytes });
      // Whoever awaits it next meets its failure.
      working.catch(() => undefined);
    };
    await feed({
      bytes: (pieces) => (taking = take(taking, pieces)),
      zeros: async (length) => {
        await taking;
        await working;
        await worker.request({ zeros: length });
      },
    });
    await taking;
    await working;
    const digests = await worker.request({ end: true });
    if (!digests) throw new ChunkStoreError('io', 'the thread of checksums gave none');
    // One for each algorithm, in their order.
    return Object.fromEntries(algorithms.map((name, at) => [name, digests[at]])) as Record<Algorithm, string>;
  } catch (error) {
    // Its thread was ended because of it.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.stop();
  }
}

/** Two pieces of memory that the thread sees as well: one is filled while the other is worked on. */
class Lanes {
  readonly #lanes: Buffer<SharedArrayBuffer>[] = [];
  #turn = 0;

  /** The bytes stay until the call after the next. */
  copy(pieces: readonly Buffer[]): Buffer<SharedArrayBuffer> {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    this.#turn = 1 - this.#turn;
    let lane = this.#lanes[this.#turn];
    if (!lane || lane.length < length) lane = Buffer.from(new SharedArrayBuffer(length));
    this.#lanes[this.#turn] = lane;
    let end = 0;
    for (const piece of pieces) end += copyBytes(piece, lane, end);
    return lane.subarray(0, length);
  }
}
