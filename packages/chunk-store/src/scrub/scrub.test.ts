import assert from 'node:assert/strict';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';
import { PACK_FOOTER_SIZE, PACK_HEADER_SIZE } from '../packs/pack-format.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { contentOf, noise } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { MemoryChunkIndex } from '../testing/memory-chunk-index.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, type TemporaryStore } from '../testing/temporary-store.ts';
import type { ChunkStore } from '../chunk-store.ts';
import type { FindingKind } from './finding.ts';
import type { ScrubbedPack } from './integrity.ts';
import { checkPack, type PackChecker } from './pack-check.ts';
import { Verifier } from './verifier.ts';

/** Flips at random places of the stored bytes; set it to many for a night. */
const RANDOM_FLIPS = Number(process.env['INGOT_TEST_FLIPS'] ?? 50);
/** Compresses well, and has no zero chunk. */
const TEXT = Buffer.alloc(CHUNK_SIZE, 'what a compressor likes ');

function pathOf({ directory }: TemporaryStore, pack: PackId): string {
  return join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
}

async function scrubbed(store: ChunkStore, after: PackId | null = null): Promise<ScrubbedPack[]> {
  const { signal } = new AbortController();
  return Array.fromAsync(store.integrity.scrub({ after, rate: Infinity, signal, rereadDelay: 0 }));
}

function kindsIn(packs: readonly ScrubbedPack[]): FindingKind[] {
  return packs.flatMap(({ findings }) => findings.map(({ kind }) => kind));
}

async function flip(path: string, place: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (place % 8)), place);
  await writeFile(path, bytes);
}

/** The packs of a store with one image, in the order of their ids. */
async function packsOf({ index }: TemporaryStore): Promise<PackId[]> {
  return (await index.sealedPacks({ after: null, limit: 100 })).map(({ pack }) => pack);
}

/** Three packs of four chunks each, of different content. @returns the contents by root. */
async function fill(store: ChunkStore) {
  const contents = [contentOf([1, 2, 3, 4]), Buffer.concat([TEXT, contentOf([5, 6], 100)]), contentOf([7, 0, 8])];
  const roots = [];
  for (const content of contents) roots.push({ root: await put(store, content), content });
  return roots;
}

