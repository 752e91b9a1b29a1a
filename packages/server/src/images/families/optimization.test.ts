import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImageId } from '../../kernel/ids.ts';
import { testProject } from '../testing/arbitraries.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, type ImageWorld } from '../testing/image-world.ts';

const member = caller('p1');
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

  it('has a format that a layer can be made of', async (context) => {
    const { images } = await openWorld(context);
    const refused = failsWith('conflict', /Convert it to raw/);
    await assert.rejects(images.imageCreate(member, { ...OPTIMIZED, diskFormat: 'qcow2' }), refused);
    const { id } = await images.imageCreate(member, { diskFormat: 'qcow2' });
    await assert.rejects(images.imageOptimize(member, id, true), refused);
    await images.imageUpdate(member, id, () => ({ diskFormat: 'iso' }));
    await images.imageOptimize(member, id, true);
    await assert.rejects(
      images.imageUpdate(member, id, () => ({ diskFormat: 'vhd' })),
      refused,
    );
  });
});
