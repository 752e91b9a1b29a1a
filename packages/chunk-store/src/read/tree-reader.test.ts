import assert from 'node:assert/strict';
import { open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { isChunkStoreError } from '../errors.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { contentOf } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, streamed } from '../testing/temporary-store.ts';
import { parseTreeRoot, type TreeRoot } from '../tree/tree-root.ts';
import type { Extent } from './tree-reader.ts';

/** Content with a hole in the middle that is longer than one leaf page covers. */
async function putWithHole(store: ChunkStore): Promise<TreeRoot> {
  const ingest = await store.ingest();
  const zeros = Buffer.alloc(8 * CHUNK_SIZE);
  await ingest.write(contentOf([1, 2]));
  for (let count = 0; count < 300; count += 1) await ingest.write(zeros);
  await ingest.write(contentOf([3], 10));
  const { root, release } = await ingest.finish();
  await release();
  return root;
}

/** Turns of the event loop until `condition` holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

describe('a tree reader', () => {
  check('sends a short range whose chunks are in the cache without asking index or packs', async (temporary) => {
    const { store, backend, index, reopen } = temporary;
    const content = contentOf([1, 0, 2], 1000);
    const root = await put(store, content);
    let calls = 0;
    const counted = (method: string): void => void (calls += Number(method === 'read' || method === 'locate'));
    const reader = await (
      await reopen({ backend: faulty(backend, counted), index: faulty(index, counted) })
    ).open(root);
    await streamed(reader);
    const asked = calls;
    assert.ok(asked > 0, 'the count counts nothing');
    for (const [offset, length] of [
      [0, 1],
      [4096, 4096],
      [CHUNK_SIZE - 5, 5],
      [CHUNK_SIZE + 7, 100],
      [2 * CHUNK_SIZE, CHUNK_SIZE],
      [3 * CHUNK_SIZE + 900, 100],
      [CHUNK_SIZE - 5, 10],
      [1, content.length - 1],
    ] as const) {
      assert.ok((await streamed(reader, { offset, length })).equals(content.subarray(offset, offset + length)));
    }
    assert.equal(calls, asked);
  });

  check('reads any range, by chance and in order, byte for byte', async ({ store }) => {
    const content = contentOf([1, 0, 0, 2, 3, 1, 0, 4, ...Array.from({ length: 40 }, (_, seed) => seed + 5), 0], 1234);
    const root = await put(store, content);
    const reader = await store.open(root);
    assert.equal(reader.size, content.length);
    const near = fc.integer({ min: -3, max: 3 });
    const chunks = fc.integer({ min: 0, max: 51 });
    const place = fc.tuple(chunks, fc.oneof(near, fc.integer({ min: 0, max: CHUNK_SIZE })));
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 3 * CHUNK_SIZE })),
        async ([chunk, more], length) => {
          const offset = Math.max(0, chunk * CHUNK_SIZE + more);
          const expected = content.subarray(offset, offset + length);
          assert.ok((await reader.read(offset, length)).equals(expected));
          assert.ok((await streamed(reader, { offset, length })).equals(expected));
        },
      ),
      { numRuns: 150 },
    );
    assert.ok((await streamed(reader)).equals(content));
  });

  check('gives each caller a buffer of its own', async ({ store }) => {
    const content = contentOf([1, 0]);
    const reader = await store.open(await put(store, content));
    (await reader.read(0, CHUNK_SIZE * 2)).fill(0xee);
    assert.ok((await reader.read(0, CHUNK_SIZE * 2)).equals(content));
  });

  check('refuses ranges that are none', async ({ store }) => {
    const reader = await store.open(await put(store, contentOf([1])));
    for (const [offset, length] of [
      [-1, 1],
      [0.5, 1],
      [0, -1],
      [0, NaN],
      [NaN, 1],
    ] as const) {
      await assert.rejects(reader.read(offset, length), RangeError);
    }
    assert.equal((await reader.read(CHUNK_SIZE, 1)).length, 0);
    assert.equal((await reader.read(CHUNK_SIZE - 1, Infinity)).length, 1);
  });

  check(
    'tells data from zeros without reading data, in runs as long as they are',
    async ({ store, backend, reopen }) => {
      const root = await putWithHole(store);
      const hole = 2400 * CHUNK_SIZE;
      const all: Extent[] = [
        { kind: 'data', offset: 0, length: 2 * CHUNK_SIZE },
        { kind: 'zero', offset: 2 * CHUNK_SIZE, length: hole },
        { kind: 'data', offset: 2 * CHUNK_SIZE + hole, length: CHUNK_SIZE + 10 },
      ];
      const sizes: number[] = [];
      const watched = faulty(backend, (method, [, , length]) => {
        if (method === 'read') sizes.push(Number(length));
      });
      const other = await reopen({ backend: watched });
      const reader = await other.open(root);
      assert.deepEqual(await Array.fromAsync(reader.extents()), all);
      assert.ok(sizes.length <= 3 && Math.max(...sizes) < 40_000, `pages only, not ${sizes.join()}`);
      assert.deepEqual(await Array.fromAsync(reader.extents({ offset: CHUNK_SIZE + 5, length: CHUNK_SIZE })), [
        { kind: 'data', offset: CHUNK_SIZE + 5, length: CHUNK_SIZE - 5 },
        { kind: 'zero', offset: 2 * CHUNK_SIZE, length: 5 },
      ]);
      assert.deepEqual(await Array.fromAsync(reader.extents({ offset: reader.size, length: 5 })), []);
      assert.ok((await reader.read(reader.size - 20, 20)).equals(contentOf([3], 10).subarray(-20)));
      assert.ok((await reader.read(1000 * CHUNK_SIZE, 20)).equals(Buffer.alloc(20)));
    },
  );

  check('reads a chunk at a time, and none ahead, while many streams are open', async ({ store, backend, reopen }) => {
    const contents = Array.from({ length: 37 }, (_, image) =>
      contentOf(Array.from({ length: 13 }, (_chunk, number) => image * 13 + number + 1)),
    );
    const trees: TreeRoot[] = [];
    for (const content of contents) trees.push(await put(store, content));
    let bytesRead = 0;
    const counted = faulty(backend, (method, [, , wanted]) => {
      if (method === 'readInto') for (const { length } of wanted as Buffer[]) bytesRead += length;
    });
    const other = await reopen({ backend: counted });
    const ends: (() => void)[] = [];
    const streams: Promise<void>[] = [];
    const begin = async (): Promise<void> => {
      const begun = Promise.withResolvers<void>();
      const end = Promise.withResolvers<void>();
      ends.push(end.resolve);
      const reader = await other.open(trees[ends.length - 1] ?? assert.fail());
      const stalled = reader.send(() => {
        begun.resolve();
        return end.promise;
      });
      streams.push(stalled);
      await begun.promise;
    };
    for (let n = 0; n < 16; n++) await begin();
    // Eight of them two windows of eight chunks, if there were so many; the others two of four.
    const held = 8 * 13 + 8 * 8;
    await until(() => bytesRead === held * CHUNK_SIZE);
    for (let n = 0; n < 20; n++) await begin();
    assert.equal(bytesRead, (held + 20) * CHUNK_SIZE);
    const last = await other.open(trees.at(-1) ?? assert.fail());
    assert.ok((await streamed(last)).equals(contents.at(-1) ?? assert.fail()));
    for (const end of ends) end();
    await Promise.all(streams);
  });

  check('reads a chunk once for all streams that run side by side', async ({ store, backend, reopen }) => {
    const content = contentOf(Array.from({ length: 60 }, (_, seed) => seed + 1));
    const root = await put(store, content);
    let bytesRead = 0;
    const counted = faulty(backend, (method, [, , wanted]) => {
      if (method === 'readInto') for (const { length } of wanted as Buffer[]) bytesRead += length;
    });
    const reader = await (await reopen({ backend: counted })).open(root);
    const copies = await Promise.all(Array.from({ length: 8 }, () => streamed(reader)));
    for (const copy of copies) assert.ok(copy.equals(content));
    assert.equal(bytesRead, content.length);
  });

  check(
    'uses memory anew only when it has been given back',
    async ({ store }) => {
      const content = contentOf(Array.from({ length: 50 }, (_, seed) => seed + 1));
      const reader = await store.open(await put(store, content));
      const slow = async (turn: number): Promise<void> => {
        const parts: Buffer[] = [];
        await reader.send(async (pieces) => {
          const part = parts.push(Buffer.alloc(0)) - 1;
          // Others read meanwhile, and take what memory they can get.
          for (let reads = 0; reads < 3; reads += 1) {
            const chunk = (turn * 7 + part + reads * 11) % 50;
            const bytes = await reader.read(chunk * CHUNK_SIZE, CHUNK_SIZE);
            assert.ok(bytes.equals(content.subarray(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)));
          }
          parts[part] = Buffer.concat(pieces);
        });
        assert.ok(Buffer.concat(parts).equals(content));
      };
      await Promise.all([0, 1, 2, 3].map(slow));
    },
    { cacheSize: 6 * CHUNK_SIZE },
  );

  check('reads neighbours at once, and a chunk once for all who ask', async ({ store, backend, reopen }) => {
    const content = contentOf(Array.from({ length: 16 }, (_, seed) => seed + 1));
    const root = await put(store, content);
    let reads = 0;
    const counted = faulty(backend, (method) => {
      if (method.startsWith('read')) reads += 1;
    });
    const packs = (await Array.fromAsync(backend.list())).length;
    const reader = await (await reopen({ backend: counted })).open(root);
    reads = 0;
    await streamed(reader);
    // Two windows of eight chunks each, and one read more where a window lies in two packs.
    assert.ok(reads <= 2 + packs - 1, `${reads} reads for 16 chunks in ${packs} packs`);
    const anew = await (await reopen({ backend: counted })).open(root);
    reads = 0;
    await Promise.all(Array.from({ length: 20 }, () => anew.read(5 * CHUNK_SIZE, 100)));
    assert.equal(reads, 1);
    await anew.read(5 * CHUNK_SIZE + 100, 100);
    assert.equal(reads, 1);
  });

  check(
    'keeps its cache within bounds',
    async ({ store, backend, reopen }) => {
      const content = contentOf([1, 2, 3, 4, 5]);
      const root = await put(store, content);
      let reads = 0;
      const counted = faulty(backend, (method) => {
        if (method.startsWith('read')) reads += 1;
      });
      const reader = await (await reopen({ backend: counted })).open(root);
      for (const chunk of [0, 1, 0, 2, 0, 1]) await reader.read(chunk * CHUNK_SIZE, 1);
      // The root page; chunks 0, 1, 2, and 1 again, which was given up for 2 while 0 was used.
      assert.equal(reads, 5);
    },
    { cacheSize: 2 * CHUNK_SIZE },
  );

  check('stops when it is told, and when the sink fails, and leaves no call of it open', async ({ store }) => {
    const reader = await store.open(await put(store, contentOf(Array.from({ length: 40 }, (_, seed) => seed + 1))));
    const stop = new AbortController();
    let received = 0;
    let inSink = 0;
    const taking = reader.send(
      async (pieces) => {
        inSink += 1;
        for (const { length } of pieces) received += length;
        stop.abort();
        await setImmediate();
        inSink -= 1;
      },
      { signal: stop.signal },
    );
    await assert.rejects(taking, { name: 'AbortError' });
    assert.equal(received, 8 * CHUNK_SIZE);
    const failure = new Error('the client has gone');
    const failing = reader.send(async () => {
      inSink += 1;
      await setImmediate();
      inSink -= 1;
      throw failure;
    });
    await assert.rejects(failing, failure);
    assert.equal(inSink, 0);
  });

  check('says missing of what is not there, and of what has been collected', async ({ store, reopen }) => {
    await rejectsWith('missing', store.open(parseTreeRoot('ab'.repeat(32)) ?? assert.fail()));
    const root = await put(store, contentOf([1]));
    const reader = await store.open(root);
    await store.collect(roots());
    await rejectsWith('missing', reader.read(0, 1));
    await rejectsWith('missing', (await reopen()).open(root));
  });

  check('says corrupt of whatever is stored wrongly, and never gives wrong bytes', async (temporary) => {
    const { store, backend, directory, reopen } = temporary;
    // Nothing is quarantined, so that each try meets the bytes themselves.
    const index = faulty(temporary.index, (method) => {
      if (method === 'quarantine') throw new Error('not now');
    });
    const text = Buffer.from('words that compress well '.repeat(2000));
    const content = Buffer.concat([contentOf([1]), text]);
    const root = await put(store, content);
    const [pack] = await Array.fromAsync(backend.list());
    assert.ok(pack);
    const path = join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
    const bytes = await readFile(path);
    const entries = await readPackIndex(backend, pack);
    for (const { offset, storedLength } of entries) {
      for (const place of [0, 1, 4, storedLength >> 1, storedLength - 1]) {
        const file = await open(path, 'r+');
        await file.write(Buffer.from([bytes.readUInt8(offset + place) ^ 0x10]), 0, 1, offset + place);
        const fresh = await reopen({ index });
        await rejectsWith('corrupt', get(fresh, root));
        await rejectsWith('corrupt', fresh.open(root).then(streamed));
        await file.write(bytes, offset + place, 1, offset + place);
        await file.close();
      }
    }
    await truncate(path, (entries[0]?.offset ?? 0) + 1000);
    await assert.rejects(get(await reopen({ index }), root), (error) => isChunkStoreError(error, 'corrupt'));
    await writeFile(path, bytes);
    assert.ok((await get(await reopen(), root)).equals(content));
  });

  check('sends long streams side by side what threads have read, and never wrong bytes', async (temporary) => {
    const index = faulty(temporary.index, (method) => {
      if (method === 'quarantine') throw new Error('not now');
    });
    const content = contentOf(Array.from({ length: 80 }, (_, number) => number + 1));
    const root = await put(temporary.store, content);
    const calls: string[] = [];
    const backend = faulty(temporary.backend, (method) => void calls.push(method));
    const reopened = async (): Promise<ChunkStore> => {
      const store = await temporary.reopen({ index, backend, cacheSize: 4 * 1024 * 1024 });
      // Whatever is stored starts the threads.
      await put(store, contentOf([1]));
      calls.length = 0;
      return store;
    };
    const sound = await (await reopened()).open(root);
    for (const bytes of await Promise.all([streamed(sound), streamed(sound)])) assert.ok(bytes.equals(content));
    assert.ok(calls.includes('useFile'));

    const [location] = (await index.locate([chunkIdOf(contentOf([41]))])).values();
    assert.ok(location);
    const path = join(temporary.directory, 'packs', location.pack.slice(0, 2), `${location.pack}.pack`);
    const pack = await readFile(path);
    const spoil = {
      flipped: async () =>
        writeFile(path, pack.with(location.offset + 5000, 0xff ^ pack.readUInt8(location.offset + 5000))),
      'cut off': () => truncate(path, location.offset + 5000),
    };
    for (const [how, work] of Object.entries(spoil)) {
      await work();
      const reader = await (await reopened()).open(root);
      const sent = [Buffer.alloc(0), Buffer.alloc(0)];
      const sends = sent.keys().map((stream) =>
        reader.send(async (pieces) => {
          sent[stream] = Buffer.concat([sent[stream] ?? Buffer.alloc(0), ...pieces]);
        }),
      );
      const ends = await Promise.allSettled(sends);
      for (const end of ends) assert.ok(end.status === 'rejected' && isChunkStoreError(end.reason, 'corrupt'), how);
      for (const bytes of sent) {
        assert.ok(bytes.length <= 40 * CHUNK_SIZE && bytes.equals(content.subarray(0, bytes.length)), how);
      }
      await writeFile(path, pack);
    }
  });
});
