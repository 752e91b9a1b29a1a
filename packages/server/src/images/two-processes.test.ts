import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Ingest } from '@ingot/chunk-store';
import { qcow2Image } from '@ingot/disk/testing';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { ImageService } from './create-images.ts';
import { testProject } from './testing/arbitraries.ts';
import { failsWith } from './testing/fails-with.ts';
import { caller, openWorld, puppet, uploadOf, type ImageWorld } from './testing/image-world.ts';

const member = caller('p1');
const RAW = { diskFormat: 'raw', containerFormat: 'bare' } as const;

/** A world on a PostgreSQL and a second process beside it. */
async function twoProcesses(
  ...[context, options]: Parameters<typeof openWorld>
): Promise<{ here: ImageWorld; there: ImageService; each: readonly ImageService[] }> {
  const here = await openWorld(context, { ...options, engine: 'postgres' });
  const there = here.beside();
  return { here, there, each: [here, there] };
}

/** What came of each of them: the error's code where it failed as it should. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    if (result.reason instanceof IngotError) return result.reason.code;
    throw result.reason;
  });
}

/** Calls both processes in turn, without waiting. */
function inParallel<Result>(
  each: readonly ImageService[],
  times: number,
  call: (images: ImageService['images'], n: number) => Promise<Result>,
): Promise<Result>[] {
  return Array.from({ length: times }, (_, n) => {
    const service = each[n % each.length];
    if (!service) throw new Error('there is no process');
    return call(service.images, n);
  });
}

