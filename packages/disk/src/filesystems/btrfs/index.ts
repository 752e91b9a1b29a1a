import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import type { FileSystem, FileSystemWarning } from '../file-system.ts';
import { topDirectory } from './nodes.ts';
import { defaultSubvolume, openSubvolume, TOP_LEVEL } from './subvolume.ts';
import { readSuperblock } from './superblock.ts';
import type { Superblock } from './superblock.ts';
import { openVolume } from './volume.ts';

export { isBtrfs } from './superblock.ts';

/**
 * Btrfs on one device, read only ("Btrfs On-disk Format", btrfs.readthedocs.io). The checksums of all trees are verified, those
 * of the content of files are not. `root` is the subvolume that is mounted when none is asked for; other subvolumes are directories.
 * @throws DiskError `unsupported` for file systems of several devices, and features that are not known.
 */
export async function openBtrfs(source: ByteSource): Promise<FileSystem> {
  const superblock = await readSuperblock(source);
  const { label, uuid, size, used } = superblock;
  if (size > source.size) {
    throw new DiskError(
      'malformed',
      `The Btrfs file system has ${size} bytes, but only ${source.size} are there: it was cut off.`,
    );
  }
  const volume = openVolume(source, superblock);
  return {
    kind: 'btrfs',
    label,
    uuid,
    warnings: warningsOf(superblock),
    root: await topDirectory(await openSubvolume(volume, await defaultSubvolume(volume))),
    topLevel: await topDirectory(await openSubvolume(volume, TOP_LEVEL)),
    // What DUP keeps twice counts once.
    usage: async () => ({ size, free: Math.max(0, size - used) }),
  };
}

function warningsOf({ hasLog, hasErrors }: Superblock): FileSystemWarning[] {
  return [...(hasLog ? ['not-clean' as const] : []), ...(hasErrors ? ['errors' as const] : [])];
}
