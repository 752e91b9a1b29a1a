import {
  DiskError,
  type DirectoryEntry,
  type DirectoryNode,
  type FileNode,
  type RegularFile,
  type SymbolicLink,
} from '@ingot/disk';
import { MAX_ENTRIES } from '../guest/guest-files.ts';

/**
 * What can become of a path: `added`, `removed` – with all that lies in it; `kind` – a file became a directory, a link a
 * file, …; `content` – other bytes, or another target; `owner` – the same bytes with another mode, user or group.
 */
export const CHANGES = ['added', 'removed', 'kind', 'content', 'owner'] as const;

/** Changes that are listed of one part of a disk; the others are counted. */
export const MAX_LISTED = 1000;

/** A path below the two directories that were compared, bytes as they are on the disk: escape it where it is shown. */
export interface FileChange {
  readonly path: Buffer;
  readonly change: (typeof CHANGES)[number];
}

export interface FileDiffLimits {
  /** Names that are compared in all, before it is given up. */
  readonly names: number;
  /** Directories in each other. */
  readonly depth: number;
}

const LIMITS: FileDiffLimits = { names: 2_000_000, depth: 256 };
/** Contents are compared in such pieces, in bytes. */
const PIECE = 256 * 1024;

interface Pair {
  readonly path: Buffer;
  readonly depth: number;
  readonly before: DirectoryNode;
  readonly after: DirectoryNode;
}

/**
 * Compares two trees of files, each directory with the one of its name. A file of the same size and time of change is taken
 * for unchanged, as rsync does; else its bytes decide. Links are compared, not followed.
 * @throws DiskError `limit-exceeded` past the limits, and what reading throws.
 */
export async function* diffFiles(
  before: DirectoryNode,
  after: DirectoryNode,
  limits: FileDiffLimits = LIMITS,
): AsyncGenerator<FileChange, void, undefined> {
  const pairs: Pair[] = [{ path: Buffer.alloc(0), depth: 0, before, after }];
  let names = 0;
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    if (pair.depth > limits.depth) throw tooMuch('Directories are nested too deeply to compare them.');
    const old = await entriesOf(pair.before);
    const fresh = await entriesOf(pair.after);
    names += old.size + fresh.size;
    if (names > limits.names) throw tooMuch('There are too many files to compare them.');
    for (const name of new Set([...old.keys(), ...fresh.keys()])) {
      const path = Buffer.concat([pair.path, Buffer.from(`/${name}`, 'latin1')]);
      const [was, is] = [await old.get(name)?.node(), await fresh.get(name)?.node()];
      const change = was === undefined ? 'added' : is === undefined ? 'removed' : await changeOf(was, is);
      if (change !== null) yield { path, change };
      if (was?.kind === 'directory' && is?.kind === 'directory') {
        pairs.push({ path, depth: pair.depth + 1, before: was, after: is });
      }
    }
  }
}

async function entriesOf(directory: DirectoryNode): Promise<ReadonlyMap<string, DirectoryEntry>> {
  const entries = new Map<string, DirectoryEntry>();
  for await (const entry of directory.entries()) {
    if (entries.size >= MAX_ENTRIES) throw tooMuch(`A directory holds more than ${MAX_ENTRIES} names.`);
    entries.set(entry.name.toString('latin1'), entry);
  }
  return entries;
}

async function changeOf(was: FileNode, is: FileNode): Promise<FileChange['change'] | null> {
  if (was.kind !== is.kind) return 'kind';
  if (was.kind === 'file' && is.kind === 'file' && !(await sameBytes(was, is))) return 'content';
  if (was.kind === 'link' && is.kind === 'link' && !(await sameTarget(was, is))) return 'content';
  const [old, fresh] = [was.owner, is.owner];
  return old?.mode === fresh?.mode && old?.uid === fresh?.uid && old?.gid === fresh?.gid ? null : 'owner';
}

async function sameBytes(was: RegularFile, is: RegularFile): Promise<boolean> {
  const { size } = was.content;
  if (size !== is.content.size) return false;
  if (was.modifiedAt === is.modifiedAt) return true;
  for (let offset = 0; offset < size; offset += PIECE) {
    // Both may be read into the same memory.
    const piece = Buffer.from(await was.content.read(offset, PIECE));
    if (!piece.equals(await is.content.read(offset, PIECE))) return false;
  }
  return true;
}

async function sameTarget(was: SymbolicLink, is: SymbolicLink): Promise<boolean> {
  return Buffer.from(await was.target()).equals(await is.target());
}

function tooMuch(what: string): DiskError {
  return new DiskError('limit-exceeded', what);
}
