import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { encodePage, PAGE_FANOUT } from '../tree/page.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { NO_USAGE } from '../testing/assert-live.ts';
import { contentOf } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { MemoryChunkIndex } from '../testing/memory-chunk-index.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots } from '../testing/temporary-store.ts';

describe('a collection', () => {
  check('keeps what live roots reach, and frees the rest', async ({ store, files }) => {
    const shared = [1, 2, 3, 4, 5, 6, 7, 8];
    const kept = await put(store, contentOf([...shared, 9]));
    const dropped = await put(store, contentOf([...shared, 10, 11, 12, 13, 14, 15, 16]));
    const before = (await files()).length;
    const report = await store.collect(roots(kept));
    assert.equal(report.roots, 1);
    assert.equal(report.kept['image']?.chunks, 10);
    assert.equal(report.swept.chunks, 8);
    assert.ok(report.swept.bytes > 7 * CHUNK_SIZE);
    assert.equal(report.deletedPacks.packs, before - (await files()).length);
    assert.ok(report.deletedPacks.packs >= 1 && report.deletedPacks.bytes > 0);
    assert.ok((await get(store, kept)).equals(contentOf([...shared, 9])));
    await rejectsWith('missing', store.open(dropped));
    assert.equal((await store.collect(roots(kept, kept))).swept.chunks, 0);
    await store.collect(roots());
    assert.deepEqual(await store.usage(), NO_USAGE);
    assert.deepEqual(await files(), []);
  });

  check(
    'follows trees of several levels, also when a page is at the same time content of another tree',
    async ({ store }) => {
      const first = contentOf([1]);
      const ingest = await store.ingest();
      await ingest.write(first);
      for (let count = 1; count < PAGE_FANOUT; count += 33) await ingest.write(Buffer.alloc(33 * CHUNK_SIZE));
      await ingest.write(contentOf([2]));
      const { root, release } = await ingest.finish();
      await release();
      // Whoever knows the content can make the bytes of its first page, and upload them.
      const zeros = Array.from({ length: PAGE_FANOUT - 1 }, () => null);
      const disguised = await put(store, encodePage(0, PAGE_FANOUT * CHUNK_SIZE, [chunkIdOf(first), ...zeros]));
      assert.equal((await store.usage()).chunks, 6, 'the page is stored once');
      for (const order of [
        [disguised, root],
        [root, disguised],
      ]) {
        const report = await store.collect(roots(...order));
        assert.equal(report.swept.chunks, 0);
        assert.ok((await (await store.open(root)).read(0, CHUNK_SIZE)).equals(first));
      }
    },
  );

  check('leaves alone what a running ingest has stored or re-used', async ({ store }) => {
    const old = await put(store, contentOf([1, 2, 3]));
    const ingest = await store.ingest();
    const content = contentOf([1, 2, 3, ...Array.from({ length: 33 }, (_, seed) => seed + 4)]);
    await ingest.write(content);
    await store.collect(roots());
    await ingest.write(contentOf([1, 2]));
    const { root, release } = await ingest.finish();
    await store.collect(roots());
    assert.ok((await get(store, root)).equals(Buffer.concat([content, contentOf([1, 2])])));
    await release();
    await store.collect(roots(root));
    assert.ok((await get(store, root)).equals(Buffer.concat([content, contentOf([1, 2])])));
    await rejectsWith('missing', store.open(old));
  });

  check('sweeps nothing when it cannot read, or is not told what lives', async ({ store, index, reopen, backend }) => {
    const other = await put(store, contentOf([2]));
    const broken = await reopen({
      backend: faulty(backend, (method) => {
        if (method === 'read') throw new Error('a read error');
      }),
    });
    await assert.rejects(broken.collect(roots(other)), /a read error/);
    assert.equal((await index.usage()).chunks, 2);
    await assert.rejects(
      store.collect(async function* failing() {
        yield await Promise.reject(new Error('no list'));
      }),
      /no list/,
    );
    assert.equal((await index.usage()).chunks, 2);
  });

  check('runs once at a time, and can be stopped', async ({ store, index }) => {
    await put(store, contentOf([1]));
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const stop = new AbortController();
    const first = store.collect(
      async function* waiting() {
        begun.resolve();
        await go.promise;
        yield* roots()();
      },
      { signal: stop.signal },
    );
    await begun.promise;
    await rejectsWith('busy', store.collect(roots()));
    stop.abort();
    go.resolve();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal((await index.usage()).chunks, 2);
    assert.equal((await store.collect(roots())).swept.chunks, 2);
  });

  check('takes over from a collection whose process has died', async ({ store, index }) => {
    await put(store, contentOf([1]));
    await index.openLease({ kind: 'collection', owner: 'test', now: Date.now(), expiresAt: Date.now() + 1e6 });
    await rejectsWith('busy', store.collect(roots()));
    assert.equal((await store.recover()).endedLeases, 1);
    assert.equal((await store.collect(roots())).swept.chunks, 2);
  });

  check('that recovers does not touch what is running', async ({ store }) => {
    const ingest = await store.ingest();
    await ingest.write(contentOf([1, 2, 3, 4, 5, 6]));
    assert.deepEqual(await store.recover(), { endedLeases: 0, deletedPacks: 0 });
    const { root } = await ingest.finish();
    assert.ok((await get(store, root)).equals(contentOf([1, 2, 3, 4, 5, 6])));
  });

  check('can rebuild an index from what the packs say', async ({ store, backend, reopen }) => {
    const content = contentOf([1, 0, 2, 3, 4, 5, 6], 9);
    const root = await put(store, content);
    const rebuilt = new MemoryChunkIndex();
    const lease = await rebuilt.openLease({ kind: 'ingest', owner: 'x', now: 0, expiresAt: 1 });
    for await (const pack of backend.list()) {
      await rebuilt.openPack(lease, pack);
      await rebuilt.registerPack(lease, pack, await backend.size(pack), await readPackIndex(backend, pack));
    }
    const other = await reopen({ index: rebuilt });
    assert.ok((await get(other, root)).equals(content));
  });
});
