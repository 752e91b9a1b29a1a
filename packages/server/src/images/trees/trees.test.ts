import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import type { ChunkStore, Ingested } from '@ingot/chunk-store';
import { qcow2Image } from '@ingot/disk/testing';
import { newJobId, type ImageId } from '../../kernel/ids.ts';
import { contentOf, type Image } from '../image.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from '../testing/image-world.ts';

const ALICE = caller('p1');
const BOB = caller('p2');
const BYTES = Buffer.concat([randomBytes(300_000), Buffer.alloc(600_000), randomBytes(70_000)]);
const CHECKSUMS = {
  md5: createHash('md5').update(BYTES).digest('hex'),
  sha512: createHash('sha512').update(BYTES).digest('hex'),
};

/** Content in the store that nothing refers to yet but whoever holds it. */
async function held(chunks: ChunkStore, bytes: Buffer = BYTES): Promise<Ingested> {
  const stream = await chunks.ingest();
  await stream.write(Buffer.from(bytes));
  return stream.finish();
}

async function readAll({ images }: ImageWorld, id: ImageId): Promise<Buffer | undefined> {
  return (await images.dataOpen(ALICE, id)).reader?.read(0, BYTES.length);
}

async function uploaded({ images }: ImageWorld, more = {}): Promise<Image> {
  const { id } = await images.imageCreate(ALICE, { diskFormat: 'raw', containerFormat: 'bare', ...more });
  await images.dataUpload(ALICE, id, uploadOf(Buffer.from(BYTES)));
  return images.imageGet(ALICE, id);
}

/** Jobs wait until the test says so. */
async function openStill(context: TestContext, options = {}): Promise<ImageWorld> {
  const world = await openWorld(context, options);
  await world.runner.stop(0);
  return world;
}

describe('an image of a tree', () => {
  it('is there at once, and its checksums come later without changing its time', async (context) => {
    const world = await openStill(context);
    const tree = await held(world.chunks);
    const image = await world.images.imageCreateFromTree(ALICE, tree, { name: 'from a disk' });
    await tree.release();
    await world.collect();
    const { root, size } = tree;
    assert.partialDeepStrictEqual(image, { name: 'from a disk', diskFormat: 'raw', containerFormat: 'bare' });
    assert.partialDeepStrictEqual(contentOf(image), { root, size, virtualSize: size, checksums: null });
    assert.deepEqual(await world.images.imageGet(ALICE, image.id), image);
    assert.deepEqual(await readAll(world, image.id), BYTES);
    assert.deepEqual((await world.images.usageGet(ALICE)).bytes.usage, size);

    const finished = world.anyFinished();
    await world.restartRunner();
    await finished;
    const done = await world.images.imageGet(ALICE, image.id);
    assert.deepEqual(contentOf(done)?.checksums, CHECKSUMS);
    assert.equal(done.updatedAt, image.updatedAt);
  });

  it('shares the work with others of the same tree, and its checksums from then on', async (context) => {
    const world = await openStill(context);
    const tree = await held(world.chunks);
    const first = await world.images.imageCreateFromTree(ALICE, tree, {});
    const second = await world.images.imageCreateFromTree(BOB, tree, {});
    const third = await world.images.imageCreateFromImage(ALICE, first.id, {});
    await world.images.imageDelete(ALICE, third.id);
    const query = { kind: 'image-checksums', direction: 'asc', limit: 10 } as const;
    assert.equal((await world.jobs.jobList(query)).length, 1);
    const finished = world.anyFinished();
    await world.restartRunner();
    await finished;
    for (const [who, { id }] of [
      [ALICE, first],
      [BOB, second],
    ] as const) {
      assert.deepEqual(contentOf(await world.images.imageGet(who, id))?.checksums, CHECKSUMS);
    }
    const restored = await world.images.trashRestore(ALICE, third.id);
    assert.deepEqual(contentOf(restored)?.checksums, CHECKSUMS);
    const later = await world.images.imageCreateFromTree(ALICE, tree, {});
    await tree.release();
    assert.deepEqual(contentOf(later)?.checksums, CHECKSUMS);
    assert.equal((await world.jobs.jobList(query)).length, 1);
  });

  it('gets its checksums also when their job was lost', async (context) => {
    const world = await openStill(context);
    const tree = await held(world.chunks);
    const { id } = await world.images.imageCreateFromTree(ALICE, tree, {});
    await tree.release();
    const [job] = await world.jobs.jobList({ kind: 'image-checksums', direction: 'asc', limit: 1 });
    const claimed = await world.jobs.jobClaim('dead', ['image-checksums'], world.clock.now(), world.clock.now() + 1);
    assert.equal(claimed?.id, job?.id);
    const claim = { id: claimed?.id ?? assert.fail(), worker: 'dead', attempt: 1 };
    await world.jobs.jobFinish(claim, 'failed', 'lost', world.clock.now());
    const finished = world.anyFinished();
    await world.restartRunner();
    await world.work.start();
    await finished;
    assert.deepEqual(contentOf(await world.images.imageGet(ALICE, id))?.checksums, CHECKSUMS);
  });

  it('is refused when the bytes are not what they are said to be, or are gone, and leaves nothing', async (context) => {
    const world = await openStill(context, { limits: { bytes: 1_000_000 } });
    const { images, chunks } = world;
    const disguised = await held(chunks, qcow2Image());
    await assert.rejects(images.imageCreateFromTree(ALICE, disguised, {}), failsWith('content-refused'));
    await disguised.release();
    const tree = await held(chunks);
    await assert.rejects(
      images.imageCreateFromTree(ALICE, tree, { diskFormat: 'qcow2' }),
      failsWith('content-refused'),
    );
    await assert.rejects(images.imageCreateFromTree(caller('p1', 'reader'), tree, {}), failsWith('forbidden'));
    await images.imageCreateFromTree(ALICE, tree, {});
    await assert.rejects(images.imageCreateFromTree(ALICE, tree, {}), failsWith('quota-exceeded'));
    await world.endLeases();
    await assert.rejects(images.imageCreateFromTree(BOB, tree, {}), failsWith('unavailable'));
    await tree.release();
    for (const [who, count] of [
      [ALICE, 1],
      [BOB, 0],
    ] as const) {
      const usage = await images.usageGet(who);
      assert.deepEqual([usage.images.usage, usage.bytes.usage], [count, count * tree.size]);
      assert.equal((await images.imageList(who, { hidden: false, sort: [], limit: 10 })).items.length, count);
    }
  });

  it('may be shown before it is there, and wait for one job only', async (context) => {
    const world = await openStill(context);
    const { images, reservations, chunks } = world;
    const [task, other] = [newJobId(), newJobId()];
    const { id } = await reservations.reserve(ALICE, { name: 'soon' }, task);
    assert.equal((await images.imageGet(ALICE, id)).state.status, 'importing');
    await assert.rejects(images.dataUpload(ALICE, id, uploadOf(BYTES)), failsWith('conflict'));
    const tree = await held(chunks);
    await assert.rejects(reservations.fill(id, other, tree), failsWith('conflict'));
    await reservations.fail(id, other, 'Not mine.');
    for (let times = 0; times < 2; times += 1) await reservations.fill(id, task, tree);
    await reservations.fail(id, task, 'Too late.');
    await tree.release();
    await world.collect();
    assert.deepEqual(await readAll(world, id), BYTES);
    assert.equal((await images.usageGet(ALICE)).bytes.usage, BYTES.length);
  });

  it('is queued again when its job fails, and not filled once it was deleted', async (context) => {
    const { images, reservations, chunks } = await openStill(context);
    const task = newJobId();
    const failed = await reservations.reserve(ALICE, {}, task);
    await reservations.fail(failed.id, task, 'The disk is broken.');
    assert.deepEqual((await images.imageGet(ALICE, failed.id)).state, {
      status: 'queued',
      failure: 'The disk is broken.',
    });
    const deleted = await reservations.reserve(ALICE, {}, task);
    await images.imageDelete(ALICE, deleted.id);
    const tree = await held(chunks);
    await assert.rejects(reservations.fill(deleted.id, task, tree), failsWith('gone'));
    await assert.rejects(reservations.fill(failed.id, task, tree), failsWith('conflict'));
    await tree.release();
    assert.deepEqual((await images.usageGet(ALICE)).bytes.usage, 0);
  });
});

