import { componentsOf, DiskError, resolvePath, type DirectoryNode, type FileSystem } from '@ingot/disk';
import type { Guest } from '../guest/guest.ts';
import { isLinuxRoot, openLinuxGuest } from '../linux/linux-guest.ts';
import { bareTree } from '../linux/mounted-tree.ts';
import { isWindowsRoot, openWindowsGuest } from '../windows/windows-guest.ts';
import type { DiskPart } from './disk-parts.ts';

/** Where btrfs systems have their root below the first subvolume: openSUSE, Debian, Ubuntu, Fedora. */
const SUBVOLUMES = ['@/.snapshots/1/snapshot', '@rootfs', '@', 'root'];

export interface GuestsFound {
  readonly guests: readonly Guest[];
  /** Parts that could not be searched, so that a system may lie there: sentences. */
  readonly warnings: readonly string[];
}

/** Every system on a disk, wherever its root lies. @throws DiskError `io` */
export async function findGuests(parts: readonly DiskPart[]): Promise<GuestsFound> {
  const guests: Guest[] = [];
  const warnings: string[] = [];
  for (const { part, opened } of parts) {
    if (opened.kind !== 'file-system') continue;
    try {
      const guest = await guestOn(opened.fileSystem, part.name, parts);
      if (guest !== null) guests.push(guest);
    } catch (error) {
      if (!(error instanceof DiskError) || error.code === 'io') throw error;
      warnings.push(`${part.name} could not be searched for a system: ${error.message}`);
    }
  }
  return { guests, warnings };
}

async function guestOn({ kind, root }: FileSystem, part: string, parts: readonly DiskPart[]): Promise<Guest | null> {
  if (kind === 'ntfs') return (await isWindowsRoot(root)) ? openWindowsGuest(root, part) : null;
  if (kind === 'fat') return null;
  if (await isLinuxRoot(root)) return openLinuxGuest(root, part, parts);
  if (kind !== 'btrfs') return null;
  for (const subvolume of SUBVOLUMES) {
    const directory = await directoryAt(root, subvolume);
    if (directory !== null && (await isLinuxRoot(directory))) return openLinuxGuest(directory, part, parts);
  }
  return null;
}

async function directoryAt(root: DirectoryNode, path: string): Promise<DirectoryNode | null> {
  const node = await resolvePath(bareTree(root), componentsOf(Buffer.from(path)), false);
  return node?.kind === 'directory' ? node : null;
}
