import type { Blocks } from './blocks.ts';

/** A piece of a disk that may hold something. */
export interface DataPiece {
  /** On the disk, in bytes, a multiple of the length. */
  readonly offset: number;
  /** One's own; filled up with zeros where the disk ends within it. */
  readonly bytes: Buffer;
}

/** Read at once, in bytes. */
const BATCH = 1024 * 1024;

/**
 * The pieces of a disk that hold anything but zeros, in order. Holes are not read.
 *
 * @param length of a piece in bytes, a power of two up to 1 MiB.
 * @param reached told how far it has come, in bytes of the disk.
 */
export async function* dataPieces(
  disk: Blocks,
  length: number,
  signal: AbortSignal,
  reached: (offset: number) => void,
): AsyncGenerator<DataPiece> {
  const zeros = Buffer.alloc(length);
  let next = 0;
  for await (const extent of disk.extents(0, disk.size)) {
    if (extent.kind === 'zero') continue;
    const end = extent.offset + extent.length;
    for (let at = Math.max(next, extent.offset - (extent.offset % length)); at < end; at = next) {
      signal.throwIfAborted();
      next = Math.min(at + BATCH, Math.ceil(end / length) * length);
      const batch = await readBatch(disk, at, next - at, signal);
      for (let within = 0; within < batch.length; within += length) {
        const bytes = batch.subarray(within, within + length);
        if (!bytes.equals(zeros)) yield { offset: at + within, bytes };
      }
      reached(Math.min(next, disk.size));
    }
  }
}

async function readBatch(disk: Blocks, offset: number, length: number, signal: AbortSignal): Promise<Buffer> {
  const batch = Buffer.alloc(length);
  let filled = 0;
  const take = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) filled += piece.copy(batch, filled);
  };
  await disk.read(offset, Math.min(length, disk.size - offset), take, signal);
  return batch;
}
