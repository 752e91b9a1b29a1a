import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdOf, chunkIdToBytes } from '../chunk-id.ts';
import { PagesInMemory } from '../testing/pages-in-memory.ts';
import { PAGE_FANOUT, type TreeEntry } from './page.ts';
import { treeRootOf } from './tree-root-of.ts';

const MILLION = PAGE_FANOUT ** 2;

/** Ids with zeros between them: single ones, and stretches of more than a page. */
function entries(count: number): TreeEntry[] {
  return Array.from({ length: count }, (_, number) => {
    const isZeros = number % 7 === 3 || number % (5 * PAGE_FANOUT) > 2 * PAGE_FANOUT;
    return isZeros ? null : chunkIdOf(Buffer.from(`${number % 97}`));
  });
}

function idsOf(ofChunks: readonly TreeEntry[]): Buffer {
  const ids = Buffer.alloc(ofChunks.length * CHUNK_ID_SIZE);
  for (const [number, id] of ofChunks.entries()) if (id) chunkIdToBytes(id).copy(ids, number * CHUNK_ID_SIZE);
  return ids;
}

describe('the root over ids', () => {
  for (const count of [
    0,
    1,
    4,
    PAGE_FANOUT - 1,
    PAGE_FANOUT,
    PAGE_FANOUT + 1,
    9 * PAGE_FANOUT + 5,
    MILLION,
    MILLION + 1,
  ]) {
    it(`is that of the tree of ${count} chunks`, async () => {
      const chunks = entries(count);
      for (const last of count === 0 ? [0] : [1, CHUNK_SIZE]) {
        const size = Math.max(0, count - 1) * CHUNK_SIZE + last;
        assert.equal(treeRootOf(idsOf(chunks), size), await new PagesInMemory().build(chunks, last || CHUNK_SIZE));
      }
    });
  }

  it('is that of the tree of zeros', async () => {
    for (const count of [1, PAGE_FANOUT, PAGE_FANOUT + 1, MILLION + 1]) {
      const zeros = Array.from({ length: count }, () => null);
      assert.equal(treeRootOf(idsOf(zeros), count * CHUNK_SIZE), await new PagesInMemory().build(zeros));
    }
  });
});
