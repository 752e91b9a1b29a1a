import { componentsOf, DiskError, readPosixLink, resolvePath, type DirectoryNode, type FileTree } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import { findDevice } from './find-device.ts';
import { parseFstab, type MountEntry } from './fstab.ts';

/** Of fstab(5); real ones have a dozen lines. */
const MAX_FSTAB = 256 * 1024;

/** What is mounted, or why it can't be read. */
type Mounts = ReadonlyMap<string, DirectoryNode | DiskError>;

/** One file system with nothing mounted on it. */
export function bareTree(root: DirectoryNode): FileTree {
  return { root, readLink: readPosixLink, mountedAt: () => null };
}

/**
 * The file systems of a Linux as its own fstab puts them together. Where fstab can't be read, nothing can: then it is not
 * known of any directory whether something is mounted on it.
 */
export async function mountedTree(root: DirectoryNode, parts: readonly DiskPart[]): Promise<FileTree> {
  try {
    const mounts = await readMounts(bareTree(root), parts);
    return {
      ...bareTree(root),
      mountedAt(path) {
        const mounted = mounts.get(path) ?? null;
        if (mounted instanceof DiskError) throw mounted;
        return mounted;
      },
    };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const reason = new DiskError(error.code, `The system's fstab can't be read: ${error.message}`, { cause: error });
    return {
      ...bareTree(root),
      mountedAt() {
        throw reason;
      },
    };
  }
}

async function readMounts(alone: FileTree, parts: readonly DiskPart[]): Promise<Mounts> {
  const fstab = await resolvePath(alone, componentsOf(Buffer.from('/etc/fstab')), true);
  if (fstab?.kind !== 'file') return new Map();
  if (fstab.content.size > MAX_FSTAB) throw new DiskError('limit-exceeded', `it has more than ${MAX_FSTAB} bytes`);
  const text = (await fstab.content.read(0, fstab.content.size)).toString('latin1');
  const mounts = new Map<string, DirectoryNode | DiskError>();
  for (const entry of parseFstab(text)) {
    const path = pathOf(entry.at);
    if (path !== '') mounts.set(path, await mountedBy(entry, parts, alone));
  }
  return mounts;
}

/** A directory as `FileTree.mountedAt` names it; empty for the root. */
function pathOf(at: string): string {
  return componentsOf(Buffer.from(at, 'latin1'))
    .map((component) => component.toString('latin1'))
    .join('/');
}

async function mountedBy(
  { device, at, options }: MountEntry,
  parts: readonly DiskPart[],
  alone: FileTree,
): Promise<DirectoryNode | DiskError> {
  const unreadable = (why: string): DiskError => new DiskError('unsupported', `What is mounted at ${at} ${why}.`);
  if (options.has('bind') || options.has('rbind')) {
    const target = await resolvePath(alone, componentsOf(Buffer.from(device, 'latin1')), true);
    return target?.kind === 'directory' ? target : unreadable('is not on this disk');
  }
  const found = findDevice(device, parts);
  if (found === null) return unreadable('is not on this disk, or encrypted');
  if (found.opened.kind !== 'file-system') return unreadable(`can't be read: it is ${found.opened.kind}`);
  const { root } = found.opened.fileSystem;
  const subvolume = [...options].find((option) => option.startsWith('subvol='))?.slice('subvol='.length);
  if (subvolume === undefined) return root;
  const directory = await resolvePath(bareTree(root), componentsOf(Buffer.from(subvolume, 'latin1')), false);
  return directory?.kind === 'directory' ? directory : unreadable('is a subvolume that is not there');
}
