import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { localBackend } from '../backends/local/local-backend.ts';
import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type { DamagedChunk } from '../index/quarantine-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import { contentOf } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, streamed, type TemporaryStore } from '../testing/temporary-store.ts';

const never = new AbortController().signal;

function pathOf(directory: string, pack: PackId): string {
  return join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
}

/** Spoils the stored bytes of a chunk. */
async function spoil({ directory, index }: TemporaryStore, id: ChunkId, where = directory): Promise<void> {
  const location = (await index.locate([id])).get(id) ?? assert.fail();
  const path = pathOf(where, location.pack);
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(location.offset) ^ 1, location.offset);
  await writeFile(path, bytes);
}

/** Runs `test` with copies of all packs there are now. */
async function withCopies(
  temporary: TemporaryStore,
  test: (copies: PackBackend, directory: string) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-copies-'));
  try {
    await cp(temporary.directory, directory, { recursive: true });
    await test(await localBackend(directory), directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Resolves with the first chunks that are quarantined. */
function firstQuarantine() {
  const { promise, resolve } = Promise.withResolvers<readonly DamagedChunk[]>();
  return { found: promise, onQuarantine: resolve };
}

const CONTENT = contentOf([1, 2, 3]);
const BAD = chunkIdOf(contentOf([2]));

describe('integrity', () => {
  check('quarantines what a read finds damaged, and refuses it at once from then on', async (temporary) => {
    const root = await put(temporary.store, CONTENT);
    await spoil(temporary, BAD);
    const { found, onQuarantine } = firstQuarantine();
    let reads = 0;
    const backend = faulty(temporary.backend, (method) => {
      if (method === 'read') reads += 1;
    });
    const store = await temporary.reopen({ backend, onQuarantine, cacheSize: 0 });
    await rejectsWith('corrupt', get(store, root));
    const [chunk] = await found;
    assert.equal(chunk?.id, BAD);
    assert.equal(chunk.damage, 'corrupt');
    const before = reads;
    const reader = await store.open(root);
    await rejectsWith('corrupt', reader.read(contentOf([1]).length, 1));
    assert.equal(reads, before, 'no pack is asked for it');
    assert.ok((await reader.read(0, 10)).equals(CONTENT.subarray(0, 10)));
  });

  check('reads again before it judges', async (temporary) => {
    const root = await put(temporary.store, CONTENT);
    let wrong = 3;
    const flipping: PackBackend = {
      ...plain(temporary.backend),
      read: async (pack, offset, length) => {
        const bytes = await temporary.backend.read(pack, offset, length);
        if (length > 1000 && (wrong -= 1) === 0) bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
        return bytes;
      },
    };
    const store = await temporary.reopen({ backend: flipping, cacheSize: 0 });
    for (let count = 0; count < 3; count += 1) {
      assert.ok((await streamed(await store.open(root))).equals(CONTENT));
    }
    assert.ok(wrong < 0, 'a read was spoilt');
    assert.equal(await store.integrity.countQuarantined(), 0);
  });

  check('heals from copies, as soon as a scrub or a read finds the damage', async (temporary) => {
    const root = await put(temporary.store, CONTENT);
    await withCopies(temporary, async (copies) => {
      const { found, onQuarantine } = firstQuarantine();
      const store = await temporary.reopen({ copies, onQuarantine });
      await spoil(temporary, BAD);
      const scrub = store.integrity.scrub({ after: null, rate: Infinity, signal: never, rereadDelay: 0 });
      const packs = await Array.fromAsync(scrub);
      assert.deepEqual(
        packs.slice(0, 1).map(({ quarantined, healed }) => [quarantined, healed]),
        [[1, 1]],
      );
      assert.equal((await found)[0]?.id, BAD);
      assert.ok((await get(store, root)).equals(CONTENT));
      await temporary.store.collect(roots(root));
      assert.ok((await get(await temporary.reopen(), root)).equals(CONTENT));
    });
  });

  check('heals only from copies that are sound, and says when they cannot be read', async (temporary) => {
    const root = await put(temporary.store, CONTENT);
    await withCopies(temporary, async (copies, directory) => {
      await spoil(temporary, BAD);
      await spoil(temporary, BAD, directory);
      const store = await temporary.reopen({ copies });
      await rejectsWith('corrupt', get(store, root));
      assert.deepEqual(await store.integrity.heal(never), { healed: 0, left: 1, failure: null });
      const offline = faulty(copies, () => {
        throw new ChunkStoreError('io', 'the other building does not answer');
      });
      const other = await temporary.reopen({ copies: offline });
      const { failure, left } = await other.integrity.heal(never);
      assert.equal(left, 1);
      assert.match(failure ?? '', /does not answer/);
      await mend(temporary, directory);
      assert.deepEqual(await store.integrity.heal(never), { healed: 1, left: 0, failure: null });
      assert.ok((await get(store, root)).equals(CONTENT));
    });
  });

  check('keeps what an upload has healed for others, also when that upload is given up', async (temporary) => {
    const root = await put(temporary.store, CONTENT);
    await spoil(temporary, BAD);
    const store = await temporary.reopen({ packTargetSize: 1 });
    await rejectsWith('corrupt', get(store, root));
    const ingest = await store.ingest();
    await ingest.write(contentOf([2, ...Array.from({ length: 70 }, (_, seed) => seed + 100)]));
    while ((await store.integrity.countQuarantined()) > 0) await ingest.write(contentOf([50]));
    await ingest.abort();
    assert.ok((await get(store, root)).equals(CONTENT));
    await store.collect(roots(root));
    assert.ok((await get(store, root)).equals(CONTENT));
  });

  check('forgets what no tree reaches any more, with its pack', async (temporary) => {
    const { store, index, files } = temporary;
    const root = await put(store, CONTENT);
    await spoil(temporary, BAD);
    const fresh = await temporary.reopen();
    await rejectsWith('corrupt', get(fresh, root));
    await fresh.collect(roots(root));
    assert.equal(await index.countQuarantined(), 1, 'a live tree needs it');
    await fresh.collect(roots());
    assert.equal(await index.countQuarantined(), 0);
    assert.deepEqual(await files(), []);
  });

  check('counts what of a tree cannot be read, pages too', async (temporary) => {
    const { store, index } = temporary;
    const root = await put(store, CONTENT);
    const checker = store.integrity.treeChecker();
    assert.deepEqual(await checker.check(root), { chunks: 0, pages: 0 });
    const location = (await index.locate([root])).get(root) ?? assert.fail();
    await index.quarantine([{ id: root, location, damage: 'corrupt' }], 0);
    assert.deepEqual(await store.integrity.treeChecker().check(root), { chunks: 0, pages: 1 });
    const other = await put(store, contentOf([9]));
    assert.deepEqual(await store.integrity.treeChecker().check(other), { chunks: 0, pages: 0 });
  });
});

/** Mends in the copies what `spoil` has spoilt there: flipping the same bit twice. */
async function mend(temporary: TemporaryStore, directory: string): Promise<void> {
  const [{ location } = assert.fail()] = await temporary.index.listQuarantined({ after: null, limit: 1 });
  const path = pathOf(directory, location.pack);
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(location.offset) ^ 1, location.offset);
  await writeFile(path, bytes);
}

function plain(backend: PackBackend): PackBackend {
  return {
    origin: backend.origin,
    create: (pack) => backend.create(pack),
    read: (pack, offset, length) => backend.read(pack, offset, length),
    size: (pack) => backend.size(pack),
    delete: (pack) => backend.delete(pack),
    list: () => backend.list(),
    close: () => backend.close(),
  };
}
