import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
import { failsWith } from '../images/testing/fails-with.ts';
import { caller } from '../images/testing/image-world.ts';
import type { DiskLayers, LayerFile } from './disk-port.ts';
import { given } from './testing/volume-arbitraries.ts';
import { FREED, openWorld } from './testing/volume-world.ts';
import { usesOperations } from './uses-operations.ts';

const member = caller('p1');
const admin = caller('ops', 'admin');
const BLANK = { kind: 'blank' } as const;

describe('what refers to disks', () => {
  it('has the images and volumes of a snapshot, in its project only', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const origin = await volumes.volumeCreate(member, { source: BLANK, sizeGib: 1 });
    await world.idle();
    const taken = await volumes.snapshotCreate(member, { volumeId: origin.id, name: 'once' });
    assert.deepEqual(await volumes.volumeUses(member, origin.id), {
      dependants: [{ kind: 'snapshot', id: taken.id, name: 'once' }],
      readers: 1,
      blocksDelete: true,
      freed: null,
      hostBytes: 2 ** 20,
    });
    await world.idle();
    const image = await volumes.snapshotToImage(member, taken.id, { name: 'golden' });
    await volumes.snapshotToImage(admin, taken.id, { name: 'not of this project' });
    const source = { kind: 'snapshot', snapshotId: taken.id } as const;
    const copy = await volumes.volumeCreate(member, { source });
    await world.idle();
    assert.deepEqual(await volumes.snapshotUses(member, taken.id), {
      dependants: [
        { kind: 'image', id: image.id, name: 'golden' },
        { kind: 'volume', id: copy.id, name: null },
      ],
      readers: 0,
      blocksDelete: false,
      freed: { bytes: FREED.withinProject, measuredAt: FREED.measuredAt },
      hostBytes: null,
    });
    assert.equal((await volumes.snapshotUses(admin, taken.id)).freed?.bytes, FREED.acrossProjects);
    await assert.rejects(volumes.snapshotUses(caller('p2'), taken.id), failsWith('not-found'));
    const { root } = given((await volumes.volumeGet(member, copy.id)).base);
    const uses = await volumes.layerUses(admin, root);
    assert.deepEqual([uses.volumes.map(({ id }) => id), uses.images.length], [[copy.id], 2]);
    assert.deepEqual([uses.bytes, uses.evictable], [null, false]);
    await assert.rejects(volumes.layerUses(member, root), failsWith('forbidden'));
    const again = await volumes.snapshotCreate(member, { volumeId: copy.id });
    await world.idle();
    const refusal = new RegExp(
      `has snapshots: ${again.id}\\. .* would free 300 bytes of the store, as measured at 2023`,
    );
    await assert.rejects(volumes.volumeDelete(member, copy.id), failsWith('conflict', refusal));
    await images.imageDelete(member, image.id);
    assert.equal((await volumes.layerUses(admin, root)).images.length, 1);
  });

  it('has a snapshot of a volume among the uses of the image that the volume was made of', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const origin = await volumes.volumeCreate(member, { source: BLANK, sizeGib: 1 });
    await world.idle();
    const { image } = await volumes.volumeUploadToImage(member, origin.id, {});
    await world.idle();
    const made = await volumes.volumeCreate(member, { source: { kind: 'image', imageId: image.id }, name: 'disk' });
    await world.idle();
    const taken = await volumes.snapshotCreate(member, { volumeId: made.id });
    await world.idle();
    const dependants = [
      { kind: 'volume', id: made.id, name: 'disk' },
      { kind: 'snapshot', id: taken.id, name: null },
    ];
    assert.deepEqual((await images.imageUses(member, image.id)).dependants, dependants);
    const all = new RegExp(`volume ${made.id} stands on it, snapshot ${taken.id} stands on it`);
    await assert.rejects(images.imageDelete(member, image.id), failsWith('conflict', all));
  });
});

describe('the list of layers', () => {
  it('is in order and in pages, whatever the order of the files', async (context) => {
    const world = await openWorld(context);
    const roots = ['c', 'a', 'd', 'b'].map((digit): TreeRoot => given(parseTreeRoot(digit.repeat(64))));
    const layers: DiskLayers = {
      files: async function* files() {
        for (const root of roots) yield { root, bytes: 1, usedAt: 2 } satisfies LayerFile;
      },
      bytes: async (root) => (roots.includes(root) ? 1 : null),
      isWanted: async (root) => root.startsWith('a'),
    };
    const { layerList, layerUses } = usesOperations({ ...world.context, layers });
    const first = await layerList(admin, { after: null, limit: 3 });
    const shown = first.items.map(({ root, evictable }) => [root.slice(0, 1), evictable]);
    assert.deepEqual(
      [shown, first.more],
      [
        [
          ['a', false],
          ['b', true],
          ['c', true],
        ],
        true,
      ],
    );
    const rest = await layerList(admin, { after: given(first.items.at(-1)).root, limit: 3 });
    assert.deepEqual([rest.items.map(({ root }) => root.slice(0, 1)), rest.more], [['d'], false]);
    const shownUses = await Promise.all(roots.map((root) => layerUses(admin, root)));
    const evictable = { bytes: 1, evictable: true, volumes: [], images: [] };
    assert.deepEqual(shownUses, [evictable, { ...evictable, evictable: false }, evictable, evictable]);
    await assert.rejects(layerList(member, { after: null, limit: 1 }), failsWith('forbidden'));
  });
});
