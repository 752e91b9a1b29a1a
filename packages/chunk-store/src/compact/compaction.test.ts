import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { ChunkStoreError } from '../errors.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { contentOf, noise } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, type TemporaryStore } from '../testing/temporary-store.ts';

const WASTEFUL = { aim: { of: 'wasteful packs' } } as const;
const EVERYTHING = { aim: { of: 'wasteful packs', deadShare: 0 } } as const;
const COLD = { aim: { of: 'cold packs', unusedSince: Infinity, level: 7 } } as const;

/** Content that compresses to a fraction, and not as a whole chunk of nothing. */
function text(chunks: number, seed: number): Buffer {
  const line = noise(64, seed).toString('hex');
  return Buffer.alloc(chunks * CHUNK_SIZE, line);
}

/** The chunks of every pack, in order, by what `contentOf` calls them; pages are left out. */
async function layout({ backend }: TemporaryStore, chunks: readonly number[]): Promise<number[][]> {
  const names = new Map(chunks.map((chunk) => [chunkIdOf(contentOf([chunk])), chunk]));
  const packs: number[][] = [];
  for await (const pack of backend.list()) {
    packs.push((await readPackIndex(backend, pack)).flatMap(({ id }) => names.get(id) ?? []));
  }
  return packs;
}

async function stream(store: ChunkStore, chunks: readonly number[]) {
  const ingest = await store.ingest();
  for (const chunk of chunks) await ingest.write(contentOf([chunk]));
  return ingest.finish();
}

