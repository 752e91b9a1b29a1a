import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CHUNK_SIZE, type Ingested } from '@ingot/chunk-store';
import { contentOf as chunks } from '@ingot/chunk-store/testing';
import { failsWith } from '../../images/testing/fails-with.ts';
import { contentOf } from '../../images/index.ts';
import { newImageId, newSnapshotId, newVolumeId } from '../../kernel/ids.ts';
import { addImage, stateOf } from '../testing/add-image.ts';
import { freedBytes } from './freed-bytes.sql.ts';
import { callerWith, openStorageWorld, type StorageWorld } from '../testing/storage-world.ts';

const admin = callerWith('admin');
const owner = callerWith('reader');
const stranger = callerWith('member', 'reader');

async function measured(world: StorageWorld) {
  const run = await world.storage.runStart(admin, { kind: 'accounting' });
  const ended = await world.ended(run.id);
  assert.equal(ended.status, 'succeeded', ended.failure ?? '');
  return ended.figures;
}

const isRound = (bytes: number, chunkCount: number): void => {
  const pages = bytes - chunkCount * CHUNK_SIZE;
  assert.ok(pages > 0 && pages < 10_000, `${bytes} bytes are not ${chunkCount} chunks and a few pages`);
};

it('measures real images: what is in common, zeros, versions, the trash', async (context) => {
  const store = await openStorageWorld(context);
  const one = await addImage(store, [1, 2, 3, 0, 0], { by: owner, family: 'line' });
  const two = await addImage(store, [1, 2, 4], { by: owner, family: 'line' });
  const foreign = await addImage(store, [1, 5], { by: stranger });
  await addImage(store, [3], { by: owner, status: 'deleted' });
  const equal = await addImage(store, [1, 5], { by: stranger });

  const before = await store.storage.imageAccountGet(owner, one.id);
  assert.deepEqual(before, { logical: 5 * CHUNK_SIZE, measured: null, acrossProjects: null });
  assert.deepEqual(await measured(store), { contents: 5, measuredContents: 5, unreadable: 0 });

  const account = await store.storage.imageAccountGet(owner, one.id);
  isRound(account.measured?.stored ?? 0, 3);
  // The trash has chunk 3, and the other version has 1 and 2: pages only.
  isRound(account.measured?.unique ?? 0, 0);
  const second = await store.storage.imageAccountGet(admin, two.id);
  isRound(second.measured?.unique ?? 0, 1);
  isRound(second.acrossProjects?.unique ?? 0, 1);
  assert.equal(second.acrossProjects?.added, two.newBytes);

  // Two equal images: in each of them all is shared, and the project has it once.
  for (const { id } of [foreign, equal]) {
    const { measured: found } = await store.storage.imageAccountGet(stranger, id);
    isRound(found?.stored ?? 0, 2);
    assert.equal(found?.unique, 0);
  }
  const project = await store.storage.projectAccountGet(admin, foreign.ownerId);
  isRound(project.measured?.stored ?? 0, 2);
  isRound(project.acrossProjects?.unique ?? 0, 1);
  assert.equal(project.logical, 4 * CHUNK_SIZE);

  const { items } = await store.storage.familyAccountList(owner, one.ownerId, { after: null, limit: 10 });
  const [line] = items;
  assert.deepEqual([items.length, line?.family, line?.images, line?.logical], [1, 'line', 2, 8 * CHUNK_SIZE]);
  isRound(line?.stored ?? 0, 4);
  isRound(line?.unique ?? 0, 3);

  const { account: total, usage } = await store.storage.storeAccountGet(admin);
  isRound(total?.stored ?? 0, 5);
  assert.ok((total?.stored ?? 0) < usage.storedBytes, 'packs have indexes as well');
  assert.equal(total?.logical, 13 * CHUNK_SIZE);
});