describe('a scrub', () => {
  check('finds nothing in a sound store, and reads all of it', async (temporary) => {
    const { store, backend } = temporary;
    await fill(store);
    const packs = await scrubbed(store);
    assert.deepEqual(kindsIn(packs), []);
    const ids = await packsOf(temporary);
    assert.deepEqual(
      packs.map(({ pack }) => pack),
      ids,
    );
    for (const { pack, bytes, chunks } of packs) {
      assert.equal(bytes, await backend.size(pack));
      assert.equal(chunks, (await readPackIndex(backend, pack)).length);
    }
    assert.deepEqual(
      (await scrubbed(store, ids[1] ?? null)).map(({ pack }) => pack),
      ids.slice(2),
      'it goes on',
    );
  });

  check('finds any byte that has changed, wherever it is', async (temporary) => {
    const { store, index, backend } = temporary;
    await put(store, Buffer.concat([TEXT, contentOf([1]), noise(1000, 'end')]));
    const [sealed = assert.fail()] = await index.sealedPacks({ after: null, limit: 2 });
    const { pack, storedBytes } = sealed;
    const path = pathOf(temporary, pack);
    const bytes = await readFile(path);
    const entries = await readPackIndex(backend, pack);
    const end = storedBytes - PACK_FOOTER_SIZE - entries.length * 56;
    const structure = [...Array(PACK_HEADER_SIZE).keys(), ...range(end, storedBytes)];
    const borders = entries.flatMap(({ offset, storedLength }) => [offset, offset + storedLength - 1]);
    const random = Array.from(
      { length: RANDOM_FLIPS },
      () => PACK_HEADER_SIZE + Math.floor(Math.random() * (end - 16)),
    );
    const verifier = new Verifier();
    const { signal } = new AbortController();
    const pace = { take: async () => undefined };
    const checker: PackChecker = { backend, index, verifier, pace, signal, rereadDelay: 0, answers: async () => false };
    try {
      assert.deepEqual((await checkPack(checker, sealed)).findings, []);
      for (const place of [...structure, ...borders, ...random]) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(place) ^ (1 << (place % 8)), place);
        await writeFile(path, changed);
        const { findings, damaged } = await checkPack(checker, sealed);
        const stored = place >= PACK_HEADER_SIZE && place < end;
        assert.deepEqual(
          findings.map(({ kind }) => kind),
          [stored ? 'chunks-damaged' : 'pack-damaged'],
          `byte ${place} of ${storedBytes}`,
        );
        const hit = entries.find(({ offset, storedLength }) => place >= offset && place < offset + storedLength);
        assert.deepEqual(
          damaged.map(({ id }) => id),
          stored ? [hit?.id] : [],
        );
      }
    } finally {
      await verifier.stop();
    }
  });

  check('quarantines what is damaged: never served, and stored anew by the next upload of it', async (temporary) => {
    const { store } = temporary;
    const [first = assert.fail(), ...others] = await fill(store);
    const [location] = (await temporary.index.locate(chunksOf(first.content))).values();
    if (!location) assert.fail();
    await flip(pathOf(temporary, location.pack), location.offset + 77);
    const packs = await scrubbed(store);
    assert.deepEqual(kindsIn(packs), ['chunks-damaged']);
    assert.equal(
      packs.reduce((sum, { quarantined }) => sum + quarantined, 0),
      1,
    );
    const fresh = await temporary.reopen();
    await rejectsWith('corrupt', get(fresh, first.root));
    for (const { root, content } of others) assert.ok((await get(fresh, root)).equals(content));
    assert.deepEqual(await fresh.integrity.treeChecker().check(first.root), { chunks: 1, pages: 0 });

    assert.equal(await put(fresh, first.content), first.root);
    assert.ok((await get(fresh, first.root)).equals(first.content));
    assert.equal(await fresh.integrity.countQuarantined(), 0);
    assert.deepEqual(await fresh.integrity.treeChecker().check(first.root), { chunks: 0, pages: 0 });
    assert.deepEqual(kindsIn(await scrubbed(fresh)), ['waste-damaged']);
  });

  check('tells packs that are gone, cut, longer or foreign', async (temporary) => {
    const { store } = temporary;
    await fill(store);
    const sealed = await temporary.index.sealedPacks({ after: null, limit: 100 });
    const [gone, cut, longer] = sealed
      .toSorted((one, other) => other.storedBytes - one.storedBytes)
      .map(({ pack }) => pack);
    if (!gone || !cut || !longer) assert.fail();
    await rm(pathOf(temporary, gone));
    await truncate(pathOf(temporary, cut), PACK_HEADER_SIZE + CHUNK_SIZE);
    const bytes = await readFile(pathOf(temporary, longer));
    await writeFile(pathOf(temporary, longer), Buffer.concat([bytes, Buffer.alloc(1)]));
    const foreign = newPackId();
    await writeFile(pathOf(temporary, foreign), bytes);
    const found = new Map((await scrubbed(await temporary.reopen())).map(({ pack, findings }) => [pack, findings]));
    const kinds = new Map([...found].map(([pack, findings]) => [pack, findings.map(({ kind }) => kind)]));
    assert.deepEqual(kinds.get(gone), ['pack-missing']);
    assert.deepEqual(kinds.get(cut), ['pack-damaged', 'chunks-damaged']);
    assert.deepEqual(kinds.get(longer), ['pack-damaged']);
    assert.deepEqual(kinds.get(foreign), ['pack-unknown']);
  });

  check('passes over a pack that is being deleted, as nothing needs it', async (temporary) => {
    const { store, index } = temporary;
    await fill(store);
    const lease = await index.openLease({ kind: 'ingest', owner: 'test', now: 0, expiresAt: 1 });
    const deleted = newPackId();
    await index.openPack(lease, deleted);
    await index.registerPack(lease, deleted, 100, []);
    assert.deepEqual(kindsIn(await scrubbed(store)), []);
  });

  check('that finds no pack at all says so, and judges nothing', async (temporary) => {
    await fill(temporary.store);
    await rename(join(temporary.directory, 'packs'), join(temporary.directory, 'unmounted'));
    const store = await temporary.reopen();
    await rejectsWith('missing', scrubbed(store));
    assert.equal(await store.integrity.countQuarantined(), 0);
    await rename(join(temporary.directory, 'unmounted'), join(temporary.directory, 'packs'));
    assert.deepEqual(kindsIn(await scrubbed(store)), []);
  });

  check('reads again what a device could not read, and judges it only while it gives something', async (temporary) => {
    const { store, backend } = temporary;
    const [{ root, content } = assert.fail()] = await fill(store);
    const location = [...(await temporary.index.locate(chunksOf(content))).values()][1] ?? assert.fail();
    const broken = (times: number, everywhere: boolean) => {
      let left = times;
      return faulty(backend, (method, [pack, offset, length]) => {
        if (method !== 'read') return;
        const [start, end] = [Number(offset), Number(offset) + Number(length)];
        const hit = pack === location.pack && start <= location.offset && end > location.offset;
        if ((hit || everywhere) && (left -= 1) >= 0) throw new ChunkStoreError('io', 'EIO');
      });
    };
    assert.deepEqual(kindsIn(await scrubbed(await temporary.reopen({ backend: broken(2, false) }))), []);
    await rejectsWith('io', scrubbed(await temporary.reopen({ backend: broken(Infinity, true) })));
    assert.equal(await store.integrity.countQuarantined(), 0);
    const bad = await temporary.reopen({ backend: broken(Infinity, false) });
    assert.deepEqual(kindsIn(await scrubbed(bad)), ['chunks-damaged']);
    const [chunk] = await bad.integrity.quarantined({ after: null, limit: 9 });
    assert.equal(chunk?.damage, 'unreadable');

    // Another cable, and the same bytes are there.
    assert.equal(
      (await scrubbed(store)).reduce((sum, { healed }) => sum + healed, 0),
      1,
    );
    assert.ok((await get(store, root)).equals(content));
  });

  check('notices when the database places a chunk elsewhere than the pack does, and heals it', async (temporary) => {
    const { store, index, backend } = temporary;
    const [{ root, content } = assert.fail()] = await fill(store);
    const ids = chunksOf(content);
    const first = (await index.locate(ids)).get(ids[0] ?? root)?.pack ?? assert.fail();
    const wrong = new MemoryChunkIndex();
    const lease = await wrong.openLease({ kind: 'ingest', owner: 'test', now: 0, expiresAt: 1 });
    for (const pack of await packsOf(temporary)) {
      const entries = await readPackIndex(backend, pack);
      const shifted = entries.map((entry) => (entry.id === ids[0] ? { ...entry, crc: entry.crc ^ 1 } : entry));
      await wrong.openPack(lease, pack);
      await wrong.registerPack(lease, pack, await backend.size(pack), pack === first ? shifted : entries);
    }
    await wrong.endLease(lease);
    const mended = await temporary.reopen({ index: wrong });
    const packs = (await scrubbed(mended)).filter(({ pack }) => pack === first);
    assert.deepEqual(kindsIn(packs), ['index-differs', 'chunks-damaged']);
    assert.equal(packs[0]?.healed, 1);
    assert.ok((await get(mended, root)).equals(content));
  });

  check('can be stopped, and leaves no thread', async ({ store }) => {
    await fill(store);
    const stop = new AbortController();
    const packs = store.integrity.scrub({ after: null, rate: 1, signal: stop.signal });
    const first = Array.fromAsync(packs);
    stop.abort(new Error('enough'));
    await assert.rejects(first, /enough/);
  });
});

function chunksOf(content: Buffer): ChunkId[] {
  return range(0, content.length / CHUNK_SIZE).map((chunk) =>
    chunkIdOf(content.subarray(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)),
  );
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, step) => start + step);
}
