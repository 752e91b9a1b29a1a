import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { ImageId } from '../kernel/ids.ts';
import { failsWith } from './testing/fails-with.ts';
import { testProject } from './testing/arbitraries.ts';
import { caller, openWorld, PROCESS_NAME, puppet, uploadOf, type ImageWorld } from './testing/image-world.ts';
import { LEASE } from './testing/settings.ts';
import { RESERVATION_STEP } from './image-uploads.ts';

const member = caller('p1');
const RAW = { diskFormat: 'raw', containerFormat: 'bare' } as const;
const DAY = 86_400_000;

/** Rounds of background work are over when what they bring about is there. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** An upload whose process is no more: the claim is in the database, and nobody sends. */
async function deadUpload(world: ImageWorld): Promise<{ id: ImageId; end: () => Promise<void> }> {
  const { id } = await world.images.imageCreate(member, RAW);
  const client = puppet();
  const upload = world.images.dataUpload(
    member,
    id,
    uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: null }),
  );
  const settled = upload.then(
    () => assert.fail('a claim that was cleared away was committed'),
    (error: unknown) => error,
  );
  void client.send(Buffer.from('half'));
  await until(async () => (await usage(world)).reservedBytes > 0);
  return {
    id,
    end: async () => {
      client.end();
      assert.ok(failsWith('conflict', /taken for dead/)(await settled));
    },
  };
}

function usage(world: ImageWorld) {
  return world.store.usageFind(testProject('p1'));
}

async function isQueuedAgain(world: ImageWorld, id: ImageId): Promise<boolean> {
  const { state } = await world.images.imageGet(member, id);
  return state.status === 'queued' && /interrupted/.test(state.failure ?? '');
}

describe('background work on images', () => {
  it('queues the image of a dead upload again once its lease is over, and not before', async (context) => {
    const world = await openWorld(context, { limits: { bytes: 2 * RESERVATION_STEP } });
    const { id, end } = await deadUpload(world);
    const neighbour = world.beside();
    await neighbour.work.start();
    const { id: other } = await world.images.imageCreate(member, {});
    await world.images.imageDelete(member, other);
    assert.equal((await world.images.imageGet(member, id)).state.status, 'saving');
    await neighbour.work.stop();

    world.clock.advance(LEASE + 1000);
    const next = world.beside();
    await next.work.start();
    await until(() => isQueuedAgain(world, id));
    assert.equal((await usage(world)).reservedBytes, 0);
    await next.work.stop();
    // The writer was alive after all: it may not commit over whoever came after it.
    await end();
    assert.equal((await usage(world)).reservedBytes, 0);
  });

  it('queues those of its own earlier life at once', async (context) => {
    const world = await openWorld(context);
    const { id, end } = await deadUpload(world);
    const next = world.beside(PROCESS_NAME);
    await next.work.start();
    assert.ok(await isQueuedAgain(world, id), 'before it takes requests');
    const client = puppet();
    const bytes = { bytes: client.bytes, declaredSize: null };
    const again = next.images.dataUpload(member, id, uploadOf(Buffer.alloc(0), bytes));
    await client.send(Buffer.from('again'));
    // The dead one is alive after all, while its successor is at work.
    await end();
    client.end();
    await again;
    const opened = await world.images.dataOpen(member, id);
    assert.equal(String(await opened.reader?.read(0, 100)), 'again');
    await next.work.stop();
  });

  it('empties the trash when the time is over, and the chunks go', async (context) => {
    const world = await openWorld(context);
    const ids: ImageId[] = [];
    for (const size of [300_000, 400_000]) {
      const { id } = await world.images.imageCreate(member, RAW);
      await world.images.dataUpload(member, id, uploadOf(randomBytes(size)));
      ids.push(id);
    }
    const [early, late] = ids;
    assert.ok(early && late);
    await world.images.imageDelete(member, early);
    world.clock.advance(4 * DAY);
    await world.images.imageDelete(member, late);
    world.clock.advance(4 * DAY);
    const { chunks: all } = await world.chunks.usage();
    await world.work.start();
    await until(async () => (await world.images.trashList(member, { limit: 10 })).items.length === 1);
    await assert.rejects(world.images.trashRestore(member, early), failsWith('not-found'));
    // The first collection may have looked before the trash was emptied; the nudge makes another one.
    await world.work.stop();
    await world.collect();
    assert.ok((await world.chunks.usage()).chunks < all);
    const restored = await world.images.trashRestore(member, late);
    const opened = await world.images.dataOpen(member, restored.id);
    assert.equal((await opened.reader?.read(0, 400_000))?.length, 400_000);
  });

  it('leaves what a failed upload left to a collection, which spares what is staged', async (context) => {
    const world = await openWorld(context);
    const staged = randomBytes(300_000);
    const { id } = await world.images.imageCreate(member, RAW);
    await world.images.dataStage(member, id, uploadOf(staged));
    const { id: refused } = await world.images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'bare' });
    await assert.rejects(world.images.dataUpload(member, refused, uploadOf(randomBytes(300_000))));
    await world.collect();
    assert.ok((await world.chunks.usage()).chunks <= 3);
    const ended = world.anyFinished();
    await world.images.importStart(member, id, { name: 'glance-direct' });
    await ended;
    const opened = await world.images.dataOpen(member, id);
    assert.deepEqual(await opened.reader?.read(0, staged.length), staged);
  });

  it('frees an image from an import that is over, and leaves one alone that is still to be run', async (context) => {
    const world = await openWorld(context);
    await world.runner.stop(0);
    const importing = async () => {
      const { id } = await world.images.imageCreate(member, RAW);
      await world.images.dataStage(member, id, uploadOf(randomBytes(10)));
      return { id, task: (await world.images.importStart(member, id, { name: 'glance-direct' })).id };
    };
    const lost = await importing();
    const job = await world.jobs.jobClaim('dead', ['image-import'], world.clock.now(), 9e15);
    assert.equal(job?.id, lost.task);
    const claim = { id: lost.task, worker: 'dead', attempt: 1 };
    await world.jobs.jobFinish(claim, 'failed', 'Half of it was lost.', world.clock.now());
    const waiting = await importing();

    await world.work.start();
    await until(async () => (await world.images.imageGet(member, lost.id)).state.status === 'queued');
    await world.work.stop();
    const { state } = await world.images.imageGet(member, lost.id);
    assert.deepEqual(state, { status: 'queued', failure: 'Half of it was lost.' });
    assert.equal((await world.images.imageGet(member, waiting.id)).state.status, 'importing');
    assert.equal((await usage(world)).stagedBytes, 10);
  });

  it('forgets tasks two days after their end', async (context) => {
    const world = await openWorld(context);
    const { id } = await world.images.imageCreate(member, RAW);
    await world.images.dataStage(member, id, uploadOf(randomBytes(10)));
    const ended = world.anyFinished();
    const { id: task } = await world.images.importStart(member, id, { name: 'glance-direct' });
    await ended;
    const { expiresAt } = await world.images.taskGet(member, task);
    assert.ok(expiresAt !== null);
    world.clock.advance(expiresAt - world.clock.now() + 1);
    await world.work.start();
    await until(async () => (await world.images.imageTaskList(member, id)).length === 0);
  });
});
