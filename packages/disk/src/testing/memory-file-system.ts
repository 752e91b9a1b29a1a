import type { DirectoryEntry, DirectoryNode, FileNode } from '../filesystems/file-system.ts';
import { bufferSource } from './buffer-source.ts';

/** What a path holds: bytes or text of a file, the target of a link, a pipe, an empty directory; or what `FileNode`s are made of. */
export type MemoryContent =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly directory: true }
  | { readonly pipe: true }
  | FileNode;

const COMMON = { owner: { mode: 0o755, uid: 0, gid: 0 }, modifiedAt: 0 };

/**
 * The root of a file system in memory. Directories come into being with what lies in them.
 * @param files path without a leading slash → content; names as Latin-1, so that they can be any bytes.
 */
export function memoryTree(files: Readonly<Record<string, MemoryContent>>): DirectoryNode {
  return directory(
    Object.entries(files).map(([path, content]) => [path.split('/'), content]),
    '/',
  );
}

type Placed = readonly [path: readonly string[], content: MemoryContent];

function directory(placed: readonly Placed[], id: string): DirectoryNode {
  const names = Map.groupBy(placed, ([[name = '']]) => name);
  const node = (name: string, below: readonly Placed[]): FileNode => {
    const [first] = below;
    const at = `${id}${name}/`;
    if (first !== undefined && first[0].length === 1) return leaf(first[1], at);
    return directory(
      below.map(([[, ...rest], content]) => [rest, content]),
      at,
    );
  };
  return {
    ...COMMON,
    kind: 'directory',
    id,
    async *entries(): AsyncGenerator<DirectoryEntry> {
      for (const [name, below] of names) {
        yield { name: Buffer.from(name, 'latin1'), node: () => Promise.resolve(node(name, below)) };
      }
    },
    find(name) {
      const below = names.get(name.toString('latin1'));
      return Promise.resolve(below === undefined ? null : node(name.toString('latin1'), below));
    },
  };
}

function leaf(content: MemoryContent, id: string): FileNode {
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return { ...COMMON, kind: 'file', id, content: bufferSource(Buffer.from(content)) };
  }
  if ('link' in content) {
    return { ...COMMON, kind: 'link', id, target: () => Promise.resolve(Buffer.from(content.link, 'latin1')) };
  }
  if ('kind' in content) return content;
  return 'pipe' in content ? { ...COMMON, kind: 'special', id } : directory([], id);
}
