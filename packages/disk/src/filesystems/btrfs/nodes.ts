import { DiskError } from '../../disk-error.ts';
import type { DirectoryEntry, DirectoryNode, FileNode } from '../file-system.ts';
import { nodeKind, permissions } from '../posix-mode.ts';
import { contentOf } from './content.ts';
import { nameHash, namesIn } from './directory-item.ts';
import type { NamedTarget } from './directory-item.ts';
import { readInode } from './inode.ts';
import type { Inode } from './inode.ts';
import { ITEM, MAX_OFFSET } from './key.ts';
import { isAttached, openSubvolume } from './subvolume.ts';
import type { Subvolume } from './subvolume.ts';
import { findItem, itemsBetween } from './tree.ts';

/** PATH_MAX, with the final NUL that is not stored. */
const MAX_TARGET = 4095;

/** The top directory of a subvolume. @throws DiskError */
export async function topDirectory(subvolume: Subvolume): Promise<DirectoryNode> {
  const node = await readNode(subvolume, subvolume.directory);
  if (node.kind !== 'directory')
    throw new DiskError('malformed', `The top of subvolume ${subvolume.id} is no directory.`);
  return node;
}

async function readNode(subvolume: Subvolume, number: bigint): Promise<FileNode> {
  const inode = await readInode(subvolume, number);
  const common = {
    id: `${subvolume.id}:${number}`,
    owner: { mode: permissions(inode.mode), uid: inode.uid, gid: inode.gid },
    modifiedAt: inode.modifiedAt,
  };
  const kind = nodeKind(inode.mode);
  switch (kind) {
    case 'file':
      return { ...common, kind, content: contentOf(subvolume, number, inode.size) };
    case 'directory':
      return { ...common, kind, ...directoryOf(subvolume, inode) };
    case 'link':
      return { ...common, kind, target: () => targetOf(subvolume, inode) };
    case 'special':
      return { ...common, kind };
  }
}

/** Names are there twice: by the order in which they were made, which lists them, and by hash, which finds them. */
function directoryOf(subvolume: Subvolume, directory: Inode): Pick<DirectoryNode, 'entries' | 'find'> {
  const { readNode: readTreeNode } = subvolume.volume;
  return {
    async *entries(): AsyncGenerator<DirectoryEntry> {
      const from = { objectId: directory.number, type: ITEM.nameByIndex, offset: 0n };
      for await (const { data } of itemsBetween(readTreeNode, subvolume.root, from, { ...from, offset: MAX_OFFSET })) {
        for (const entry of namesIn(data)) {
          yield { name: Buffer.from(entry.name), node: () => follow(subvolume, directory, entry) };
        }
      }
    },
    async find(name) {
      const key = { objectId: directory.number, type: ITEM.nameByHash, offset: nameHash(name) };
      const item = await findItem(readTreeNode, subvolume.root, key);
      const entry = item && namesIn(item.data).find((candidate) => candidate.name.equals(name));
      return entry ? follow(subvolume, directory, entry) : null;
    },
  };
}

/** Reads what a name stands for: an inode, or the top directory of another subvolume. */
async function follow(subvolume: Subvolume, directory: Inode, { name, target }: NamedTarget): Promise<FileNode> {
  if (target.type === ITEM.inode) return readNode(subvolume, target.objectId);
  if (target.type !== ITEM.root) throw new DiskError('malformed', 'A name in a directory of Btrfs stands for nothing.');
  if (await isAttached(subvolume, directory.number, name, target.objectId)) {
    return topDirectory(await openSubvolume(subvolume.volume, target.objectId));
  }
  return {
    kind: 'directory',
    id: `${subvolume.id}:detached:${target.objectId}`,
    owner: { mode: 0o755, uid: 0, gid: 0 },
    modifiedAt: directory.modifiedAt,
    // oxlint-disable-next-line require-yield
    async *entries() {},
    find: async () => null,
  };
}

async function targetOf(subvolume: Subvolume, { number, size }: Inode): Promise<Buffer> {
  if (size > MAX_TARGET) throw new DiskError('malformed', `The target of a symbolic link is ${size} bytes long.`);
  return Buffer.from(await contentOf(subvolume, number, size).read(0, size));
}
