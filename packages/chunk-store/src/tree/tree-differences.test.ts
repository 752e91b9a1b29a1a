import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { PagesInMemory } from '../testing/pages-in-memory.ts';
import { encodePage, PAGE_FANOUT, requireRoot, type TreeEntry } from './page.ts';
import { treeDifferences } from './tree-differences.ts';
import type { ByteRange } from './tree-walk.ts';

const ids = Array.from({ length: 8 }, (_, number) => chunkIdOf(Buffer.from(String(number))));

interface Content {
  readonly entries: readonly TreeEntry[];
  /** Bytes of the last chunk. */
  readonly tail: number;
}

/** A content of runs: how many chunks of which number, null for zeros. */
function contentOf(runs: readonly (readonly [number | null, number])[], tail = CHUNK_SIZE): Content {
  const entries = runs.flatMap(([number, count]) =>
    Array.from({ length: count }, (): TreeEntry => (number === null ? null : (ids[number] ?? null))),
  );
  return { entries, tail };
}

/** The differences, and the pages that were read to find them. */
async function differences(before: Content, after: Content): Promise<{ ranges: ByteRange[]; read: number }> {
  const pages = new PagesInMemory();
  let read = 0;
  const open = async ({ entries, tail }: Content) => {
    const root = await pages.build(entries, tail);
    const readPage = (id: ChunkId) => {
      read += 1;
      return pages.read(id);
    };
    return { root, top: requireRoot(await pages.read(root)), readPage };
  };
  return { ranges: await Array.fromAsync(treeDifferences(await open(before), await open(after))), read };
}

/** What it has to be: chunk by chunk. */
function compared(before: Content, after: Content): ByteRange[] {
  const sizeOf = ({ entries, tail }: Content): number =>
    entries.length === 0 ? 0 : (entries.length - 1) * CHUNK_SIZE + tail;
  const size = Math.max(sizeOf(before), sizeOf(after));
  const ranges: { offset: number; length: number }[] = [];
  for (let position = 0; position * CHUNK_SIZE < size; position += 1) {
    if ((before.entries[position] ?? null) === (after.entries[position] ?? null)) continue;
    const offset = position * CHUNK_SIZE;
    const length = Math.min(CHUNK_SIZE, size - offset);
    const last = ranges.at(-1);
    if (last && last.offset + last.length === offset) last.length += length;
    else ranges.push({ offset, length });
  }
  return ranges;
}

describe('the differences of two trees', () => {
  it('are none between equal ones, of which no page is read', async () => {
    const large = contentOf([[1, PAGE_FANOUT * 3]]);
    assert.deepEqual(await differences(large, large), { ranges: [], read: 0 });
    const nothing = contentOf([]);
    assert.deepEqual(await differences(nothing, nothing), { ranges: [], read: 0 });
  });

  it('are found by reading only the pages that differ', async () => {
    const before = contentOf([[1, PAGE_FANOUT * 5]]);
    const after = { ...before, entries: before.entries.with(PAGE_FANOUT * 2 + 7, ids[2] ?? null) };
    const ranges = [{ offset: (PAGE_FANOUT * 2 + 7) * CHUNK_SIZE, length: CHUNK_SIZE }];
    assert.deepEqual(await differences(before, after), { ranges, read: 2 });
  });

  it('of contents of different heights are those of their bytes', async () => {
    const pages = new PagesInMemory();
    const page = (level: number, chunks: number, entries: readonly TreeEntry[]): ChunkId => {
      const bytes = encodePage(level, chunks * CHUNK_SIZE, entries);
      const id = chunkIdOf(bytes);
      pages.stored.set(id, bytes);
      return id;
    };
    const zeros = (count: number): null[] => Array.from({ length: count }, () => null);
    const [one = null, two = null] = ids;
    // Written by hand, since it has a million chunks.
    const leaf = page(0, PAGE_FANOUT, [one, ...zeros(PAGE_FANOUT - 1)]);
    const first = page(1, PAGE_FANOUT ** 2, [leaf, ...zeros(PAGE_FANOUT - 1)]);
    const second = page(1, 1, [page(0, 1, [two])]);
    const open = async (root: ChunkId) => ({ root, top: requireRoot(await pages.read(root)), readPage: pages.read });
    const high = await open(page(2, PAGE_FANOUT ** 2 + 1, [first, second]));
    const low = await open(page(0, 1, [one]));
    const ranges = [{ offset: PAGE_FANOUT ** 2 * CHUNK_SIZE, length: CHUNK_SIZE }];
    assert.deepEqual(await Array.fromAsync(treeDifferences(low, high)), ranges);
    assert.deepEqual(await Array.fromAsync(treeDifferences(high, low)), ranges);
  });

  it('of a short last chunk over zeros that go on are those of the whole chunk', async () => {
    const zeros = contentOf([[null, PAGE_FANOUT + 100]]);
    const short = contentOf(
      [
        [null, PAGE_FANOUT + 50],
        [1, 1],
      ],
      1000,
    );
    const ranges = [{ offset: (PAGE_FANOUT + 50) * CHUNK_SIZE, length: CHUNK_SIZE }];
    assert.deepEqual((await differences(zeros, short)).ranges, ranges);
    assert.deepEqual((await differences(short, zeros)).ranges, ranges);
  });

  it('are those of a comparison chunk by chunk', async () => {
    const run = fc.tuple(fc.option(fc.nat(2), { nil: null }), fc.integer({ min: 1, max: 1100 }));
    const content = fc
      .tuple(fc.array(run, { maxLength: 4 }), fc.integer({ min: 1, max: CHUNK_SIZE }))
      .map(([runs, tail]) => contentOf(runs, tail));
    await fc.assert(
      fc.asyncProperty(content, content, async (before, after) => {
        assert.deepEqual((await differences(before, after)).ranges, compared(before, after));
      }),
      { numRuns: 50 },
    );
  });
});
