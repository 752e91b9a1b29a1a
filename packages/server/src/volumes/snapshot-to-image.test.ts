import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { contentOf } from '../images/index.ts';
import { failsWith } from '../images/testing/fails-with.ts';
import { caller } from '../images/testing/image-world.ts';
import type { SnapshotId } from '../kernel/ids.ts';
import { given } from './testing/volume-arbitraries.ts';
import { openWorld, type VolumeWorld, type WorldOptions } from './testing/volume-world.ts';

const member = caller('p1');
const BYTES = Buffer.from('golden');

/** A world with a snapshot of a volume that begins with `BYTES`. */
async function openWithSnapshot(context: TestContext, options: WorldOptions = {}) {
  const world: VolumeWorld = await openWorld(context, options);
  const { volumes } = world;
  const imageMetadata = { os_distro: 'debian', image_name: 'old' };
  const made = await volumes.volumeCreate(member, { source: { kind: 'blank' }, sizeGib: 1, imageMetadata });
  await world.idle();
  const file = await open(world.disks.path(made.id), 'r+');
  await file.write(BYTES, 0, BYTES.length, 0);
  await file.close();
  const { id } = await volumes.snapshotCreate(member, { volumeId: made.id });
  await world.idle();
  return { world, volumes, id };
}

describe('an image of a snapshot', () => {
  it('is the same tree, with what was said of the volume, and outlives the snapshot', async (context) => {
    const { world, volumes, id } = await openWithSnapshot(context);
    const image = await volumes.snapshotToImage(member, id, { name: 'golden', tags: ['a'] });
    const { state } = await volumes.snapshotGet(member, id);
    assert.equal(state.status === 'available' && state.tree.root, contentOf(image)?.root);
    const { diskFormat, containerFormat, properties, tags } = image;
    assert.deepEqual([diskFormat, containerFormat, properties, tags], ['raw', 'bare', { os_distro: 'debian' }, ['a']]);
    const bare = await volumes.snapshotToImage(member, id, { properties: {} });
    assert.deepEqual(bare.properties, {});
    await volumes.snapshotDelete(member, id);
    await world.collect();
    const { reader } = await world.images.dataOpen(member, image.id);
    assert.deepEqual(await given(reader).read(0, BYTES.length), BYTES);
  });

  it('is refused to those who may not have it, and in another format', async (context) => {
    const { volumes, id } = await openWithSnapshot(context);
    await assert.rejects(volumes.snapshotToImage(caller('p2'), id, {}), failsWith('not-found'));
    await assert.rejects(volumes.snapshotToImage(caller('p1', 'reader'), id, {}), failsWith('forbidden'));
    await assert.rejects(volumes.snapshotToImage(member, id, { diskFormat: 'vhd' }), failsWith('invalid', /vhd/));
  });

  it('is refused when the snapshot goes meanwhile, whether its bytes are still there or not', async (context) => {
    let between: (id: SnapshotId) => Promise<void> = async () => undefined;
    const { world, volumes, id } = await openWithSnapshot(context, {
      wrapStore: (store) => ({
        ...store,
        snapshotFind: async (wanted) => {
          const found = await store.snapshotFind(wanted);
          await between(wanted);
          return found;
        },
      }),
    });
    const other = await volumes.snapshotCreate(member, { volumeId: (await volumes.snapshotGet(member, id)).volumeId });
    await world.idle();
    for (const [gone, collect] of [
      [id, async () => undefined],
      [other.id, () => world.collect()],
    ] as const) {
      between = async (found) => {
        between = async () => undefined;
        await volumes.snapshotDelete(member, found);
        await collect();
      };
      await assert.rejects(volumes.snapshotToImage(member, gone, {}), failsWith('not-found'));
    }
    assert.equal((await world.images.usageGet(member)).images.usage, 0);
  });
});