describe('a compaction', () => {
  check('copies what lives in a pack that is mostly dead, and frees it', async ({ store, files }) => {
    await put(store, contentOf([1, 2, 3]));
    const kept = await put(store, contentOf([2]));
    await store.collect(roots(kept));
    const before = await store.usage();
    const report = await store.compact(WASTEFUL);
    assert.equal(report.moved.chunks, 1);
    assert.equal(report.rewrittenPacks, 1);
    assert.equal(report.stoppedBy, null);
    assert.ok((await get(store, kept)).equals(contentOf([2])));
    const after = await store.usage();
    assert.equal(before.storedBytes - after.storedBytes, report.freedBytes);
    assert.deepEqual([after.packs, after.liveBytes, after.chunks], [2, before.liveBytes, before.chunks]);
    assert.equal((await files()).length, 2);
    assert.equal((await store.compact(EVERYTHING)).rewrittenPacks, 0, 'a second one finds nothing to do');
  });

  check('leaves packs alone that are only a little dead', async ({ store }) => {
    const kept = await put(store, contentOf([1, 2, 3, 4]));
    const also = await put(store, contentOf([5, 6, 7, 8]));
    await store.collect(roots(kept, also));
    assert.equal((await store.compact(WASTEFUL)).readBytes, 0);
  });

  check('tells beforehand what it would do, and does nothing', async ({ store, files }) => {
    await put(store, contentOf([1, 2, 3]));
    const kept = await put(store, contentOf([2]));
    await store.collect(roots(kept));
    const before = await files();
    const estimate = await store.compact({ ...WASTEFUL, dryRun: true });
    assert.deepEqual(await files(), before);
    const report = await store.compact(WASTEFUL);
    assert.ok(estimate.rewrittenPacks >= report.rewrittenPacks && estimate.moved.bytes >= report.moved.bytes);
    assert.ok(Math.abs(estimate.freedBytes - report.freedBytes) < 1000);
  });

  check('merges many small packs, and not a few', async ({ store, files }) => {
    const contents = Array.from({ length: 8 }, (_, seed) => noise(1000, seed));
    const trees = [];
    for (const content of contents.slice(0, 7)) trees.push(await put(store, content));
    assert.equal((await store.compact(WASTEFUL)).rewrittenPacks, 0);
    trees.push(await put(store, contents[7] ?? assert.fail()));
    assert.equal((await store.compact(WASTEFUL)).rewrittenPacks, 8);
    assert.equal((await files()).length, 1);
    for (const [place, root] of trees.entries())
      assert.ok((await get(store, root)).equals(contents[place] ?? assert.fail()));
  });

  check(
    'puts chunks in the order of their tree that came in another one',
    async (temporary) => {
      const { store } = temporary;
      // Parts of a content, stored in the wrong order by several streams; the tree over them comes last.
      for (const part of [
        [5, 6],
        [3, 4],
        [1, 2],
      ])
        await (await stream(store, part)).release();
      const { root, release } = await stream(store, [1, 2, 3, 4, 5, 6]);
      await release();
      await store.collect(roots(root));
      await store.compact(EVERYTHING);
      const packs = await layout(temporary, [1, 2, 3, 4, 5, 6]);
      assert.deepEqual(inOrder(packs.flat()), [1, 2, 3, 4, 5, 6]);
      for (const chunks of packs) assert.deepEqual(chunks, inOrder(chunks));
      assert.ok((await get(store, root)).equals(contentOf([1, 2, 3, 4, 5, 6])));
    },
    { packTargetSize: 8 * 1024 * 1024 },
  );

  check('does not touch what an upload can still take back', async ({ store }) => {
    const ingest = await store.ingest();
    await ingest.write(contentOf([1, 2, 3, 4, 5, 6, 7, 8]));
    await store.compact(EVERYTHING);
    const { root, release } = await ingest.finish();
    await store.compact(EVERYTHING);
    assert.ok((await get(store, root)).equals(contentOf([1, 2, 3, 4, 5, 6, 7, 8])));
    await release();
  });

  check(
    'serves readers that have found a chunk where it was a moment ago',
    async ({ store, backend, index, reopen }) => {
      await put(store, contentOf([1, 2, 3]));
      const kept = await put(store, contentOf([2]));
      await store.collect(roots(kept));
      const id = chunkIdOf(contentOf([2]));
      const place = (await index.locate([id])).get(id)?.pack;
      let compacted = false;
      const reading = await reopen({
        cacheSize: 0,
        backend: faulty(backend, async (method, [pack]) => {
          if (compacted || !method.startsWith('read') || pack !== place) return;
          compacted = true;
          assert.equal((await store.compact(WASTEFUL)).rewrittenPacks, 1);
        }),
      });
      assert.ok((await get(reading, kept)).equals(contentOf([2])));
      assert.ok(compacted);
    },
  );

  check('ends when the disk is full, leaves nothing behind, and goes on when there is room', async (temporary) => {
    const { store, backend, reopen, files } = temporary;
    await put(store, contentOf([1, 2, 3]));
    const kept = await put(store, contentOf([2]));
    await store.collect(roots(kept));
    const before = await files();
    const full = await reopen({
      backend: faulty(backend, (method) => {
        if (method === 'append') throw new ChunkStoreError('storage-full', 'no room');
      }),
    });
    assert.equal((await full.compact(WASTEFUL)).stoppedBy, 'storage-full');
    assert.deepEqual((await files()).toSorted(), before.toSorted());
    assert.ok((await get(store, kept)).equals(contentOf([2])));
    assert.equal((await store.compact(WASTEFUL)).rewrittenPacks, 1);
  });

  check('leaves damaged chunks where they are, takes them out of service, and saves the others', async (temporary) => {
    const { store, backend, reopen, index } = temporary;
    await put(store, contentOf([9, 1, 2, 3]));
    const root = await put(store, contentOf([1, 2, 3]));
    await store.collect(roots(root));
    const broken = await reopen({
      backend: spoiling(backend, contentOf([2]).subarray(0, 64)),
    });
    const report = await broken.compact(EVERYTHING);
    assert.equal(report.damages, 1);
    assert.match(report.damage[0] ?? '', new RegExp(chunkIdOf(contentOf([2]))));
    assert.equal(report.moved.chunks, 3);
    await broken.close();
    const sound = await reopen();
    assert.equal(await index.countQuarantined(), 1);
    await rejectsWith('corrupt', get(sound, root));
    assert.ok((await (await sound.open(root)).read(0, CHUNK_SIZE)).equals(contentOf([1])));
  });

  check('is done once at a time, at a rate, within a budget, and can be stopped', async ({ store, index }) => {
    for (let seed = 0; seed < 12; seed += 1) await put(store, noise(CHUNK_SIZE, seed));
    const foreign = await index.openLease({ kind: 'compaction', owner: 'x', now: 0, expiresAt: Date.now() + 1e6 });
    await rejectsWith('busy', store.compact(EVERYTHING));
    await index.endLease(foreign);
    const stop = new AbortController();
    const slow = store.compact({ ...COLD, rate: 1, signal: stop.signal });
    stop.abort(new Error('enough'));
    await assert.rejects(slow, /enough/);
    const start = performance.now();
    const report = await store.compact({ ...COLD, budget: 1, rate: 16 * 1024 * 1024 });
    assert.equal(report.stoppedBy, 'budget');
    assert.ok(report.readBytes > 0 && report.readBytes < 12 * CHUNK_SIZE);
    assert.ok(performance.now() - start > ((report.readBytes - CHUNK_SIZE) / (16 * 1024 * 1024)) * 900);
  });
});

