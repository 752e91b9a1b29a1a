import assert from 'node:assert/strict';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { chunkIdOf, isChunkStoreError, parseTreeRoot } from '@ingot/chunk-store';
import { newVolumeId } from '../../kernel/ids.ts';
import { evictLayers } from './evict.ts';
import { Layers } from './layers.ts';
import { overlayDisks } from './overlay-disks.ts';
import { Turns } from './turns.ts';
import { diskWorld, readyTrees, type DiskWorld } from './testing/disk-world.ts';

const MiB = 2 ** 20;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('layers', () => {
  let world: DiskWorld;
  let layers: Layers;
  beforeEach(async () => {
    world = await diskWorld();
    layers = new Layers(world.places, world.store.store, readyTrees(world.ready));
  });
  afterEach(() => world.remove());

  it('are made once however many ask, and nobody writes to them afterwards', async () => {
    const { root } = await world.tree([1, 2, 3]);
    const reads: string[] = [];
    const counted = new Layers(
      world.places,
      {
        open: (asked) => {
          reads.push(asked);
          return world.store.store.open(asked);
        },
      },
      readyTrees(world.ready),
    );
    await Promise.all(Array.from({ length: 10 }, () => counted.prepare(root)));
    await counted.prepare(root);
    assert.deepEqual(reads, [root]);
    assert.equal((await stat(world.places.layer(root).file)).mode & 0o777, 0o400);
  });

  it('of zeros take no space and no time', async () => {
    const { store } = world.store;
    const assembly = await store.assemble();
    await assembly.zeros(2 ** 32);
    const { root, release } = await assembly.finish();
    await layers.prepare(root);
    const { size, blocks } = await stat(world.places.layer(root).file);
    assert.deepEqual([size, blocks], [2 ** 32, 0]);
    await release();
  });

  it('that cannot be made leave nothing behind', async () => {
    const nothing = parseTreeRoot(chunkIdOf(Buffer.from('no tree')));
    assert.ok(nothing);
    await assert.rejects(layers.prepare(nothing), (error) => isChunkStoreError(error, 'missing'));
    const { root } = await world.tree([1, 2, 3]);
    const broken = new Layers(
      world.places,
      {
        open: async (asked) => {
          const tree = await world.store.store.open(asked);
          return Object.create(tree, {
            size: { value: tree.size },
            send: { value: async () => Promise.reject(new Error('away')) },
            extents: { value: () => tree.extents() },
          });
        },
      },
      readyTrees(world.ready),
    );
    await assert.rejects(broken.prepare(root), /away/);
    assert.deepEqual(await readdir(world.places.incoming), []);
    assert.equal(await layers.isReady(root), false);
    await layers.prepare(root);
  });

  it('go when room is needed, least recently used first, but never what is stood upon or to be ready', async () => {
    const { disks } = world.service;
    const trees = await Promise.all([1, 2, 3, 4].map((seed) => world.tree([seed])));
    const [stood, kept, old, recent] = trees;
    assert.ok(stood && kept && old && recent);
    for (const { root } of trees) await layers.prepare(root);
    const id = newVolumeId();
    await disks.create(id, { kind: 'tree', ...stood }, MiB);
    world.ready.add(kept.root);
    await utimes(world.places.layer(stood.root).standing, 0, 0);
    await utimes(world.places.layer(kept.root).standing, 0, 0);
    await utimes(world.places.layer(old.root).standing, 1, 1);

    await evictLayers(layers, 3 * 256 * 1024 + 100_000, SILENT);
    const ready = async (): Promise<boolean[]> => Promise.all(trees.map(({ root }) => layers.isReady(root)));
    assert.deepEqual(await ready(), [true, true, false, true]);
    await evictLayers(layers, 0, SILENT);
    assert.deepEqual(await ready(), [true, true, false, false]);
    assert.equal(await layers.drop(stood.root), false);

    world.ready.delete(kept.root);
    await disks.remove(id);
    await evictLayers(layers, 0, SILENT);
    assert.deepEqual(await ready(), [false, false, false, false]);
    assert.deepEqual(await readdir(world.places.layers), []);
  });

  it('are not held by the second name of a disk that is no more', async () => {
    const tree = await world.tree([1]);
    await layers.prepare(tree.root);
    const { standing } = world.places.layer(tree.root);
    await writeFile(path.join(standing, newVolumeId()), 'all that death left');
    assert.equal(await layers.drop(tree.root), true);
  });

  it('are there for disks that are made while they are to go', async () => {
    const tree = await world.tree([1]);
    const disks = overlayDisks({
      places: world.places,
      layers,
      turns: new Turns(),
      exports: { socket: null, backing: () => null, close: async () => undefined },
      qemuImg: { grow: async () => undefined },
      capture: () => Promise.reject(new Error('nothing is captured here')),
      nudge: () => undefined,
    });
    const drops = new Set<boolean>();
    for (let round = 0; round < 40; round += 1) {
      await layers.prepare(tree.root);
      const id = newVolumeId();
      const create = (): Promise<void> => disks.create(id, { kind: 'tree', ...tree }, MiB);
      const drop = async (): Promise<unknown> => {
        // Later and later in the making of the disk.
        for (let turn = 0; turn < round; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return drops.add(await layers.drop(tree.root));
      };
      await Promise.all([create(), drop()]);
      assert.equal(await layers.isReady(tree.root), true);
      await disks.remove(id);
    }
    assert.deepEqual(drops, new Set([true, false]));
  });
});
