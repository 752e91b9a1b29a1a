import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chunkIdOf } from '@ingot/chunk-store';
import { contentOf, put } from '@ingot/chunk-store/testing';
import { newImageId, newProjectId } from '../../kernel/ids.ts';
import type { StoredImageContent } from '../../images/index.ts';
import type { MaintenanceRun, RunRequest } from '../run.ts';
import { callerWith, openStorageWorld, type StorageWorld } from '../testing/storage-world.ts';
import type { CollectionFigures, CollectionOptions } from './collection-figures.ts';
import { liveContents } from './live-contents.ts';

const admin = callerWith('admin');

/** Runs it, and tells what has come of it. */
async function ran(world: StorageWorld, request: RunRequest): Promise<MaintenanceRun['figures']> {
  const { id } = await world.storage.runStart(admin, request);
  const run = await world.ended(id);
  assert.equal(run.status, 'succeeded', run.failure ?? '');
  return run.figures;
}

async function collected(world: StorageWorld, options: CollectionOptions = {}): Promise<CollectionFigures> {
  const figures = await ran(world, { kind: 'collection', ...options });
  if (figures && 'swept' in figures) return figures;
  assert.fail('these are not the figures of a collection');
}

describe('a collection of the store', () => {
  it('says beforehand what it would free, and changes nothing', async (context) => {
    const world = await openStorageWorld(context);
    const { store, files } = world.temporary;
    await put(store, contentOf([1, 2]));
    world.live.add(await put(store, contentOf([3])));
    const before = [await files(), await store.usage()];
    const estimate = await collected(world, { dryRun: true });
    assert.deepEqual([await files(), await store.usage()], before);
    const figures = await collected(world);
    assert.deepEqual(estimate.swept, figures.swept);
    assert.equal(figures.swept.chunks, 3);
    assert.equal(figures.kept.content.chunks, 2);
    assert.equal((await store.usage()).chunks, 2);
    assert.ok(world.totals.freedBytes >= figures.swept.bytes);
  });

  it('leaves alone what volumes stand on', async (context) => {
    const world = await openStorageWorld(context);
    const { store } = world.temporary;
    world.liveDisks.add(await put(store, contentOf([1, 2])));
    await put(store, contentOf([3]));
    const figures = await collected(world);
    assert.deepEqual([figures.kept.disks.chunks, figures.kept.content.chunks, figures.swept.chunks], [3, 0, 2]);
    const sound = world.liveDisks.values().next().value;
    assert.ok(sound);
    assert.equal((await store.open(sound)).size, contentOf([1, 2]).length);
  });

  it('says what only uploads keep, and until when they are taken for alive', async (context) => {
    const world = await openStorageWorld(context);
    const { store } = world.temporary;
    const ingest = await store.ingest();
    await ingest.write(contentOf([1, 2, 3, 4, 5]));
    const { release } = await ingest.finish();
    const figures = await collected(world, { dryRun: true });
    assert.deepEqual([figures.held.chunks, figures.swept.chunks, figures.uploads.count], [6, 0, 1]);
    assert.ok((figures.uploads.until ?? 0) > Date.now());
    await release();
    assert.equal((await collected(world)).swept.chunks, 6);
  });

  it('names the images that it could not walk, and goes on', async (context) => {
    const world = await openStorageWorld(context);
    const { store, index } = world.temporary;
    await put(store, contentOf([1]));
    const root = await put(store, contentOf([2]));
    world.live.add(root);
    await put(store, contentOf([3]));
    const location = (await index.locate([root])).get(root) ?? assert.fail();
    await index.quarantine([{ id: root, location, damage: 'corrupt' }], 0);
    const figures = await collected(world);
    assert.equal(figures.damagedTrees, 1);
    assert.partialDeepStrictEqual(figures.damaged, [{ place: 'content' }]);
    assert.match(figures.damaged[0]?.imageId ?? '', /^[0-9a-f-]{36}$/);
    const left = await index.locate([1, 2, 3].map((chunk) => chunkIdOf(contentOf([chunk]))));
    assert.equal(left.size, 2, 'only what is older than the image is freed');
  });

  it('rewrites packs that waste too much, and compresses cold ones when it is asked to', async (context) => {
    const world = await openStorageWorld(context);
    const { store } = world.temporary;
    await put(store, contentOf([1, 2, 3, 4]));
    const root = await put(store, contentOf([4]));
    world.live.add(root);
    const figures = await collected(world);
    assert.equal(figures.compaction?.rewrittenPacks, 1);
    assert.ok((await store.usage()).storedBytes < 2 * contentOf([4]).length);
    // The world's clock is years behind that of the packs, so that nothing is cold but what is said to be.
    assert.partialDeepStrictEqual(await ran(world, { kind: 'compression' }), { readBytes: 0 });
    const reader = await store.open(root);
    assert.ok((await reader.read(0, reader.size)).equals(contentOf([4])));
  });
});

it('misses no tree of an image that changes while all are listed, and tells images before the trash', async () => {
  const content = (place: StoredImageContent['place'], imageId = newImageId()): StoredImageContent => ({
    imageId,
    ownerId: newProjectId(),
    name: null,
    family: null,
    place,
    root: chunkIdOf(Buffer.from(imageId)) as StoredImageContent['root'],
    size: 1,
    deletedAt: place === 'trash' ? 77 : null,
  });
  // Between the first and the second pass one image is imported, one restored and one deleted.
  const [staged, trashed, active] = [content('staged'), content('trash'), content('content')];
  const passes = [
    [staged, trashed, active],
    [content('content', staged.imageId), content('content', trashed.imageId), content('trash', active.imageId)],
  ];
  const deletions: number[] = [];
  const listed = [];
  const contents = async function* next() {
    yield* passes.shift() ?? [];
  };
  // One push is finished after the first pass.
  const pushed = content('content');
  const parts = async function* came() {
    yield pushed;
    passes[0]?.push(pushed);
  };
  for await (const { imageId, keptBy } of liveContents(contents, parts, (time) => deletions.push(time))) {
    listed.push([imageId, keptBy]);
  }
  assert.deepEqual(listed, [
    [active.imageId, 'content'],
    [pushed.imageId, 'staged'],
    [staged.imageId, 'content'],
    [trashed.imageId, 'content'],
    [active.imageId, 'trash'],
    [pushed.imageId, 'content'],
  ]);
  assert.deepEqual(deletions, [77]);
});
