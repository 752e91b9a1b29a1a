import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { readCopy } from '../read-exactly.ts';
import { ATTRIBUTE } from './attribute.ts';
import { parseIndexEntries, type IndexEntry, type IndexKey } from './directory-node.ts';
import type { FileRecord } from './file-record.ts';
import type { FileReference } from './file-reference.ts';
import { applyFixups } from './fixups.ts';
import type { Mft } from './mft.ts';
import type { Collation } from './upcase.ts';

const NAME = '$I30';
const ROOT_HEADER = 16;
const BLOCK_HEADER = 24;
const SECTOR = 512;
/** Enough for more names than a volume can hold. */
const MAX_DEPTH = 16;
/** Nodes that one listing visits: as many as some four million names need. */
const MAX_NODES = 131_072;

/** The tree of names of a directory (Linux-NTFS project, "$INDEX_ROOT", "$INDEX_ALLOCATION"). */
export class DirectoryIndex {
  readonly #root: readonly IndexEntry[];
  readonly #blocks: ByteSource | null;
  readonly #blockSize: number;
  /** Bytes for one in the number of a node. */
  readonly #unit: number;

  private constructor(root: readonly IndexEntry[], blocks: ByteSource | null, blockSize: number, unit: number) {
    this.#root = root;
    this.#blocks = blocks;
    this.#blockSize = blockSize;
    this.#unit = unit;
  }

  /** @throws DiskError */
  static async open(mft: Mft, directory: FileRecord): Promise<DirectoryIndex> {
    const { indexBlockSize, clusterSize, recordSize } = mft.volume.geometry;
    const root = await mft.value(directory, ATTRIBUTE.INDEX_ROOT, { name: NAME });
    if (root === null) throw new DiskError('malformed', 'A directory of the NTFS volume has no index.');
    const bytes = Buffer.from(await root.read(0, recordSize));
    if (bytes.length < ROOT_HEADER || bytes.readUInt32LE(8) !== indexBlockSize) {
      throw new DiskError('malformed', 'A directory of the NTFS volume has an index of another kind.');
    }
    return new DirectoryIndex(
      parseIndexEntries(bytes.subarray(ROOT_HEADER)),
      await mft.value(directory, ATTRIBUTE.INDEX_ALLOCATION, { name: NAME }),
      indexBlockSize,
      clusterSize <= indexBlockSize ? clusterSize : SECTOR,
    );
  }

  /** All names in order. @throws DiskError */
  keys(): AsyncGenerator<IndexKey> {
    return this.#walk(this.#root, new Set(), 0);
  }

  /** The file of a name, long or short. @returns null where there is none. @throws DiskError */
  async find(name: string, compare: Collation): Promise<FileReference | null> {
    let entries = this.#root;
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      let child: number | null = null;
      for (const entry of entries) {
        const order = entry.key === null ? -1 : compare(name, entry.key.name);
        if (order === 0 && entry.key !== null) return entry.key.file;
        child = entry.child;
        if (order < 0) break;
      }
      if (child === null) return null;
      entries = await this.#block(child);
    }
    throw tooDeep();
  }

  async *#walk(entries: readonly IndexEntry[], visited: Set<number>, depth: number): AsyncGenerator<IndexKey> {
    if (depth > MAX_DEPTH) throw tooDeep();
    for (const { child, key } of entries) {
      if (child !== null) {
        if (visited.has(child) || visited.size >= MAX_NODES) throw tooDeep();
        visited.add(child);
        yield* this.#walk(await this.#block(child), visited, depth + 1);
      }
      if (key !== null) yield key;
    }
  }

  async #block(number: number): Promise<readonly IndexEntry[]> {
    if (this.#blocks === null) throw new DiskError('malformed', 'A directory of the NTFS volume lacks its nodes.');
    const bytes = await readCopy(this.#blocks, number * this.#unit, this.#blockSize, 'node of a directory');
    if (!applyFixups(bytes, 'INDX')) throw new DiskError('malformed', 'A node of a directory of NTFS is damaged.');
    return parseIndexEntries(bytes.subarray(BLOCK_HEADER));
  }
}

function tooDeep(): DiskError {
  return new DiskError('malformed', 'A directory of the NTFS volume goes in circles, or has too many names.');
}
