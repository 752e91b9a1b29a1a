import { DiskError } from '../../disk-error.ts';
import type { DirectoryNode, FileNode } from '../file-system.ts';
import { nodeKind, permissions } from '../posix-mode.ts';
import { contentOf } from './content.ts';
import { entriesOf } from './directory.ts';
import { readInode } from './inode.ts';
import type { Inode } from './inode.ts';
import { targetOf } from './symbolic-link.ts';
import type { Volume } from './volume.ts';

/** @param number of an inode. @throws DiskError */
async function readNode(volume: Volume, number: number): Promise<FileNode> {
  const inode = await readInode(volume, number);
  const common = {
    id: String(number),
    owner: { mode: permissions(inode.mode), uid: inode.uid, gid: inode.gid },
    modifiedAt: inode.modifiedAt,
  };
  const kind = nodeKind(inode.mode);
  switch (kind) {
    case 'file':
      return { ...common, kind, content: contentOf(volume, inode) };
    case 'directory':
      return { ...common, kind, ...directoryOf(volume, inode) };
    case 'link':
      return { ...common, kind, target: () => targetOf(volume, inode) };
    case 'special':
      return { ...common, kind };
  }
}

/** @throws DiskError `malformed` when the inode is something else. */
export async function readDirectory(volume: Volume, number: number): Promise<DirectoryNode> {
  const node = await readNode(volume, number);
  if (node.kind !== 'directory') throw new DiskError('malformed', `Inode ${number} should be a directory.`);
  return node;
}

function directoryOf(volume: Volume, inode: Inode): Pick<DirectoryNode, 'entries' | 'find'> {
  return {
    async *entries() {
      for await (const entry of entriesOf(volume, inode)) {
        yield { name: entry.name, node: () => readNode(volume, entry.inode) };
      }
    },
    async find(name) {
      const wanted = comparable(volume, name);
      for await (const entry of entriesOf(volume, inode)) {
        if (comparable(volume, entry.name).equals(wanted)) return readNode(volume, entry.inode);
      }
      return null;
    },
  };
}

/** The name as the file system compares it: without the case of ASCII letters, where it was made so. */
function comparable(volume: Volume, name: Buffer): Buffer {
  if (!volume.superblock.features.caseInsensitive) return name;
  return Buffer.from(
    name.toString('latin1').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
    'latin1',
  );
}
