import { open } from 'node:fs/promises';
import type { ChunkStore, StoredTree, TreeRoot } from '@ingot/chunk-store';
import { DiskError, type HeldExtent, type QemuImg } from '@ingot/disk';

/** A qcow2 overlay that nobody writes to, as a disk. */
export interface OverlayFile {
  readonly path: string;
  /** Of the disk, in bytes. */
  readonly size: number;
  /** What it stands on, by which what it does not hold is known; null for nothing but zeros. */
  readonly base: TreeRoot | null;
}

export interface CaptureParts {
  readonly chunks: Pick<ChunkStore, 'derive'>;
  readonly qemuImg: Pick<QemuImg, 'map'>;
}

/** Of overlays, in bytes. */
const CLUSTER_SIZE = 128 * 1024;
/** Between two words of progress, in bytes: whole chunks. */
const STEP = 4 * 1024 * 1024;

/**
 * The disk of an overlay as a tree. What is read is what the overlay itself holds, straight from where its map says that it
 * lies in the file; all else is the base's, and is neither opened nor read. So the time grows with what was written.
 *
 * @param progress told how many bytes have been given to be read.
 * @returns a tree that is held until it is released.
 * @throws ChunkStoreError, ProgramError, DiskError, the signal's reason; then nothing is left behind.
 */
export async function captureOverlay(
  { chunks, qemuImg }: CaptureParts,
  { path, size, base }: OverlayFile,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<StoredTree> {
  const file = await open(path, 'r');
  try {
    const fileSize = (await file.stat()).size;
    const derivation = await chunks.derive(base, size, { signal });
    try {
      let done = 0;
      const extents = qemuImg.map({ format: 'qcow2', file: { path } }, { signal });
      for await (const { start, length, offset } of partsOf(extents, size)) {
        if (offset === null) await derivation.zero(start, length);
        else {
          const held = Math.max(0, Math.min(length, fileSize - offset));
          if (length - held >= CLUSTER_SIZE) {
            throw new DiskError('malformed', `The overlay ends before byte ${offset + length}, where it holds data.`);
          }
          await derivation.writeFile(start, { file: file.fd, offset, length: held });
          // QEMU need not write the end of the last cluster, and reads it as zeros.
          await derivation.zero(start + held, length - held);
          progress((done += length));
        }
      }
      return await derivation.finish();
    } catch (error) {
      await derivation.abort();
      signal.throwIfAborted();
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** A piece of the disk that the overlay holds, in bytes. */
interface Part {
  readonly start: number;
  readonly length: number;
  /** Where it lies in the file; null for zeros. */
  readonly offset: number | null;
}

async function* partsOf(extents: AsyncIterable<HeldExtent>, size: number): AsyncGenerator<Part> {
  for await (const extent of extents) {
    const { start } = extent;
    // The last cluster may reach beyond the end of the disk.
    const length = Math.min(extent.length, size - start);
    if (extent.kind === 'data') {
      const { offset } = extent;
      if (offset === null)
        throw new DiskError('unsupported', 'The overlay holds compressed clusters, which it never should.');
      for (let at = 0; at < length;) {
        const step = Math.min(STEP - ((start + at) % STEP), length - at);
        yield { start: start + at, length: step, offset: offset + at };
        at += step;
      }
    } else if (extent.kind === 'zero' && length > 0) yield { start, length, offset: null };
  }
}
