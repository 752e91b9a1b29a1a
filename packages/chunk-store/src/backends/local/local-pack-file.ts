import { rename, rm, type FileHandle } from 'node:fs/promises';
import { ChunkStoreError } from '../../errors.ts';
import type { OpenPack } from '../../packs/pack-backend.ts';
import type { ByteWriter } from './byte-writer.ts';
import { syncDirectory } from './sync-directory.ts';
import { systemError } from './system-error.ts';

interface PackPaths {
  readonly open: string;
  readonly sealed: string;
  /** That `sealed` lies in. */
  readonly directory: string;
}

/**
 * A pack that is being written to `paths.open`, and moves to `paths.sealed` when it is durable.
 *
 * @param writer of `file`.
 */
export function writeLocalPack(file: FileHandle, writer: ByteWriter, paths: PackPaths): OpenPack {
  let state: 'open' | 'sealed' | 'discarded' = 'open';
  return {
    async append(bytes) {
      if (state !== 'open') throw new ChunkStoreError('io', `${paths.open} is ${state}`);
      try {
        await writer.append(bytes);
      } catch (error) {
        throw systemError(error, `${paths.open} cannot be written`);
      }
    },
    async seal() {
      if (state !== 'open') throw new ChunkStoreError('io', `${paths.open} is ${state}`);
      try {
        await writer.finish();
        await writer.end();
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
        await writer.end();
        await file.close();
        await rm(paths.open, { force: true });
      } catch (error) {
        throw systemError(error, `${paths.open} cannot be removed`);
      }
    },
  };
}
