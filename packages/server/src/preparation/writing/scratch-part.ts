import { open, statfs, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { TreeReader } from '@ingot/chunk-store';
import type { DiskRange } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';

/** What has to stay free beside the data of a file system that is laid out, in bytes: others work here too. */
const MUST_STAY_FREE = 2 ** 30;

/** A file system of a disk as a sparse file, for programs that write to files only. */
export interface ScratchPart {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Where it lies on the disk, one range after the other. */
  readonly ranges: readonly DiskRange[];
}

/**
 * Lays a part of a disk out as a file: as many bytes as it has data, holes where it has none but zeros.
 *
 * @param progress told how many bytes are there.
 * @throws `storage-full` before anything is written, ChunkStoreError, the system's error, the signal's reason.
 */
export async function layOutPart(
  disk: TreeReader,
  ranges: readonly DiskRange[],
  file: string,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
): Promise<ScratchPart> {
  await requireRoom(path.dirname(file), await dataIn(disk, ranges));
  const size = ranges.reduce((sum, { length }) => sum + length, 0);
  await using handle = await open(file, 'wx', 0o600);
  await handle.truncate(size);
  let [start, done] = [0, 0];
  for (const range of ranges) {
    for await (const extent of disk.extents(range)) {
      if (extent.kind === 'zero') continue;
      let position = start + extent.offset - range.offset;
      await disk.send(
        async (pieces) => {
          // The next call may come before this one has settled.
          const at = position;
          for (const { length } of pieces) position += length;
          await writeAt(handle, pieces, at);
          progress((done += position - at));
        },
        { ...extent, signal },
      );
    }
    start += range.length;
  }
  return { path: file, size, ranges };
}

async function dataIn(disk: TreeReader, ranges: readonly DiskRange[]): Promise<number> {
  let bytes = 0;
  for (const range of ranges) {
    for await (const { kind, length } of disk.extents(range)) if (kind === 'data') bytes += length;
  }
  return bytes;
}

async function requireRoom(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize >= bytes + MUST_STAY_FREE) return;
  throw new IngotError(
    'storage-full',
    `The file system in the image holds ${bytes} bytes, which do not fit on the disk of the service while it is changed.`,
  );
}

async function writeAt(handle: FileHandle, pieces: readonly Buffer[], start: number): Promise<void> {
  let position = start;
  for (const piece of pieces) {
    // What is written may be less than was given, as when a signal comes.
    for (let done = 0; done < piece.length;) {
      const { bytesWritten } = await handle.write(piece, done, piece.length - done, position);
      done += bytesWritten;
      position += bytesWritten;
    }
  }
}
