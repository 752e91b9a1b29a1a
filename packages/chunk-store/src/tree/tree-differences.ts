import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { childPlace, decodePage, encodePage, entrySpan, requirePlace, type TreeEntry, type TreePage } from './page.ts';
import type { ByteRange, ReadPage } from './tree-walk.ts';

/** A tree, and how its pages are read. */
export interface TreePages {
  readonly root: ChunkId;
  readonly top: TreePage;
  readonly readPage: ReadPage;
}

/**
 * Where two contents differ, from left to right, in maximal ranges of whole chunks: of a chunk that differs somewhere all
 * bytes count. A content that ends before the other counts as zeros from there on. Equal subtrees are not entered, and one page
 * of each level of both trees is in memory.
 *
 * @throws what reading pages throws.
 */
export async function* treeDifferences(before: TreePages, after: TreePages): AsyncGenerator<ByteRange> {
  const level = Math.max(before.top.level, after.top.level);
  const [old, fresh] = [raised(before, level), raised(after, level)];
  let last: ByteRange | null = null;
  for await (const range of differencesOf(old.top, fresh.top, 0, { before: old.readPage, after: fresh.readPage })) {
    if (last !== null && last.offset + last.length === range.offset) {
      last = { offset: last.offset, length: last.length + range.length };
    } else {
      if (last !== null) yield last;
      last = range;
    }
  }
  if (last !== null) yield last;
}

async function* differencesOf(
  before: TreePage,
  after: TreePage,
  start: number,
  readPage: { readonly before: ReadPage; readonly after: ReadPage },
): AsyncGenerator<ByteRange> {
  const span = entrySpan(before.level);
  const covered = Math.max(before.covered, after.covered);
  const count = Math.max(before.count, after.count);
  for (let position = 0; position < count; position += 1) {
    const [was, is] = [entryOf(before, position), entryOf(after, position)];
    if (was === is) continue;
    const offset = start + position * span;
    if (before.level === 0) {
      yield { offset, length: Math.min(span, covered - position * span) };
    } else {
      const old = await childOf(before, position, readPage.before);
      const fresh = await childOf(after, position, readPage.after);
      yield* differencesOf(old, fresh, offset, readPage);
    }
  }
}

function entryOf(page: TreePage, position: number): TreeEntry {
  return position < page.count ? page.entry(position) : null;
}

async function childOf(page: TreePage, position: number, readPage: ReadPage): Promise<TreePage> {
  if (position >= page.count) return zeros(page.level - 1, 0);
  const place = childPlace(page, position);
  const entry = page.entry(position);
  // Zeros reach as far as data would, and so may end behind the other content.
  return entry === null ? zeros(place.level, place.covered) : requirePlace(await readPage(entry), place);
}

function zeros(level: number, covered: number): TreePage {
  return { level, covered, count: 0, entry: () => null };
}

/** A tree as it would stand in one of more levels: the first entry of each page above it. */
function raised({ root, top, readPage }: TreePages, level: number): TreePages {
  if (top.level >= level) return { root, top, readPage };
  const above = encodePage(top.level + 1, top.covered, top.covered === 0 ? [] : [root]);
  const id = chunkIdOf(above);
  const page = decodePage(id, above);
  return raised({ root: id, top: page, readPage: async (each) => (each === root ? top : readPage(each)) }, level);
}
