import { open, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { ChunkStore } from '@ingot/chunk-store';
import { parseVolumeId, type VolumeId } from '../../kernel/ids.ts';
import { hasErrno } from '../../kernel/errno.ts';
import type { CapturedTree, VolumeDisks } from '../disk-port.ts';

const READ_SIZE = 1 << 20;
/** So many times smaller are the disks than they are said to be, because all of them is read. */
const SCALE = 1024;

/** Disks as raw files of one directory: as slow as copies are, and as simple. */
export function directoryDisks(directory: string, chunks: ChunkStore): VolumeDisks {
  const pathOf = (id: VolumeId): string => path.join(directory, `${id}.raw`);
  const capture = async (
    from: string,
    signal: AbortSignal,
    progress: (done: number) => void,
  ): Promise<CapturedTree> => {
    const ingest = await chunks.ingest({ signal });
    const file = await open(from);
    try {
      const { size } = await file.stat();
      for (let offset = 0; offset < size; offset += READ_SIZE) {
        const length = Math.min(READ_SIZE, size - offset);
        await ingest.write((await file.read(Buffer.alloc(length), 0, length, offset)).buffer);
        progress(offset + length);
      }
      return await ingest.finish();
    } catch (error) {
      await ingest.abort();
      throw error;
    } finally {
      await file.close();
    }
  };
  return {
    create: async (id, from, size) => {
      const [whole, part] = [pathOf(id), `${pathOf(id)}.part`];
      if (await isThere(whole)) return;
      const file = await open(part, 'w');
      try {
        if (from.kind === 'tree') {
          const reader = await chunks.open(from.root);
          for (let offset = 0; offset < from.size; offset += READ_SIZE) {
            await file.write(await reader.read(offset, Math.min(READ_SIZE, from.size - offset)), 0, null, offset);
          }
        }
        await file.truncate(size / SCALE);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, whole);
    },
    extend: async (id, size) => {
      if ((await stat(pathOf(id))).size < size / SCALE) await truncate(pathOf(id), size / SCALE);
    },
    capture: (id, signal, progress) => capture(pathOf(id), signal, progress),
    captureCopy: (_, copy, signal, progress) => capture(copy, signal, progress),
    remove: async (id) => {
      await rm(`${pathOf(id)}.part`, { force: true });
      await rm(pathOf(id), { force: true });
    },
    bytes: async (id) => ((await isThere(pathOf(id))) ? (await stat(pathOf(id))).size : null),
    path: pathOf,
    list: async function* list() {
      for (const name of await readdir(directory)) {
        const id = parseVolumeId(path.basename(name, '.raw'));
        if (id !== null) yield id;
      }
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
