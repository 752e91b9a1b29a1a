import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CHUNK_SIZE, chunkIdOf, type TreeRoot } from '@ingot/chunk-store';
import { put, roots as liveRoots, type TemporaryStore } from '@ingot/chunk-store/testing';
import { hasCode } from '../../kernel/errors.ts';
import { newJobId } from '../../kernel/ids.ts';
import { callerWith, openStorageWorld, type StorageWorld } from '../testing/storage-world.ts';
import { createHealSchedule, createScrubSchedule } from './integrity-schedule.ts';
import { scrubTask } from './scrub-task.ts';

const admin = callerWith('admin', 'member', 'reader');
const ALL = { after: null, limit: 100 };
const HOUR = 3_600_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function chunk(seed: number): Buffer {
  return Buffer.alloc(CHUNK_SIZE, `a chunk that is not like others: ${seed}`);
}

/** Spoils the stored bytes of a chunk. */
async function spoil({ index, directory }: TemporaryStore, plain: Buffer): Promise<void> {
  const id = chunkIdOf(plain);
  const { pack, offset } = (await index.locate([id])).get(id) ?? assert.fail();
  const path = join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(offset + 3) ^ 1, offset + 3);
  await writeFile(path, bytes);
}

async function ran(world: StorageWorld, kind: 'scrub' | 'heal') {
  const { id } = await world.storage.runStart(admin, { kind });
  const run = await world.ended(id);
  assert.equal(run.status, 'succeeded', run.failure ?? '');
  return run.figures;
}

/** Two images with a chunk in common. */
async function twoImages(world: StorageWorld): Promise<TreeRoot[]> {
  const roots = [];
  for (const own of [1, 2]) roots.push(await put(world.temporary.store, Buffer.concat([chunk(0), chunk(own)])));
  for (const root of roots) world.live.add(root);
  return roots;
}

