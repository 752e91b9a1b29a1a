import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { qcow2Image } from '@ingot/disk/testing';
import type { ImageId } from '../../kernel/ids.ts';
import { testProject } from '../testing/arbitraries.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from '../testing/image-world.ts';
import { diskSourceOf } from '../views/disk-view.ts';

const member = caller('p1');
const MIB = 2 ** 20;
const OPTIMIZED = { properties: { ingot_optimized: 'true' } };

async function optimized(world: ImageWorld, project = 'p1'): Promise<number> {
  return (await world.store.usageFind(testProject(project))).optimized;
}

describe('an image that is optimized for deployment', () => {
  it('counts against a quota of its own, however it came to be so', async (context) => {
    const world = await openWorld(context, { limits: { optimized: 2 } });
    const { images } = world;
    const first = await images.imageCreate(member, OPTIMIZED);
    const ids: ImageId[] = [];
    for (let n = 0; n < 4; n++) ids.push((await images.imageCreate(member, {})).id);
    const tries = await Promise.allSettled(ids.map((id) => images.imageOptimize(member, id, true)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await optimized(world), 2);
    await assert.rejects(images.imageCreate(member, OPTIMIZED), failsWith('quota-exceeded', /2 of them optimized/));
    const plain = ids.find((_id, n) => tries[n]?.status === 'rejected') ?? first.id;
    await assert.rejects(
      images.imageUpdate(member, plain, () => OPTIMIZED),
      failsWith('quota-exceeded'),
    );
    assert.equal((await images.imageGet(member, plain)).properties['ingot_optimized'], undefined);
    await images.imageOptimize(member, first.id, true);
    assert.equal(await optimized(world), 2, 'once is enough');
    await images.imageDelete(member, first.id);
    assert.equal(await optimized(world), 1);
    await images.imageUpdate(member, plain, () => OPTIMIZED);
    await assert.rejects(images.trashRestore(member, first.id), failsWith('quota-exceeded'));
    await images.imageOptimize(member, plain, false);
    await images.trashRestore(member, first.id);
    await images.imageUpdate(caller('p3', 'admin'), first.id, () => ({ ownerId: testProject('p2') }));
    assert.deepEqual([await optimized(world), await optimized(world, 'p2')], [1, 1]);
    await images.imageUpdate(member, plain, () => ({ properties: { ingot_optimized: 'false' } }));
    assert.equal(await optimized(world), 1);
  });

  it('has formats that a disk can be taken out of', async (context) => {
    const { images } = await openWorld(context);
    const refused = failsWith('conflict', /Only images of disks/);
    const kernel = { diskFormat: 'aki', containerFormat: 'aki' } as const;
    await assert.rejects(images.imageCreate(member, { ...OPTIMIZED, ...kernel }), refused);
    const { id } = await images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'docker' });
    await assert.rejects(images.imageOptimize(member, id, true), refused);
    await images.imageUpdate(member, id, () => ({ containerFormat: 'bare' }));
    await images.imageOptimize(member, id, true);
    await assert.rejects(
      images.imageUpdate(member, id, () => ({ containerFormat: 'docker' })),
      refused,
    );
  });

  it('has its disk taken out by itself, when it comes, when it is optimized, and when that was lost', async (context) => {
    const world = await openWorld(context, { limits: { optimized: 3 } });
    const { images, store } = world;
    const qcow2 = { diskFormat: 'qcow2', containerFormat: 'bare' } as const;
    const viewOf = async (id: ImageId) => (await images.diskViewGet(member, id)).kind;
    const made = async (optimize: () => Promise<ImageId>, size: number): Promise<ImageId> => {
      const finished = world.anyFinished();
      const id = await optimize();
      await finished;
      const view = await images.diskViewGet(member, id);
      assert.deepEqual([view.kind, view.kind === 'ready' && view.size], ['ready', size]);
      return id;
    };
    const upload = async (size: number, properties = {}): Promise<ImageId> => {
      const { id } = await images.imageCreate(member, { ...qcow2, properties });
      await images.dataUpload(member, id, uploadOf(qcow2Image({ virtualSize: size })));
      return id;
    };
    const born = await made(() => upload(1 * MIB, OPTIMIZED.properties), 1 * MIB);

    const plain = await upload(2 * MIB);
    assert.equal(await viewOf(plain), 'absent');
    await made(async () => (await images.imageOptimize(member, plain, true)).id, 2 * MIB);
    const patched = await upload(3 * MIB);
    await made(async () => (await images.imageUpdate(member, patched, () => OPTIMIZED)).id, 3 * MIB);

    const source = diskSourceOf(await images.imageGet(member, born));
    assert.ok(source.kind === 'view');
    await store.transaction((tx) => tx.viewDelete(source));
    assert.deepEqual(await store.viewsMissing(null, 10), [born]);
    await made(async () => {
      await world.work.start();
      return born;
    }, 1 * MIB);
    assert.deepEqual(await store.viewsMissing(null, 10), []);
  });
});
