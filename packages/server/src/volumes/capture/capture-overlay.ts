import { open, type FileHandle } from 'node:fs/promises';
import type { ChunkStore, StoredTree, TreeRoot } from '@ingot/chunk-store';
import { DiskError, mapInOrder, type HeldExtent, type QemuImg } from '@ingot/disk';

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
/** Read together, in bytes. */
const READ_SIZE = 1024 * 1024;
/** A piece is read while the one before is worked on. */
const AHEAD = 1;

/**
 * The disk of an overlay as a tree. What is read is what the overlay itself holds, straight from where its map says that it
 * lies in the file; all else is the base's, and is neither opened nor read. So the time grows with what was written.
 *
 * @param progress told how many bytes have been read.
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
    const derivation = await chunks.derive(base, size, { signal });
    try {
      let done = 0;
      const reader = new OverlayReader(file);
      const extents = qemuImg.map({ format: 'qcow2', file: { path } }, { signal });
      const parts = mapInOrder(partsOf(extents, size), AHEAD, (part) => reader.read(part));
      for await (const { start, length, bytes } of parts) {
        if (bytes === null) await derivation.zero(start, length);
        else {
          await derivation.write(start, bytes);
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
      for (let at = 0; at < length; at += READ_SIZE) {
        yield { start: start + at, length: Math.min(READ_SIZE, length - at), offset: offset + at };
      }
    } else if (extent.kind === 'zero' && length > 0) yield { start, length, offset: null };
  }
}

/** Reads parts of an overlay into memory for two, which is used again and again. */
class OverlayReader {
  readonly #file: FileHandle;
  #next = Buffer.allocUnsafeSlow(READ_SIZE);
  #last = Buffer.allocUnsafeSlow(READ_SIZE);

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async read({ start, length, offset }: Part): Promise<Omit<Part, 'offset'> & { readonly bytes: Buffer | null }> {
    if (offset === null) return { start, length, bytes: null };
    const buffer = this.#next;
    [this.#next, this.#last] = [this.#last, buffer];
    const { bytesRead } = await this.#file.read(buffer, 0, length, offset);
    if (length - bytesRead >= CLUSTER_SIZE) {
      throw new DiskError('malformed', `The overlay ends before byte ${offset + length}, where it holds data.`);
    }
    // QEMU need not write the end of the last cluster, and reads it as zeros.
    return { start, length, bytes: buffer.fill(0, bytesRead, length).subarray(0, length) };
  }
}
