import type { FileHandle } from 'node:fs/promises';
import { ChunkStoreError } from '../../errors.ts';
import { dropBytes } from './drop-bytes.ts';

/** Linux takes at most 1,024 buffers in one `writev` (IOV_MAX). */
const MAX_BUFFERS = 1024;

/** How bytes get into a new file, one after the other. Errors are the system's, or ChunkStoreError 'storage-full'. */
export interface ByteWriter {
  /** The buffers may be used again when it resolves. Not called again before that. */
  append(bytes: readonly Buffer[]): Promise<void>;
  /** Resolves when the file has them all, synced or not. To be called once. */
  finish(): Promise<void>;
  /** Resolves when nothing is under way any more, whatever became of it; nothing is called afterwards but this. */
  end(): Promise<void>;
}

/** Through the page cache: whoever reads the file next finds it there. */
export class CachedWriter implements ByteWriter {
  readonly #file: FileHandle;
  #end = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async append(bytes: readonly Buffer[]): Promise<void> {
    for (let first = 0; first < bytes.length; first += MAX_BUFFERS) {
      const buffers = bytes.slice(first, first + MAX_BUFFERS);
      this.#end += await writeAll(this.#file, buffers, this.#end);
    }
  }

  async finish(): Promise<void> {}

  async end(): Promise<void> {}
}

/** `writev` may write less than it was given, as when the disk fills up or a signal comes. @returns bytes written. */
export async function writeAll(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<number> {
  let rest = dropBytes(buffers, 0);
  let total = 0;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, position + total);
    if (bytesWritten === 0) throw new ChunkStoreError('storage-full', 'the file system takes no more bytes');
    total += bytesWritten;
    rest = dropBytes(rest, bytesWritten);
  }
  return total;
}
