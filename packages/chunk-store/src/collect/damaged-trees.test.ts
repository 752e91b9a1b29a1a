import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { encodePage, PAGE_FANOUT } from '../tree/page.ts';
import { contentOf } from '../testing/content.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, type TemporaryStore } from '../testing/temporary-store.ts';

/** Takes a chunk out of service, as a scrub does that finds it damaged. */
async function condemn({ index }: TemporaryStore, id: ChunkId): Promise<void> {
  const location = (await index.locate([id])).get(id) ?? assert.fail('it is not stored');
  await index.quarantine([{ id, location, damage: 'corrupt' }], 0);
}

/** How many of these contents' chunks are still there. */
async function stored({ index }: TemporaryStore, chunks: readonly number[]): Promise<number> {
  return (await index.locate(chunks.map((chunk) => chunkIdOf(contentOf([chunk]))))).size;
}

describe('a collection that meets a damaged tree', () => {
  check('says which, keeps all that it might reach, and frees what is older', async (temporary) => {
    const { store } = temporary;
    await put(store, contentOf([1, 2, 3]));
    await put(store, contentOf([4, 5]));
    const damaged = await put(store, contentOf([5, 6, 7]));
    await put(store, contentOf([8, 9]));
    await condemn(temporary, damaged);
    const report = await store.collect(roots(damaged));
    assert.equal(report.damagedTrees, 1);
    assert.partialDeepStrictEqual(report.damaged, [{ tree: { root: damaged, keptBy: 'image' } }]);
    assert.match(report.damaged[0]?.reason ?? '', /out of service/);
    assert.equal(await stored(temporary, [1, 2, 3, 4]), 0, 'nobody who came later can need it');
    assert.equal(await stored(temporary, [5, 6, 7]), 3);
    assert.equal(await stored(temporary, [8, 9]), 2, 'what came later may be shared with it');
    // The damage is healed by whoever uploads the same again, and then there is nothing in the way.
    assert.equal(await put(store, contentOf([5, 6, 7])), damaged);
    const next = await store.collect(roots(damaged));
    assert.deepEqual([next.damagedTrees, await stored(temporary, [8, 9])], [0, 0]);
    assert.ok((await get(store, damaged)).equals(contentOf([5, 6, 7])));
  });

  check('frees nothing when even the root is gone', async (temporary) => {
    const { store, index } = temporary;
    const lost = await put(store, contentOf([1]));
    await store.collect(roots());
    await put(store, contentOf([2]));
    const report = await store.collect(roots(lost));
    assert.deepEqual([report.damagedTrees, report.swept.chunks, report.held.chunks], [1, 0, 2]);
    assert.equal((await index.usage()).chunks, 2);
    assert.equal((await store.collect(roots())).swept.chunks, 2);
  });

  check('is not led astray by somebody who uploads the bytes of a page', async (temporary) => {
    const { store } = temporary;
    const ingest = await store.ingest();
    await ingest.write(contentOf([1]));
    for (let count = 1; count < PAGE_FANOUT; count += 33) await ingest.write(Buffer.alloc(33 * CHUNK_SIZE));
    await ingest.write(contentOf([2]));
    const { root, release } = await ingest.finish();
    await release();
    const zeros = Array.from({ length: PAGE_FANOUT - 1 }, () => null);
    const page = encodePage(0, PAGE_FANOUT * CHUNK_SIZE, [chunkIdOf(contentOf([1])), ...zeros]);
    // The page has been seen now, and what lies under it has not.
    await put(store, page);
    await condemn(temporary, chunkIdOf(page));
    for (let round = 0; round < 2; round += 1) {
      assert.equal((await store.collect(roots(root))).damagedTrees, 1);
      assert.equal(await stored(temporary, [1, 2]), 2);
    }
  });
});
