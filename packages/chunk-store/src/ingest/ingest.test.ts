import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import { NO_USAGE } from '../testing/assert-live.ts';
import { checksumsOf, contentOf, noise } from '../testing/content.ts';
import { faulty, nothing } from '../testing/faulty.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots } from '../testing/temporary-store.ts';
import { RecurringEvent } from './event.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { giveBack } from '../wire/give-back.ts';

describe('an ingest', () => {
  check(
    'keeps content of any size, cut in any way, tells its checksums, and needs no buffer it gives back',
    async ({ store }) => {
      const chunk = fc.integer({ min: 0, max: 4 });
      const cuts = fc.array(fc.integer({ min: 0, max: 3 * CHUNK_SIZE }), { minLength: 1, maxLength: 5 });
      const content = fc.tuple(fc.array(chunk, { maxLength: 12 }), fc.integer({ min: 0, max: CHUNK_SIZE - 1 }));
      await fc.assert(
        fc.asyncProperty(content, cuts, async ([chunks, tail], lengths) => {
          const bytes = contentOf(chunks, tail);
          const written: Buffer[] = [];
          const spent: Buffer[] = [];
          const ingest = await store.ingest({
            spent: (buffer) => {
              spent.push(buffer);
              giveBack(buffer);
            },
          });
          for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
            const length = (lengths[turn % lengths.length] ?? 0) + 1;
            const piece = Buffer.copyBytesFrom(bytes, start, length);
            written.push(piece);
            await ingest.write(piece);
            start += length;
            assert.equal(ingest.received, Math.min(start, bytes.length));
          }
          const { root, size, md5, sha512, release } = await ingest.finish();
          await release();
          assert.equal(size, bytes.length);
          assert.deepEqual({ md5, sha512 }, checksumsOf(bytes));
          assert.ok((await get(store, root)).equals(bytes));
          assert.ok(spent.length === written.length && spent.every((buffer, place) => buffer === written[place]));
        }),
        { numRuns: 60 },
      );
    },
  );

  check('keeps an empty content', async ({ store }) => {
    const ingest = await store.ingest();
    const { root, size, md5 } = await ingest.finish();
    assert.deepEqual([size, md5], [0, 'd41d8cd98f00b204e9800998ecf8427e']);
    assert.equal((await store.open(root)).size, 0);
  });

  check('stores a chunk once, within a content and between contents, and zeros never', async ({ store, files }) => {
    const first = await store.ingest();
    await first.write(contentOf([1, 0, 1, 2, 0, 0, 2, 3]));
    const { newBytes } = await first.finish();
    assert.ok(newBytes > 3 * CHUNK_SIZE && newBytes < 3 * CHUNK_SIZE + 1024);
    const second = await store.ingest();
    await second.write(contentOf([3, 2, 1, 4]));
    const { newBytes: more } = await second.finish();
    assert.ok(more > CHUNK_SIZE && more < CHUNK_SIZE + 1024);
    const packs = (await files()).length;
    const again = await store.ingest();
    await again.write(contentOf([3, 2, 1, 4]));
    assert.equal((await again.finish()).newBytes, 0);
    assert.equal((await files()).length, packs);
  });

  check('goes on while packs are sealed, a few and not more, and is whole when all of them are', async (temporary) => {
    const { backend, reopen, index } = temporary;
    const held = Promise.withResolvers<void>();
    const happened = new RecurringEvent();
    const calls = { create: 0, seal: 0 };
    const slow = faulty(backend, async (method) => {
      if (method !== 'create' && method !== 'seal') return;
      calls[method] += 1;
      happened.happen();
      if (method === 'seal') await held.promise;
    });
    const store = await reopen({ backend: slow, packTargetSize: CHUNK_SIZE });
    const content = noise(5 * CHUNK_SIZE, 'slow');
    const ingest = await store.ingest();
    // Each becomes a pack.
    for (let pack = 1; pack <= 4; pack += 1) {
      await ingest.write(content.subarray((pack - 1) * CHUNK_SIZE, pack * CHUNK_SIZE));
      while (calls.create < pack || calls.seal < Math.min(pack, 3)) await happened.next();
    }
    await ingest.write(content.subarray(4 * CHUNK_SIZE));
    const finished = ingest.finish();
    await nextTurn();
    assert.deepEqual(calls, { create: 4, seal: 3 });
    held.resolve();
    const { root, release } = await finished;
    await release();
    assert.ok((await get(store, root)).equals(content));
    assert.deepEqual(await index.deadPacks({ after: null, limit: 10 }), []);
  });

  check('gives equal content the same root, and other content another one', async ({ store }) => {
    const root = await put(store, contentOf([1, 0, 2], 5));
    assert.equal(await put(store, contentOf([1, 0, 2], 5)), root);
    for (const other of [contentOf([1, 0, 2], 6), contentOf([1, 2, 0], 5), contentOf([1, 0, 2]), contentOf([])]) {
      assert.notEqual(await put(store, other), root);
    }
    assert.notEqual(await put(store, Buffer.alloc(10)), await put(store, Buffer.alloc(11)));
  });

  check('writes chunks in disk order, in packs that tell what they hold', async ({ store, backend }) => {
    const chunks = Array.from({ length: 20 }, (_, seed) => seed + 1);
    const content = contentOf(chunks);
    await put(store, content);
    const packs = await Promise.all(
      (await Array.fromAsync(backend.list())).map((pack) => readPackIndex(backend, pack)),
    );
    assert.ok(packs.length >= 2);
    const order = new Map(
      chunks.map((_, place) => [content.subarray(place * CHUNK_SIZE, (place + 1) * CHUNK_SIZE), place]),
    );
    assert.equal(order.size, 20);
    assert.equal(packs.flat().filter(({ kind }) => kind === 'root').length, 1);
    for (const pack of packs) {
      const offsets = pack.map(({ offset }) => offset);
      assert.deepEqual(
        offsets,
        offsets.toSorted((one, other) => one - other),
      );
    }
  });

  check('compresses while the stream trickles, and keeps plain what does not shrink', async ({ backend, reopen }) => {
    // Whether the threads are idle when a chunk is stored depends on the machine; over so many they are now and then.
    const texts = Array.from({ length: 20 }, (_, n) =>
      Buffer.from(`the same words again: ${n + 100}.......`.repeat(CHUNK_SIZE / 32)),
    );
    const noisy = contentOf([7]);
    let appended = Promise.withResolvers<void>();
    const store = await reopen({
      backend: faulty(backend, nothing, (method) => {
        if (method === 'append') appended.resolve();
      }),
    });
    const ingest = await store.ingest();
    for (const chunk of [...texts, noisy]) {
      appended = Promise.withResolvers<void>();
      await ingest.write(chunk);
      await appended.promise;
    }
    const { root, release } = await ingest.finish();
    await release();
    const packs = await Array.fromAsync(backend.list());
    const entries = (await Promise.all(packs.map((pack) => readPackIndex(backend, pack)))).flat();
    const data = entries.filter(({ kind }) => kind === 'data');
    assert.equal(data.length, texts.length + 1);
    assert.equal(data.at(-1)?.codec, 'plain');
    const compressed = data.filter(({ codec }) => codec === 'zstd');
    assert.ok(compressed.length > 0);
    assert.ok(compressed.every(({ storedLength }) => storedLength < 1000));
    assert.ok((await get(store, root)).equals(Buffer.concat([...texts, noisy])));
  });

  check(
    'holds writers back while there is no memory, and none of it while a client stalls',
    async ({ store, backend }) => {
      const stalled = await Promise.all(Array.from({ length: 8 }, () => store.ingest()));
      for (const ingest of stalled) await ingest.write(contentOf([5]).subarray(0, CHUNK_SIZE - 1));
      const content = contentOf(Array.from({ length: 40 }, (_, seed) => seed + 1));
      const done = await Promise.all([0, 1, 2].map(() => put(store, content)));
      assert.equal(new Set(done).size, 1);
      for (const ingest of stalled) await ingest.abort();
      assert.ok((await Array.fromAsync(backend.list())).length > 0);
    },
    { slots: 2 },
  );

  check('takes equal content from several streams at once', async ({ store, files }) => {
    const content = contentOf([1, 2, 3, 4, 5, 6, 0, 1], 77);
    const [root, ...others] = await Promise.all(Array.from({ length: 4 }, () => put(store, content)));
    assert.ok(root && others.every((other) => other === root));
    assert.ok((await get(store, root)).equals(content));
    await store.collect(roots(root));
    assert.ok((await get(store, root)).equals(content));
    await store.collect(roots());
    assert.deepEqual(await files(), []);
  });

  check('that is aborted at any moment leaves nothing', async ({ store, files, index }) => {
    const content = contentOf(Array.from({ length: 12 }, (_, seed) => seed + 1));
    for (const moment of [0, 1, 3, 6, 9, 12, 13]) {
      const ingest = await store.ingest();
      for (let turn = 0; turn < Math.min(moment, 12); turn += 1) {
        await ingest.write(content.subarray(turn * CHUNK_SIZE, (turn + 1) * CHUNK_SIZE));
      }
      const underWay = moment === 13 ? ingest.finish() : ingest.write(content);
      await Promise.all([ingest.abort(), rejectsWith('aborted', underWay), ingest.abort()]);
      await rejectsWith('aborted', ingest.write(content));
      await rejectsWith('aborted', ingest.finish());
      assert.deepEqual(await files(), [], `aborted at ${moment}`);
      assert.deepEqual(await index.usage(), NO_USAGE);
    }
  });

  check('is aborted by its signal', async ({ store, files }) => {
    const stop = new AbortController();
    const ingest = await store.ingest({ signal: stop.signal });
    await ingest.write(contentOf([1, 2, 3, 4, 5]));
    stop.abort();
    await rejectsWith('aborted', ingest.write(contentOf([1])));
    await ingest.abort();
    assert.deepEqual(await files(), []);
    await assert.rejects(store.ingest({ signal: stop.signal }), { name: 'AbortError' });
  });

  check('leaves to others what they have re-used, when it is aborted', async ({ store }) => {
    const ingest = await store.ingest();
    await ingest.write(contentOf(Array.from({ length: 40 }, (_, seed) => seed + 1)));
    const content = contentOf(Array.from({ length: 30 }, (_, seed) => seed + 1));
    const root = await put(store, content);
    await ingest.abort();
    assert.ok((await get(store, root)).equals(content));
  });

  for (const method of ['create', 'append', 'seal']) {
    check(
      `says that the storage is full when ${method} does, and leaves nothing`,
      async ({ backend, reopen, files }) => {
        let calls = 0;
        const full = faulty(backend, (called) => {
          if (called === method) calls += 1;
          if (called === method && calls === 2) throw new ChunkStoreError('storage-full', 'no room');
        });
        const store = await reopen({ backend: full });
        const ingest = await store.ingest();
        const fill = async (): Promise<void> => {
          for (let seed = 1; seed < 300; seed += 1) await ingest.write(contentOf([(seed % 100) + 1]));
          await ingest.finish();
        };
        await rejectsWith('storage-full', fill());
        await ingest.abort();
        assert.deepEqual(await files(), []);
        assert.deepEqual(await store.usage(), NO_USAGE);
        const root = await put(store, contentOf([1]));
        assert.ok((await get(store, root)).equals(contentOf([1])));
      },
    );
  }

  check('fails when its lease is lost, and leaves nothing', async ({ store, index, files }) => {
    const ingest = await store.ingest();
    await ingest.write(contentOf([1, 2, 3, 4, 5, 6]));
    await index.endLeases({ owner: 'test', except: [] });
    await rejectsWith('lease-lost', ingest.finish());
    await ingest.abort();
    await store.recover();
    assert.deepEqual(await files(), []);
  });

  check('renews its lease while it lives, and ends when somebody else has ended it', async ({ index, reopen }) => {
    let renewed = Promise.withResolvers<void>();
    const watched = faulty(index, nothing, (method) => {
      if (method === 'renewLease') renewed.resolve();
    });
    const store = await reopen({ index: watched, leaseDuration: 60 });
    const ingest = await store.ingest();
    for (let beat = 0; beat < 2; beat += 1) {
      await renewed.promise;
      renewed = Promise.withResolvers<void>();
    }
    await ingest.write(contentOf([1]));
    await index.endLeases({ owner: 'test', except: [] });
    await renewed.promise;
    await rejectsWith(
      'lease-lost',
      ingest.write(contentOf([2])).then(() => ingest.finish()),
    );
    await ingest.abort();
  });

  check('ends when the store is closed', async ({ store, files }) => {
    const ingest = await store.ingest();
    await ingest.write(noise(3 * CHUNK_SIZE, 'closing'));
    await store.close();
    await rejectsWith('aborted', ingest.write(noise(1, 1)));
    await rejectsWith('aborted', store.ingest());
    assert.deepEqual(await files(), []);
  });
});
