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
    let working: Promise<ChecksumReply> = Promise.resolve(null);
    for await (const extent of tree.extents()) {
      const { offset, length } = extent;
      if (extent.kind === 'zero') {
        await working;
        await worker.request({ zeros: length });
      } else {
        const sink = async (pieces: readonly Buffer[]): Promise<void> => {
          // Lent for this call only, so they are copied.
          const bytes = joined(pieces);
          await working;
          working = worker.request({ bytes });
          // Whoever awaits it next meets its failure.
          working.catch(() => undefined);
        };
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

function joined(pieces: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}
