import { randomUUID } from 'node:crypto';
import { chmod, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { TreeReader } from '@ingot/chunk-store';
import { syncDirectories } from './disk-places.ts';

/** Of data between two flushes, in bytes: nobody else's flush waits for more than this. */
const FLUSH_EVERY = 64 * 2 ** 20;

interface Target {
  /** For the file while it is made; on the file system of `file`. */
  readonly incoming: string;
  /** Where it appears, complete and durable. Its directory is there. */
  readonly file: string;
}

/**
 * Writes a tree to a sparse file: holes where the tree has none but zeros. Nobody sees the file before it is complete, and
 * then nobody writes to it any more.
 *
 * @throws ChunkStoreError, the system's error (ENOSPC), the signal's reason; nothing is left then.
 */
export async function materialise(tree: TreeReader, { incoming, file }: Target, signal: AbortSignal): Promise<void> {
  const made = path.join(incoming, randomUUID());
  const handle = await open(made, 'wx', 0o600);
  try {
    try {
      await handle.truncate(tree.size);
      await writeData(tree, handle, signal);
      await handle.sync();
      const { size } = await handle.stat();
      if (size !== tree.size) throw new Error(`${made} has ${size} bytes, and the tree ${tree.size}`);
    } finally {
      await handle.close();
    }
    await chmod(made, 0o400);
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
  await syncDirectories(path.dirname(file));
}

async function writeData(tree: TreeReader, handle: FileHandle, signal: AbortSignal): Promise<void> {
  let unflushed = 0;
  for await (const { kind, offset, length } of tree.extents()) {
    if (kind === 'zero') continue;
    // In parts, so that what is flushed has been written.
    for (let start = offset; start < offset + length; start += FLUSH_EVERY) {
      const part = { offset: start, length: Math.min(FLUSH_EVERY, offset + length - start) };
      await writeRange(tree, handle, part, signal);
      unflushed += part.length;
      if (unflushed < FLUSH_EVERY) continue;
      await handle.datasync();
      unflushed = 0;
    }
  }
}

async function writeRange(
  tree: TreeReader,
  handle: FileHandle,
  range: { readonly offset: number; readonly length: number },
  signal: AbortSignal,
): Promise<void> {
  let end = range.offset;
  await tree.send(
    (pieces) => {
      // The next call may come before this one has settled.
      const start = end;
      for (const { length } of pieces) end += length;
      return writePieces(handle, pieces, start);
    },
    { ...range, signal },
  );
}

async function writePieces(handle: FileHandle, pieces: readonly Buffer[], start: number): Promise<void> {
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
