import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import type { DirectoryNode, FileNode, FileSystem, SymbolicLink } from '../file-system.ts';
import { permissions } from '../posix-mode.ts';
import { readCopy } from '../read-exactly.ts';
import { contentOf } from './content.ts';
import { linksIn } from './directory.ts';
import { BLOCK_AREA_LENGTH, type Inode } from './inode.ts';
import { openVolume, type Volume } from './volume.ts';

export { isExt } from './superblock.ts';

const ROOT = 2;

/**
 * Opens ext2, ext3 or ext4, as the kernel's documentation "ext4 Data Structures and Algorithms" has them, every feature
 * but compression and foreign ones. Checksums are not asked for, and the journal is not replayed: a file system that needs
 * it says `not-clean`. Directories that fold case are searched byte by byte.
 * @throws DiskError
 */
export async function openExt(source: ByteSource): Promise<FileSystem> {
  const volume = await openVolume(source);
  const { label, uuid, warnings, blocks, freeBlocks, blockSize } = volume.superblock;
  const root = nodeOf(volume, await volume.inode(ROOT));
  if (root.kind !== 'directory') throw new DiskError('malformed', 'The root of the ext file system is no directory.');
  return {
    kind: 'ext',
    label,
    uuid,
    warnings,
    root,
    usage: async () => ({ size: blocks * blockSize, free: freeBlocks * blockSize }),
  };
}

function nodeOf(volume: Volume, inode: Inode): FileNode {
  const node = {
    id: String(inode.number),
    owner: { mode: permissions(inode.mode), uid: inode.uid, gid: inode.gid },
    modifiedAt: inode.modifiedAt,
  };
  switch (inode.kind) {
    case 'file':
      return { kind: 'file', ...node, content: contentOf(volume, inode, volume.data) };
    case 'directory':
      return { kind: 'directory', ...node, ...directory(volume, inode) };
    case 'link':
      return { kind: 'link', ...node, ...link(volume, inode) };
    case 'special':
      return { kind: 'special', ...node };
  }
}

function directory(volume: Volume, inode: Inode): Pick<DirectoryNode, 'entries' | 'find'> {
  const read = async (number: number): Promise<FileNode> => nodeOf(volume, await volume.inode(number));
  return {
    async *entries() {
      for await (const { name, inode: number } of linksIn(volume, inode)) {
        yield { name, node: () => read(number) };
      }
    },
    async find(wanted) {
      for await (const { name, inode: number } of linksIn(volume, inode)) {
        if (name.equals(wanted)) return read(number);
      }
      return null;
    },
  };
}

/** Short targets take the place of the block numbers. */
function link(volume: Volume, inode: Inode): Pick<SymbolicLink, 'target'> {
  return {
    async target() {
      if (inode.storage === 'block-map' && inode.size < BLOCK_AREA_LENGTH) {
        return inode.blockArea.subarray(0, inode.size);
      }
      if (inode.size > volume.superblock.blockSize) {
        throw new DiskError('malformed', `The target of link ${inode.number} claims ${inode.size} bytes.`);
      }
      const content = contentOf(volume, inode, volume.metadata);
      return readCopy(content, 0, inode.size, `target of link ${inode.number}`);
    },
  };
}