describe('an image of an image', () => {
  it('has its bytes, formats and checksums at once, and outlives it', async (context) => {
    const world = await openStill(context);
    const properties = { os_type: 'linux', family: 'debian' };
    const source = await uploaded(world, { name: 'source', minDisk: 3, properties, tags: ['a'] });
    const copy = await world.images.imageCreateFromImage(ALICE, source.id, { name: 'copy' });
    assert.partialDeepStrictEqual(copy, { name: 'copy', minDisk: 3, properties: { os_type: 'linux' }, tags: [] });
    assert.deepEqual(contentOf(copy), { ...contentOf(source), newBytes: 0 });
    await world.images.imageDelete(ALICE, source.id);
    await world.images.trashPurge(ALICE, source.id);
    await world.collect();
    assert.deepEqual(await readAll(world, copy.id), BYTES);
  });

  it('takes an image that may be read, has data, and is in the wanted format', async (context) => {
    const world = await openStill(context);
    const { images } = world;
    const source = await uploaded(world, { visibility: 'private' });
    await assert.rejects(images.imageCreateFromImage(BOB, source.id, {}), failsWith('not-found'));
    await assert.rejects(images.imageCreateFromImage(caller('p1', 'reader'), source.id, {}), failsWith('forbidden'));
    await assert.rejects(images.imageCreateFromImage(ALICE, source.id, { diskFormat: 'qcow2' }), failsWith('invalid'));
    const empty = await images.imageCreate(ALICE, {});
    await assert.rejects(images.imageCreateFromImage(ALICE, empty.id, {}), failsWith('conflict'));
    await images.imageDeactivate(ALICE, source.id);
    await assert.rejects(images.imageCreateFromImage(ALICE, source.id, {}), failsWith('forbidden'));
    await images.imageReactivate(ALICE, source.id);
    await images.imageUpdate(caller('p1', 'admin'), source.id, () => ({ visibility: 'public' }));
    const copy = await images.imageCreateFromImage(BOB, source.id, {});
    assert.notEqual(copy.visibility, 'public');
    assert.equal((await images.usageGet(BOB)).bytes.usage, BYTES.length);
  });
});
