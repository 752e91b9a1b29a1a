import { ChunkStoreError } from '../errors.ts';
import type { TreeReader } from '../read/tree-reader.ts';
import { ChecksumWorker, type ChecksumReply, type TreeChecksums } from './checksum-worker.ts';

export interface ChecksumOptions {
  readonly signal: AbortSignal;
  /** Told now and then how many bytes have been taken. */
  readonly progress?: (done: number) => void;
}

/**
 * Reads a tree and makes its checksums, on a thread of its own with a low priority. While one megabyte is worked on the
 * next is read; zeros are neither read nor sent.
 *
 * @throws ChunkStoreError, the signal's reason.
 */
export async function treeChecksums(
  tree: TreeReader,
  { signal, progress = () => undefined }: ChecksumOptions,
): Promise<TreeChecksums> {
  signal.throwIfAborted();
  const worker = new ChecksumWorker();
  const stop = (): void => void worker.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const lanes = new Lanes();
    let working: Promise<ChecksumReply> = Promise.resolve(null);
    let taking = Promise.resolve();
    const take = async (before: Promise<void>, pieces: readonly Buffer[]): Promise<void> => {
      // A second piece may come before the first is through.
      await before;
      // Lent for this call only, so they are copied.
      const bytes = lanes.copy(pieces);
      await working;
      working = worker.request({ bytes });
      // Whoever awaits it next meets its failure.
      working.catch(() => undefined);
    };
    for await (const extent of tree.extents()) {
      const { offset, length } = extent;
      if (extent.kind === 'zero') {
        await working;
        await worker.request({ zeros: length });
      } else {
        const sink = (pieces: readonly Buffer[]): Promise<void> => (taking = take(taking, pieces));
        await tree.send(sink, { offset, length, signal });
      }
      progress(offset + length);
    }
    await working;
    const checksums = await worker.request({ end: true });
    if (!checksums) throw new ChunkStoreError('io', 'the thread of checksums gave none');
    return checksums;
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
  readonly #lanes: Uint8Array<SharedArrayBuffer>[] = [];
  #turn = 0;

  /** The bytes stay until the call after the next. */
  copy(pieces: readonly Buffer[]): Uint8Array<SharedArrayBuffer> {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    this.#turn = 1 - this.#turn;
    let lane = this.#lanes[this.#turn];
    if (!lane || lane.length < length) lane = new Uint8Array(new SharedArrayBuffer(length));
    this.#lanes[this.#turn] = lane;
    let end = 0;
    for (const piece of pieces) {
      lane.set(piece, end);
      end += piece.length;
    }
    return lane.subarray(0, length);
  }
}
