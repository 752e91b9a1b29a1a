import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Directories for sockets that QEMU reads disks by, each readable by this user only. They lie in the system's temporary directory
 * because the path of a socket has 107 bytes at most (unix(7)), and nobody knows how long that of our data is.
 */
export interface SocketPlaces {
  make(): Promise<{ readonly directory: string; remove(): Promise<void> }>;
  /** Removes what an earlier life of this process has left. */
  recover(): Promise<void>;
}

/** @param processName of this process alone, and the same when it starts again. */
export function socketPlaces(processName: string, parent: string = tmpdir()): SocketPlaces {
  const prefix = `ingot-${processName}-`;
  return {
    make: async () => {
      const directory = await mkdtemp(path.join(parent, prefix));
      return { directory, remove: () => remove(directory) };
    },
    recover: async () => {
      for (const name of await readdir(parent)) {
        if (name.startsWith(prefix)) await remove(path.join(parent, name));
      }
    },
  };
}

function remove(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}