describe('images in two processes', () => {
  it('keep every one of many changes', async (context) => {
    const { here, each } = await twoProcesses(context);
    const { id } = await here.images.imageCreate(member, {});
    await Promise.all(inParallel(each, 20, (images, n) => images.tagAdd(member, id, `tag-${n}`)));
    assert.equal((await here.images.imageGet(member, id)).tags.length, 20);
  });

  it('are registered once by an id', async (context) => {
    const { here, each } = await twoProcesses(context);
    const { id } = await here.images.imageCreate(member, {});
    await here.images.imageDelete(member, id);
    assert.deepEqual(
      await outcomes(inParallel(each, 4, (images) => images.imageCreate(member, { id }))),
      Array(4).fill('conflict'),
    );
  });

  it('never have more than the quota allows, in number, bytes or members', async (context) => {
    const limits = { images: 3, bytes: 1_000_000 };
    const { here, each } = await twoProcesses(context, { limits, settings: { maxMembers: 2 } });
    const created = await outcomes(inParallel(each, 8, (images) => images.imageCreate(member, RAW)));
    assert.equal(created.filter((outcome) => outcome === 'done').length, 3);
    const { items } = await here.images.imageList(member, { hidden: false, sort: [], limit: 10 });
    const bytes = randomBytes(400_000);
    const uploads = items.map(({ id }, n) => each[n % 2]?.images.dataUpload(member, id, uploadOf(bytes)));
    const uploaded = await outcomes(uploads.map((upload) => Promise.resolve(upload)));
    assert.deepEqual(uploaded.toSorted(), ['done', 'done', 'quota-exceeded']);
    const usage = { bytes: 800_000, stagedBytes: 0, reservedBytes: 0, images: 3, uploads: 0, optimized: 0 };
    assert.deepEqual(await here.store.usageFind(testProject('p1')), usage);
    const [shared] = items;
    assert.ok(shared);
    const offered = await outcomes(
      inParallel(each, 6, (images, n) => images.memberAdd(member, shared.id, testProject(`other-${n}`))),
    );
    assert.equal(offered.filter((outcome) => outcome === 'done').length, 2);
  });

  it('take bytes from one writer', async (context) => {
    const { here, each } = await twoProcesses(context);
    const { id } = await here.images.imageCreate(member, RAW);
    const contents = Array.from({ length: 4 }, () => randomBytes(100_000));
    const written = await outcomes(
      inParallel(each, 4, (images, n) => images.dataUpload(member, id, uploadOf(contents[n] ?? Buffer.alloc(0)))),
    );
    assert.deepEqual(written.toSorted(), ['conflict', 'conflict', 'conflict', 'done']);
    const { reader } = await here.images.dataOpen(member, id);
    assert.deepEqual(await reader?.read(0, 100_000), contents[written.indexOf('done')]);
  });

  it('stop taking bytes as soon as the other one deletes the image', async (context) => {
    const { here, there } = await twoProcesses(context);
    const { id } = await here.images.imageCreate(member, RAW);
    const { client, refused } = await begunUpload(here, id, 'gone');
    // The next heartbeat is far away, and the client sends nothing more.
    await there.images.imageDelete(member, id);
    await refused;
    client.end();
    assert.equal((await here.store.usageFind(testProject('p1'))).reservedBytes, 0);
  });

  it('are deleted or become active, whichever comes first, and are counted so', async (context) => {
    const { here, there } = await twoProcesses(context);
    for (let round = 0; round < 5; round++) {
      const { id } = await here.images.imageCreate(member, RAW);
      await outcomes([
        here.images.dataUpload(member, id, uploadOf(randomBytes(1000))),
        there.images.imageDelete(member, id),
      ]);
      await assert.rejects(here.images.imageGet(member, id), failsWith('not-found'));
    }
    const usage = { bytes: 0, stagedBytes: 0, reservedBytes: 0, images: 0, uploads: 0, optimized: 0 };
    assert.deepEqual(await here.store.usageFind(testProject('p1')), usage);
  });

  it('do not become active when their chunks were taken for those of a dead process', async (context) => {
    let endLeases = (): Promise<void> => Promise.resolve();
    // At the last moment: all bytes are stored, and the image is about to refer to them.
    const ingest = (stream: Ingest): Ingest => ({
      get received() {
        return stream.received;
      },
      write: (bytes) => stream.write(bytes),
      finish: async () => {
        const ingested = await stream.finish();
        await endLeases();
        return ingested;
      },
      abort: () => stream.abort(),
    });
    const { here } = await twoProcesses(context, { ingest });
    endLeases = () => here.endLeases();
    const { id } = await here.images.imageCreate(member, RAW);
    const upload = here.images.dataUpload(member, id, uploadOf(randomBytes(300_000)));
    await assert.rejects(upload, failsWith('unavailable', /taken for dead/));
    const { state } = await here.images.imageGet(member, id);
    assert.equal(state.status, 'queued');
  });

  it('are imported by whichever process finds the job', async (context) => {
    const { here, there } = await twoProcesses(context);
    const { id } = await there.images.imageCreate(member, RAW);
    const bytes = randomBytes(300_000);
    await there.images.dataStage(member, id, uploadOf(bytes));
    const finished = here.anyFinished();
    await there.images.importStart(member, id, { name: 'glance-direct' });
    here.runner.wake();
    await finished;
    const { reader } = await there.images.dataOpen(member, id);
    assert.deepEqual(await reader?.read(0, bytes.length), bytes);
  });
});

describe('the disk of an image', () => {
  it('is taken out once for two processes that want it at the same time', async (context) => {
    const { here, there } = await twoProcesses(context);
    const { id } = await here.images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'bare' });
    await here.images.dataUpload(member, id, uploadOf(qcow2Image({ virtualSize: 2 ** 20 })));
    const signal = AbortSignal.timeout(30_000);
    const wanted = [there.views, here.views, there.views].map((views) => views.wait(id, { signal }));
    const trees = await Promise.all(wanted);
    assert.equal(new Set(trees.map(({ root }) => root)).size, 1);
    const jobs = await here.jobs.jobList({ kind: 'image-disk-view', direction: 'asc', limit: 10 });
    assert.deepEqual(
      jobs.map(({ message }) => message),
      [`The disk has ${2 ** 20} bytes.`],
    );
  });
});

/** An upload that has begun and waits for more. */
async function begunUpload(world: ImageWorld, id: ImageId, code: IngotError['code']) {
  const client = puppet();
  const upload = uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: null });
  const refused = assert.rejects(world.images.dataUpload(member, id, upload), failsWith(code));
  void client.send(Buffer.from('half'));
  while ((await world.store.usageFind(testProject('p1'))).reservedBytes === 0);
  return { client, refused };
}
