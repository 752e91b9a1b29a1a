import {
  DiskError,
  resolvePath,
  type DirectoryEntry,
  type DirectoryNode,
  type FileNode,
  type FileTree,
} from '@ingot/disk';
import { MAX_ENTRIES, type GuestFiles, type GuestPath } from './guest-files.ts';
import { matcher } from './name-pattern.ts';

/** How paths of a guest are written. */
export interface Naming {
  /** Components of an absolute path. @throws DiskError when it leads to no file system of the guest. */
  readonly split: (path: Buffer) => readonly Buffer[];
  /** What a path begins with before its first slash: nothing on Linux, `C:` on Windows. */
  readonly start: string;
  readonly ignoreCase: boolean;
}

/** Files of file systems that are put together to one tree. */
export function treeFiles(tree: FileTree, naming: Naming): GuestFiles {
  function find(path: GuestPath, followLast = true): Promise<FileNode | null> {
    return resolvePath(tree, naming.split(bytesOf(path)), followLast);
  }

  /** What is mounted at a directory lies above what it holds itself. */
  async function nodeAt(path: Buffer, entry: DirectoryEntry): Promise<FileNode> {
    const node = await entry.node();
    return node.kind === 'directory' ? ((await find(path, false)) ?? node) : node;
  }

  async function* expand(path: Buffer, pattern: readonly Buffer[]): AsyncGenerator<Buffer> {
    const [first, ...rest] = pattern;
    if (first === undefined) {
      yield path;
    } else if (!first.includes('*')) {
      yield* expand(join(path, first), rest);
    } else {
      const matches = matcher(first, naming.ignoreCase);
      const directory = await find(path);
      if (directory?.kind !== 'directory') return;
      for await (const { name } of boundedEntries(directory)) {
        if (matches(name)) yield* expand(join(path, name), rest);
      }
    }
  }

  return {
    find,
    findLink: (path) => find(path, false),

    async read(path, maxBytes) {
      const node = await find(path);
      if (node?.kind !== 'file') return null;
      const { size } = node.content;
      if (size > maxBytes) throw tooMuch(`A file has ${size} bytes, of which no more than ${maxBytes} are read.`);
      return Buffer.from(await node.content.read(0, size));
    },

    async *list(path) {
      const directory = await find(path);
      if (directory?.kind !== 'directory') return;
      for await (const entry of boundedEntries(directory)) {
        const below = join(bytesOf(path), entry.name);
        yield { path: below, node: await nodeAt(below, entry) };
      }
    },

    async *glob(pattern) {
      for await (const path of expand(Buffer.from(naming.start), naming.split(Buffer.from(pattern)))) {
        const node = await find(path, false);
        if (node !== null) yield { path, node };
      }
    },
  };
}

async function* boundedEntries(directory: DirectoryNode): AsyncGenerator<DirectoryEntry> {
  let entries = 0;
  for await (const entry of directory.entries()) {
    entries += 1;
    if (entries > MAX_ENTRIES) throw tooMuch(`A directory has more than ${MAX_ENTRIES} entries.`);
    yield entry;
  }
}

function bytesOf(path: GuestPath): Buffer {
  return typeof path === 'string' ? Buffer.from(path) : path;
}

function join(path: Buffer, name: Buffer): Buffer {
  const slash = path.at(-1) === '/'.charCodeAt(0) ? '' : '/';
  return Buffer.concat([path, Buffer.from(slash), name]);
}

function tooMuch(message: string): DiskError {
  return new DiskError('limit-exceeded', message);
}