describe('the integrity of the store', () => {
  it('is told by a scrub: what is damaged, and which images need it', async (context) => {
    const world = await openStorageWorld(context);
    const { storage, temporary } = world;
    await twoImages(world);
    await put(temporary.store, chunk(9));
    await spoil(temporary, chunk(1));
    const { packs, storedBytes } = await temporary.store.usage();
    assert.partialDeepStrictEqual(await ran(world, 'scrub'), {
      phase: 'images',
      packs,
      bytes: storedBytes,
      totalPacks: packs,
      totalBytes: storedBytes,
      faultyPacks: 1,
      quarantined: 1,
      healed: 0,
      contents: 2,
      damagedContents: 1,
    });
    const { lastScrub, currentScrub, ...health } = await storage.integrityGet(admin);
    assert.deepEqual(health, { quarantinedChunks: 1, findings: 1, damagedImages: 1, damagedDisks: 0 });
    assert.deepEqual(await world.health(), health);
    assert.deepEqual([lastScrub?.status, currentScrub], ['succeeded', null]);
    const { items: findings } = await storage.findingList(admin, ALL);
    assert.deepEqual(
      findings.map(({ kind, count }) => [kind, count]),
      [['chunks-damaged', 1]],
    );
    const { items: chunks } = await storage.quarantineList(admin, ALL);
    assert.deepEqual(
      chunks.map(({ id, damage }) => [id, damage]),
      [[chunkIdOf(chunk(1)), 'corrupt']],
    );
    const { items: images } = await storage.damagedImageList(admin, ALL);
    assert.partialDeepStrictEqual(images, [{ name: 'live', place: 'content', chunks: 1, pages: 0 }]);

    // The owner uploads it again.
    await put(temporary.store, chunk(1));
    assert.partialDeepStrictEqual(await ran(world, 'heal'), { healed: 0, left: 0, contents: 2, damagedContents: 0 });
    assert.deepEqual(await world.health(), { quarantinedChunks: 0, findings: 1, damagedImages: 0, damagedDisks: 0 });
    await ran(world, 'scrub');
    const { items: rest } = await storage.findingList(admin, ALL);
    assert.deepEqual(
      rest.map(({ kind }) => kind),
      ['waste-damaged'],
    );
  });

  it('is told of volumes and snapshots as well, until they are sound again', async (context) => {
    const world = await openStorageWorld(context);
    const { storage, temporary } = world;
    world.liveDisks.add(await put(temporary.store, Buffer.concat([chunk(0), chunk(1)])));
    await spoil(temporary, chunk(1));
    assert.partialDeepStrictEqual(await ran(world, 'scrub'), { contents: 1, damagedContents: 1 });
    const { items, more } = await storage.damagedDiskList(admin, ALL);
    assert.deepEqual(
      items.map(({ kind, id, chunks, pages }) => [kind, id, chunks, pages]),
      [['volume', 'live', 1, 0]],
    );
    assert.equal(more, false);
    assert.equal((await world.health()).damagedDisks, 1);
    assert.deepEqual(
      (await storage.damagedDiskList(admin, { after: { kind: 'volume', id: 'live' }, limit: 1 })).items,
      [],
    );
    await put(temporary.store, chunk(1));
    await ran(world, 'heal');
    assert.equal((await world.health()).damagedDisks, 0);
  });

  it('is told in pages', async (context) => {
    const world = await openStorageWorld(context);
    const { storage, temporary } = world;
    await twoImages(world);
    for (const seed of [0, 1, 2]) await spoil(temporary, chunk(seed));
    await ran(world, 'scrub');
    const images = await storage.damagedImageList(admin, { after: null, limit: 1 });
    assert.equal(images.more, true);
    const [first = assert.fail()] = images.items;
    const others = await storage.damagedImageList(admin, { after: first, limit: 1 });
    assert.deepEqual([others.items.length, others.more], [1, false]);
    const chunks = await storage.quarantineList(admin, { after: null, limit: 2 });
    assert.deepEqual([chunks.items.length, chunks.more], [2, true]);
    const findings = await storage.findingList(admin, { after: null, limit: 1 });
    const [finding = assert.fail()] = findings.items;
    const left = await storage.findingList(admin, { after: finding, limit: 9 });
    assert.equal(left.items.length, 1, 'the two images lie in a pack each');
  });

  it('forgets findings about packs that are gone', async (context) => {
    const world = await openStorageWorld(context);
    const { temporary } = world;
    await twoImages(world);
    await put(temporary.store, chunk(9));
    await spoil(temporary, chunk(9));
    await ran(world, 'scrub');
    assert.deepEqual(await world.health(), { quarantinedChunks: 1, findings: 1, damagedImages: 0, damagedDisks: 0 });
    await temporary.store.collect(liveRoots(...world.live));
    await ran(world, 'scrub');
    assert.deepEqual(await world.health(), { quarantinedChunks: 0, findings: 0, damagedImages: 0, damagedDisks: 0 });
  });

  it('goes on where an interrupted scrub has stopped', async (context) => {
    const world = await openStorageWorld(context);
    const { temporary, clock } = world;
    await twoImages(world);
    const [first = assert.fail(), ...others] = await temporary.index.sealedPacks(ALL);
    const parts = {
      integrity: temporary.store.integrity,
      contents: async function* none() {
        // No image at all.
      },
      disks: async function* none() {
        // Nor any disk.
      },
      damage: world.damage,
      clock,
      rate: Infinity,
      checkLabels: async () => 0,
      usage: () => temporary.store.usage(),
    };
    const { signal } = new AbortController();
    const told: unknown[] = [];
    const run = { signal, createdAt: clock.now(), before: null, tell: (figures: unknown) => told.push(figures) };
    const whole = await scrubTask(parts).run({}, run);
    assert.equal(whole.packs, others.length + 1);
    assert.ok(told.length >= whole.packs, 'it tells after each pack');
    const chunks = (await temporary.index.chunksIn(first.pack)).length;
    const before = {
      ...whole,
      phase: 'packs',
      lastPack: first.pack,
      packs: 1,
      bytes: first.storedBytes,
      chunks,
    } as const;
    assert.deepEqual(await scrubTask(parts).run({}, { ...run, before }), whole);
  });

  it('is scrubbed again when the time has come, and healed when a read meets damage', async (context) => {
    const world = await openStorageWorld(context);
    const { runs, clock } = world;
    const parts = { runs, clock, log, wakeJobs: () => undefined };
    const [scrubs, healing] = [createScrubSchedule(parts, 24 * HOUR), createHealSchedule(parts)];
    context.after(() => Promise.all([scrubs.stop(), healing.stop()]));
    const newest = async (kind: 'scrub' | 'heal') => (await runs.runList({ kind, limit: 1 }))[0];
    const appears = async (kind: 'scrub' | 'heal', after: number) => {
      for (;;) {
        const run = await newest(kind);
        if (run && run.createdAt > after) return run;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    healing.start();
    healing.nudge();
    const heal = await appears('heal', 0);
    await runs.runEnd(heal.id, { status: 'succeeded', figures: null, failure: null }, clock.now());
    assert.equal(await newest('scrub'), undefined);
    clock.advance(HOUR);
    scrubs.start();
    const first = await appears('scrub', 0);
    await runs.runEnd(first.id, { status: 'succeeded', figures: null, failure: null }, clock.now());
    clock.advance(24 * HOUR);
    scrubs.nudge();
    await appears('scrub', first.createdAt);
  });

  it('is for administrators', async (context) => {
    const { storage } = await openStorageWorld(context);
    const member = callerWith('member', 'reader', 'service');
    for (const refusal of [
      storage.integrityGet(member),
      storage.findingList(member, ALL),
      storage.quarantineList(member, ALL),
      storage.damagedImageList(member, ALL),
      storage.damagedDiskList(member, ALL),
      storage.runGet(member, newJobId()),
    ]) {
      await assert.rejects(refusal, (error) => hasCode(error, 'forbidden'));
    }
  });
});
