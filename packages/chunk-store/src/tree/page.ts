/**
 * A tree names content by one hash. Its leaves are the chunks of the content in order, its inner nodes are *pages* of
 * up to 1,024 ids, and each page is stored as a chunk itself, so that equal subtrees are stored once.
 *
 *                  root page  level 1, covers 300 MiB
 *                 /          \
 *        page level 0       page level 0         an entry of 32 zero bytes stands for
 *        covers 256 MiB     covers 44 MiB        a chunk or a subtree that is all zero
 *        /    |     \          |    \
 *     chunk  zero   chunk …  chunk   chunk (the last one may be shorter)
 *
 * Layout of a page, numbers little-endian:
 *
 *      0  magic "IGTP"          5  level                          8  bytes covered, u64
 *      4  version 1             6  log2 of the chunk size        16  number of entries, u16
 *                               7  log2 of the entries a page    18  zero
 *     32  the entries, 32 bytes each
 *
 * There is exactly one tree for given content: the root has the least level that holds it, every page but the last of
 * its level is full, and a page that is all zero is only ever written as a root. What is trusted: nothing. A page is
 * decoded only together with the id that it must hash to, every field is checked, and so is its place under its parent.
 */
import {
  CHUNK_ID_SIZE,
  CHUNK_SIZE,
  CHUNK_SIZE_LOG2,
  chunkIdFromBytes,
  chunkIdOf,
  chunkIdToBytes,
  type ChunkId,
} from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';

export const PAGE_FANOUT = 1024;
const PAGE_FANOUT_LOG2 = 10;
const HEADER_SIZE = 32;
const MAGIC = Buffer.from('IGTP');
const VERSION = 1;
const ZERO_ENTRY = Buffer.alloc(CHUNK_ID_SIZE);
/** Three levels above the leaves hold 256 PiB, more than a safe integer counts. */
const MAX_LEVEL = 3;

/** What stands in one place of a page: a chunk or a page below, or null for nothing but zeros. */
export type TreeEntry = ChunkId | null;

export interface TreePage {
  /** 0 when the entries are chunks, else the entries are pages of one level less. */
  readonly level: number;
  /** Bytes of content under this page. */
  readonly covered: number;
  readonly count: number;
  /** @param position from 0 to `count - 1`. */
  entry(position: number): TreeEntry;
}

/** Bytes of content under one entry of a full page at `level`. */
export function entrySpan(level: number): number {
  return CHUNK_SIZE * PAGE_FANOUT ** level;
}

/** The level of the root over so many bytes: the least that holds them. */
export function rootLevel(size: number): number {
  let level = 0;
  while (size > entrySpan(level) * PAGE_FANOUT) level += 1;
  return level;
}

export function encodePage(level: number, covered: number, entries: readonly TreeEntry[]): Buffer {
  const ids = Buffer.alloc(entries.length * CHUNK_ID_SIZE);
  entries.forEach((entry, position) => {
    if (entry !== null) chunkIdToBytes(entry).copy(ids, position * CHUNK_ID_SIZE);
  });
  return encodePageOfIds(level, covered, ids);
}

/** @param ids of the entries, end to end. */
export function encodePageOfIds(level: number, covered: number, ids: Buffer): Buffer {
  const page = Buffer.alloc(HEADER_SIZE + ids.length);
  MAGIC.copy(page);
  page[4] = VERSION;
  page[5] = level;
  page[6] = CHUNK_SIZE_LOG2;
  page[7] = PAGE_FANOUT_LOG2;
  page.writeBigUInt64LE(BigInt(covered), 8);
  page.writeUInt16LE(ids.length / CHUNK_ID_SIZE, 16);
  ids.copy(page, HEADER_SIZE);
  return page;
}

/**
 * @param id what the bytes must hash to: a wrong page would show wrong content as right.
 * @throws ChunkStoreError 'corrupt' when the bytes are not that page, or no page that could have been written.
 */
export function decodePage(id: ChunkId, bytes: Buffer): TreePage {
  const refuse = (what: string): never => {
    throw new ChunkStoreError('corrupt', `tree page ${id} has ${what}`);
  };
  if (chunkIdOf(bytes) !== id) refuse('other bytes than were stored');
  if (bytes.length < HEADER_SIZE || !bytes.subarray(0, 4).equals(MAGIC)) refuse('no header');
  if (bytes[4] !== VERSION) refuse(`the unknown version ${bytes[4]}`);
  if (bytes[6] !== CHUNK_SIZE_LOG2 || bytes[7] !== PAGE_FANOUT_LOG2) refuse('an unknown geometry');
  if (bytes.subarray(18, HEADER_SIZE).some((byte) => byte !== 0)) refuse('an unknown field');
  const level = bytes.readUInt8(5);
  const size = bytes.readBigUInt64LE(8);
  const count = bytes.readUInt16LE(16);
  if (level > MAX_LEVEL) refuse(`the impossible level ${level}`);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) refuse('more bytes than can be counted');
  const covered = Number(size);
  if (count > PAGE_FANOUT || count !== Math.ceil(covered / entrySpan(level)))
    refuse('entries that do not fit its size');
  if (bytes.length !== HEADER_SIZE + count * CHUNK_ID_SIZE) refuse('a wrong length');
  return {
    level,
    covered,
    count,
    entry: (position) => {
      if (position < 0 || position >= count)
        throw new RangeError(`a page of ${count} entries has no entry ${position}`);
      const start = HEADER_SIZE + position * CHUNK_ID_SIZE;
      const entry = bytes.subarray(start, start + CHUNK_ID_SIZE);
      return entry.equals(ZERO_ENTRY) ? null : chunkIdFromBytes(entry);
    },
  };
}

/** What the page above `position` says that a page must be. */
export interface PagePlace {
  readonly level: number;
  readonly covered: number;
}

/** The place of the page that stands at `position` of `parent`, whose level is above 0. */
export function childPlace(parent: TreePage, position: number): PagePlace {
  const span = entrySpan(parent.level);
  return { level: parent.level - 1, covered: Math.min(span, parent.covered - position * span) };
}

/** @throws ChunkStoreError 'corrupt' when `page` stands where it does not belong. */
export function requirePlace(page: TreePage, place: PagePlace): TreePage {
  if (page.level === place.level && page.covered === place.covered) return page;
  throw new ChunkStoreError('corrupt', `a tree page of level ${page.level} stands where it cannot be`);
}

/** @throws ChunkStoreError 'corrupt' when `page` is not the least root over its content. */
export function requireRoot(page: TreePage): TreePage {
  if (page.level === 0 || page.count > 1) return page;
  throw new ChunkStoreError('corrupt', 'the root page of a tree has one entry only');
}
