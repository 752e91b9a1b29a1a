import { rename, rm, type FileHandle } from 'node:fs/promises';
import { ChunkStoreError } from '../../errors.ts';
import type { OpenPack } from '../../packs/pack-backend.ts';
import { dropBytes } from './drop-bytes.ts';
import { syncDirectory } from './sync-directory.ts';
import { systemError } from './system-error.ts';

/** Linux takes at most 1,024 buffers in one `writev` (IOV_MAX). */
const MAX_BUFFERS = 1024;

interface PackPaths {
  readonly open: string;
  readonly sealed: string;
  /** That `sealed` lies in. */
  readonly directory: string;
}

/** A pack that is being written to `paths.open`, and moves to `paths.sealed` when it is durable. */
export function writeLocalPack(file: FileHandle, paths: PackPaths): OpenPack {
  let end = 0;
  let state: 'open' | 'sealed' | 'discarded' = 'open';
  return {
    async append(bytes) {
      if (state !== 'open') throw new ChunkStoreError('io', `${paths.open} is ${state}`);
      try {
        for (let first = 0; first < bytes.length; first += MAX_BUFFERS) {
          const buffers = bytes.slice(first, first + MAX_BUFFERS);
          end += await writeAll(file, buffers, end);
        }
      } catch (error) {
        throw systemError(error, `${paths.open} cannot be written`);
      }
    },
    async seal() {
      if (state !== 'open') throw new ChunkStoreError('io', `${paths.open} is ${state}`);
      try {
        await file.sync();
        await file.close();
        await rename(paths.open, paths.sealed);
        state = 'sealed';
        await syncDirectory(paths.directory);
      } catch (error) {
        throw systemError(error, `${paths.open} cannot be sealed`);
      }
    },
    async discard() {
      if (state !== 'open') return;
      state = 'discarded';
      try {
        await file.close();
        await rm(paths.open, { force: true });
      } catch (error) {
        throw systemError(error, `${paths.open} cannot be removed`);
      }
    },
  };
}

/** `writev` may write less than it was given, as when the disk fills up or a signal comes. */
async function writeAll(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<number> {
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
