import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import { childPlace, entrySpan, requirePlace, type TreePage } from './page.ts';

export type ReadPage = (id: ChunkId) => Promise<TreePage>;

/** A range of bytes, in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A stretch of content: whole chunks (the last of the tree may be shorter), or zeros of any length. */
export type ContentRun =
  | { readonly kind: 'zero'; readonly offset: number; readonly length: number }
  | { readonly kind: 'data'; readonly offset: number; readonly length: number; readonly ids: readonly ChunkId[] };

/**
 * The content of a tree from left to right, one page in memory a level. Zero subtrees are not entered.
 *
 * @param range what to walk. Data runs are whole chunks, so they may stick out of it on both sides; zero runs do not.
 */
export async function* walkTree(root: TreePage, readPage: ReadPage, range: ByteRange): AsyncGenerator<ContentRun> {
  if (range.length > 0) yield* walkPage(root, 0, readPage, range);
}

async function* walkPage(
  page: TreePage,
  start: number,
  readPage: ReadPage,
  range: ByteRange,
): AsyncGenerator<ContentRun> {
  const span = entrySpan(page.level);
  const first = Math.max(0, Math.floor((range.offset - start) / span));
  const end = Math.min(page.count, Math.ceil((range.offset + range.length - start) / span));
  for (let position = first; position < end;) {
    const offset = start + position * span;
    const entry = page.entry(position);
    if (entry !== null && page.level > 0) {
      const child = requirePlace(await readPage(entry), childPlace(page, position));
      yield* walkPage(child, offset, readPage, range);
      position += 1;
    } else {
      const ids = entry === null ? [] : leafIds(page, position, end);
      const count = entry === null ? countZeros(page, position, end) : ids.length;
      const run = { offset, length: Math.min(count * span, page.covered - position * span) };
      yield entry === null ? { kind: 'zero', ...intersect(run, range) } : { kind: 'data', ...run, ids };
      position += count;
    }
  }
}

function countZeros(page: TreePage, first: number, end: number): number {
  let position = first;
  while (position < end && page.entry(position) === null) position += 1;
  return position - first;
}

function leafIds(page: TreePage, first: number, end: number): ChunkId[] {
  const ids: ChunkId[] = [];
  for (let position = first; position < end; position += 1) {
    const id = page.entry(position);
    if (id === null) break;
    ids.push(id);
  }
  return ids;
}

/** The chunks of a data run, each with its place. */
export function* chunksOf(
  run: ContentRun & { readonly kind: 'data' },
): Generator<ByteRange & { readonly id: ChunkId }> {
  for (const [position, id] of run.ids.entries()) {
    const start = position * CHUNK_SIZE;
    yield { id, offset: run.offset + start, length: Math.min(CHUNK_SIZE, run.length - start) };
  }
}

/** The bytes that two ranges, which touch, have in common. */
export function intersect(one: ByteRange, other: ByteRange): ByteRange {
  const offset = Math.max(one.offset, other.offset);
  return { offset, length: Math.min(one.offset + one.length, other.offset + other.length) - offset };
}
