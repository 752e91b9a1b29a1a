import { open, type FileHandle } from 'node:fs/promises';
import type { ChunkStore, StoredTree, TreeRoot } from '@ingot/chunk-store';
import { DiskError, type QemuImg } from '@ingot/disk';

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
      for await (const extent of qemuImg.map({ format: 'qcow2', file: { path } }, { signal })) {
        // The last cluster may reach beyond the end of the disk.
        const length = Math.min(extent.length, size - extent.start);
        if (length <= 0) continue;
        if (extent.kind === 'data') {
          for await (const piece of piecesOf(file, { offset: extent.offset, length })) {
            await derivation.write(extent.start + piece.offset, piece.bytes);
            progress((done += piece.bytes.length));
          }
        } else if (extent.kind === 'zero') await derivation.zero(extent.start, length);
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

/** The bytes of an extent, each piece until the next is asked for. */
async function* piecesOf(
  file: FileHandle,
  { offset: start, length }: { readonly offset: number | null; readonly length: number },
): AsyncGenerator<{ readonly offset: number; readonly bytes: Buffer }> {
  if (start === null)
    throw new DiskError('unsupported', 'The overlay holds compressed clusters, which it never should.');
  const buffer = Buffer.allocUnsafeSlow(Math.min(READ_SIZE, length));
  for (let offset = 0; offset < length; offset += buffer.length) {
    const wanted = Math.min(buffer.length, length - offset);
    const { bytesRead } = await file.read(buffer, 0, wanted, start + offset);
    if (wanted - bytesRead >= CLUSTER_SIZE) {
      throw new DiskError('malformed', `The overlay ends before byte ${start + offset + wanted}, where it holds data.`);
    }
    // QEMU need not write the end of the last cluster, and reads it as zeros.
    yield { offset, bytes: buffer.fill(0, bytesRead, wanted).subarray(0, wanted) };
  }
}