describe('compression of cold packs', () => {
  check('compresses what came in plain, once', async ({ store, reopen }) => {
    // One thread that is busy with checksums has no time to compress.
    const busy = await reopen({ workers: 1 });
    const ingest = await busy.ingest();
    for (let seed = 0; seed < 12; seed += 1) await ingest.write(text(1, seed));
    const { root, release } = await ingest.finish();
    await release();
    const before = await store.usage();
    const report = await store.compact(COLD);
    assert.ok(report.freedBytes >= 0 && report.damages === 0 && report.cpu >= 0);
    const after = await store.usage();
    assert.equal(before.storedBytes - after.storedBytes, report.freedBytes);
    assert.equal(after.plainBytes, before.plainBytes);
    assert.ok(after.liveBytes < after.plainBytes / 4);
    assert.equal((await store.compact(COLD)).readBytes, 0, 'it has been tried');
    const whole = Buffer.concat(Array.from({ length: 12 }, (_, seed) => text(1, seed)));
    assert.ok((await get(store, root)).equals(whole));
  });

  check('copies nothing that does not compress, and tries it once', async ({ store, files }) => {
    await put(store, contentOf([1, 2, 3, 4, 5, 6, 7, 8]));
    const before = await files();
    const report = await store.compact(COLD);
    assert.deepEqual([report.rewrittenPacks, report.moved.chunks], [0, 0]);
    assert.ok(report.readBytes > 0);
    assert.deepEqual(await files(), before);
    assert.equal((await store.compact(COLD)).readBytes, 0);
  });

  check('leaves alone what is read', async ({ store, index, reopen }) => {
    const cold = await put(store, contentOf([1]));
    const hot = await put(store, contentOf([2]));
    const packs = await index.packUsage({ after: 0, limit: 9 });
    await index.notePackReads(
      packs.map(({ pack }) => pack),
      Date.now(),
    );
    const unusedSince = Date.now() + 1;
    while (Date.now() <= unusedSince) await new Promise((resolve) => setImmediate(resolve));
    const reader = await reopen();
    await get(reader, hot);
    await reader.close();
    const report = await store.compact({ aim: { of: 'cold packs', unusedSince, level: 3 } });
    assert.ok(report.readBytes > 0);
    const tried = (await index.packUsage({ after: 0, limit: 9 })).filter(({ level }) => level === 3);
    const pages = await index.locate([cold, hot]);
    assert.deepEqual(
      tried.map(({ pack }) => pack),
      [pages.get(cold)?.pack],
    );
  });
});

function inOrder(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}

/** A backend in which these bytes, wherever they lie, have one bit flipped. */
function spoiling(backend: TemporaryStore['backend'], mark: Buffer): TemporaryStore['backend'] {
  return {
    origin: backend.origin,
    create: (pack) => backend.create(pack),
    size: (pack) => backend.size(pack),
    delete: (pack) => backend.delete(pack),
    list: () => backend.list(),
    close: () => backend.close(),
    read: async (pack, offset, length, options) => {
      const bytes = await backend.read(pack, offset, length, options);
      const place = bytes.indexOf(mark);
      if (place !== -1) bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    },
  };
}