it('counts what volumes stand on and snapshots are, and what was made of images', async (context) => {
  const store = await openStorageWorld(context);
  const image = await addImage(store, [1, 2], { by: owner, family: 'line' });
  const content = contentOf(image) ?? assert.fail();
  const [volume, snapshot] = [newVolumeId(), newSnapshotId()];
  const of = { ownerId: image.ownerId, name: null };
  const captured = await ingestAnew(store, [1, 7, 8]);
  const artefact = await ingestAnew(store, [9]);
  store.disks.push(
    { ...of, keptBy: 'snapshot', id: snapshot, root: captured.root, size: 3 * CHUNK_SIZE },
    { keptBy: 'export', id: image.id, root: artefact.root },
    { keptBy: 'export', id: newImageId(), root: captured.root },
  );
  await measured(store);
  isRound((await store.storage.imageAccountGet(owner, image.id)).measured?.unique ?? 0, 1);

  store.disks.push({ ...of, keptBy: 'volume', id: volume, root: content.root, size: content.size });
  assert.deepEqual(await measured(store), { contents: 4, measuredContents: 4, unreadable: 0 });
  const { measured: project } = await store.storage.projectAccountGet(owner, image.ownerId);
  isRound(project?.stored ?? 0, 5);
  isRound(project?.disksStored ?? 0, 2);
  assert.equal(project?.snapshotLogical, 3 * CHUNK_SIZE);
  for (const [id, root, chunkCount] of [
    [volume, content.root, 0],
    [snapshot, captured.root, 2],
  ] as const) {
    const freed = (await freedBytes(store.database.tables(), id, root)) ?? assert.fail();
    // Of the snapshot the pages as well.
    assert.equal(Math.floor(freed.acrossProjects / CHUNK_SIZE), chunkCount);
    assert.equal(await freedBytes(store.database.tables(), id, artefact.root), null, 'that is another tree');
  }
  // The volume keeps all that the image has.
  assert.equal((await store.storage.imageAccountGet(owner, image.id)).measured?.unique, 0);
  const { items } = await store.storage.familyAccountList(owner, image.ownerId, { after: null, limit: 10 });
  assert.deepEqual([items.length, items[0]?.images], [1, 1]);
  isRound(items[0]?.stored ?? 0, 3);
  const { account } = await store.storage.storeAccountGet(admin);
  assert.equal(account?.logical, 5 * CHUNK_SIZE, 'an artefact and the disk of a volume are no files of the store');
});

it('forgets what is gone, and does not show what an image had before', async (context) => {
  const store = await openStorageWorld(context);
  const gone = await addImage(store, [1, 2], { by: owner });
  const changed = await addImage(store, [3], { by: owner });
  await measured(store);
  await store.images.transaction(async (tx) => {
    await tx.imageWrite({ ...gone, state: { status: 'deleted', deletedAt: 1, before: null } }, gone);
    const other = stateOf(await ingestAnew(store, [7]), 'active');
    await tx.imageWrite({ ...changed, state: other }, changed);
  });
  assert.equal((await store.storage.imageAccountGet(owner, changed.id)).measured, null);
  assert.deepEqual(await measured(store), { contents: 1, measuredContents: 1, unreadable: 0 });
  isRound((await store.storage.imageAccountGet(owner, changed.id)).measured?.unique ?? 0, 1);
  isRound((await store.storage.projectAccountGet(owner, gone.ownerId)).measured?.stored ?? 0, 1);
});

it('tells owners what is theirs, administrators everything, and nobody else anything', async (context) => {
  const store = await openStorageWorld(context);
  const image = await addImage(store, [1, 2], { by: owner });
  await addImage(store, [2], { by: stranger });
  await measured(store);
  const { storage } = store;
  // Whether a stranger has the same chunk is not to be seen from what is unique.
  const { measured: own, acrossProjects } = await storage.imageAccountGet(owner, image.id);
  assert.equal(acrossProjects, null);
  assert.equal(own?.unique, own?.stored);
  const seen = await storage.imageAccountGet(admin, image.id);
  isRound(seen.acrossProjects?.unique ?? 0, 1);

  await assert.rejects(storage.imageAccountGet(stranger, image.id), failsWith('forbidden'));
  await assert.rejects(storage.imageAccountGet(owner, newImageId()), failsWith('not-found'));
  await assert.rejects(storage.projectAccountGet(stranger, image.ownerId), failsWith('not-found'));
  await assert.rejects(
    storage.familyAccountList(stranger, image.ownerId, { after: null, limit: 1 }),
    failsWith('not-found'),
  );
  await assert.rejects(storage.storeAccountGet(owner), failsWith('forbidden'));
  assert.equal((await storage.projectAccountGet(owner, image.ownerId)).acrossProjects, null);
  const { items } = await storage.familyAccountList(owner, image.ownerId, { after: null, limit: 1 });
  assert.deepEqual([items[0]?.family, items[0]?.acrossProjects], [null, null]);
});

async function ingestAnew(world: StorageWorld, numbers: readonly number[]): Promise<Ingested> {
  const ingest = await world.temporary.store.ingest();
  await ingest.write(chunks(numbers));
  return ingest.finish();
}
