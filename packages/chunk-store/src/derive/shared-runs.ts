import { CHUNK_SIZE } from '../chunk-id.ts';
import { childPlace, entrySpan, PAGE_FANOUT, requirePlace, rootLevel, type TreePage } from '../tree/page.ts';
import type { TreeRun } from '../tree/tree-builder.ts';
import { intersect, type ByteRange, type ReadPage } from '../tree/tree-walk.ts';

/** What a tree and one that is derived from it have in common. */
export interface SharedTree {
  readonly top: TreePage;
  readonly readPage: ReadPage;
  /** Of the derived tree, in bytes. */
  readonly size: number;
}

/**
 * A range of a tree as runs of subtrees, as large as can be, for a derived tree to be built of. Pages are read only where
 * the range cuts them.
 *
 * @param range begins at a chunk, and ends at one, or where both trees end; it lies in both.
 */
export function sharedRuns(tree: SharedTree, range: ByteRange): AsyncGenerator<TreeRun> {
  return runsOf(tree, tree.top, 0, range);
}

async function* runsOf(tree: SharedTree, page: TreePage, start: number, range: ByteRange): AsyncGenerator<TreeRun> {
  const span = entrySpan(page.level);
  const end = range.offset + range.length;
  const last = Math.min(page.count, Math.ceil((end - start) / span));
  for (let position = Math.max(0, Math.floor((range.offset - start) / span)); position < last;) {
    const whole = countWhole(tree, page, start, position, range);
    if (whole > 0) {
      const entries = Array.from({ length: whole }, (_, next) => page.entry(position + next));
      yield { level: page.level, entries, length: Math.min(whole * span, page.covered - position * span) };
      position += whole;
      continue;
    }
    const offset = start + position * span;
    const entry = page.entry(position);
    const part = { offset, length: Math.min(span, page.covered - position * span) };
    if (entry === null) yield* zeroRuns(intersect(part, range), tree.size);
    else yield* runsOf(tree, requirePlace(await tree.readPage(entry), childPlace(page, position)), offset, range);
    position += 1;
  }
}

/** How many entries from `position` on the derived tree can have as they are. */
function countWhole(tree: SharedTree, page: TreePage, start: number, position: number, range: ByteRange): number {
  const span = entrySpan(page.level);
  if (page.level > rootLevel(tree.size)) return 0;
  const offset = start + position * span;
  if (offset < range.offset) return 0;
  const end = range.offset + range.length;
  const full = Math.min(Math.floor((Math.min(end, start + page.covered) - offset) / span), page.count - position);
  // A last entry that covers less stands only at the end of a tree.
  const endsBoth = end === tree.size && end === start + page.covered && page.covered % span !== 0;
  return full + (endsBoth ? 1 : 0);
}

/**
 * Zeros as runs of subtrees, as large as can be.
 *
 * @param range begins at a chunk, and ends at one, or with the tree. @param size of the tree in bytes.
 */
export function* zeroRuns({ offset, length }: ByteRange, size: number): Generator<TreeRun> {
  const end = offset + length;
  const top = rootLevel(size);
  for (let at = offset; at < end;) {
    let level = 0;
    while (level < top && at % entrySpan(level + 1) === 0 && at + entrySpan(level + 1) <= end) level += 1;
    const span = entrySpan(level);
    // Up to where a larger subtree may begin.
    const pageEnd = Math.min(end, (Math.floor(at / (span * PAGE_FANOUT)) + 1) * span * PAGE_FANOUT);
    const full = Math.floor((pageEnd - at) / span);
    const count = full === 0 ? 1 : full;
    const covered = Math.min(count * span, end - at);
    yield { level, entries: Array.from({ length: count }, () => null), length: covered };
    at += covered;
  }
}

/** The end of the last whole chunk before `offset`. */
export function chunkFloor(offset: number): number {
  return offset - (offset % CHUNK_SIZE);
}
