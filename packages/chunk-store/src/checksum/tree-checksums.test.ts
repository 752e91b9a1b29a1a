import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { checksumsOf, contentOf } from '../testing/content.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { put } from '../testing/temporary-store.ts';

const { signal } = new AbortController();

describe('the checksums of a tree', () => {
  for (const [what, chunks, tail] of [
    ['nothing', [], 0],
    ['less than a chunk', [], 77],
    ['data and holes', [1, 0, 0, 2, 3, 4, 5, 6, 7, 0, 8], 1000],
    ['zeros at the end', [1, 0, 0, 0], 0],
    ['more than is read ahead', Array.from({ length: 60 }, (_, at) => at + 1), 5],
  ] as const) {
    check(`are those of its bytes: ${what}`, async ({ store }) => {
      const content = contentOf(chunks, tail);
      const done: number[] = [];
      const root = await put(store, content);
      const checksums = await store.checksums(root, { signal, progress: (bytes) => done.push(bytes) });
      assert.deepEqual(checksums, checksumsOf(content));
      assert.equal(done.at(-1) ?? 0, content.length);
    });
  }

  check('are given up when nobody wants them any more', async ({ store }) => {
    const root = await put(store, contentOf([1, 0, 2, 0, 3]));
    const stop = new AbortController();
    const reason = new Error('enough');
    const work = store.checksums(root, { signal: stop.signal, progress: () => stop.abort(reason) });
    await assert.rejects(work, reason);
    await assert.rejects(store.checksums(root, { signal: stop.signal }), reason);
  });

  check('are not made of a tree that is not there', async ({ store }) => {
    const root = await put(store, contentOf([1]));
    await store.collect(async function* none() {});
    await rejectsWith('missing', store.checksums(root, { signal }));
  });
});
