import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { ImageId } from '../kernel/ids.ts';
import { testProject } from './testing/arbitraries.ts';
import { failsWith } from './testing/fails-with.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from './testing/image-world.ts';

const member = caller('p1');
const stranger = caller('p2');

async function active(world: ImageWorld, bytes: Buffer, name = 'image'): Promise<ImageId> {
  const wanted = { name, diskFormat: 'raw', containerFormat: 'bare', tags: ['t'], properties: { os: 'x' } } as const;
  const { id } = await world.images.imageCreate(member, wanted);
  await world.images.dataUpload(member, id, uploadOf(bytes));
  return id;
}

describe('the trash', () => {
  it('gives an image back as it was, but for its shares', async (context) => {
    const world = await openWorld(context);
    const { images } = world;
    const bytes = randomBytes(300_000);
    const id = await active(world, bytes);
    await images.memberAdd(member, id, testProject('p2'));
    const before = await images.imageGet(member, id);
    await images.imageDelete(member, id);
    assert.equal((await images.usageGet(member)).bytes.usage, 0);
    await assert.rejects(images.imageGet(member, id), failsWith('not-found'));
    assert.deepEqual((await images.imageList(member, { hidden: false, sort: [], limit: 9 })).items, []);

    const [item] = (await images.trashList(member, { limit: 10 })).items;
    assert.deepEqual({ id: item?.id, name: item?.name, size: item?.size }, { id, name: 'image', size: 300_000 });
    const restored = await images.trashRestore(member, id);
    assert.deepEqual({ ...restored, updatedAt: 0 }, { ...before, updatedAt: 0 });
    assert.deepEqual(await images.memberList(member, id), []);
    assert.equal((await images.usageGet(member)).bytes.usage, 300_000);
    const opened = await images.dataOpen(member, id);
    assert.deepEqual(await opened.reader?.read(0, bytes.length), bytes);
    await assert.rejects(images.trashRestore(member, id), failsWith('not-found'));
  });

  it('does not put an image back into use that was taken out of it', async (context) => {
    const world = await openWorld(context);
    const id = await active(world, Buffer.from('x'));
    await world.images.imageDeactivate(member, id);
    await world.images.imageDelete(member, id);
    assert.equal((await world.images.trashRestore(member, id)).state.status, 'deactivated');
  });

  it('asks for the quota again', async (context) => {
    const world = await openWorld(context, { limits: { bytes: 100 } });
    const id = await active(world, randomBytes(60));
    await world.images.imageDelete(member, id);
    const second = await active(world, randomBytes(60));
    await assert.rejects(world.images.trashRestore(member, id), failsWith('quota-exceeded'));
    await world.images.imageDelete(member, second);
    await world.images.trashRestore(member, id);
  });

  it('belongs to the project of the image', async (context) => {
    const world = await openWorld(context);
    const { images } = world;
    const id = await active(world, Buffer.from('x'));
    await images.imageUpdate(member, id, () => ({ visibility: 'community' }));
    await images.imageDelete(member, id);
    assert.deepEqual((await images.trashList(stranger, { limit: 10 })).items, []);
    await assert.rejects(images.trashRestore(stranger, id), failsWith('not-found'));
    await assert.rejects(images.trashPurge(stranger, id), failsWith('not-found'));
    await assert.rejects(images.trashRestore(caller('p1', 'reader'), id), failsWith('forbidden'));
    assert.equal((await images.trashList(caller('p1', 'reader'), { limit: 10 })).items.length, 1);
    await images.trashRestore(caller('ops', 'admin'), id);
  });

  it('is listed newest first, page by page', async (context) => {
    const world = await openWorld(context);
    const ids: ImageId[] = [];
    for (const name of ['a', 'b', 'c']) {
      const { id } = await world.images.imageCreate(member, { name });
      await world.images.imageDelete(member, id);
      ids.unshift(id);
    }
    const seen: ImageId[] = [];
    for (;;) {
      const marker = seen.at(-1);
      const page = await world.images.trashList(member, { limit: 1, ...(marker && { marker }) });
      seen.push(...page.items.map(({ id }) => id));
      if (!page.more) break;
    }
    assert.deepEqual(seen, ids);
  });

  it('can be emptied at once: the bytes go, the id stays taken', async (context) => {
    const world = await openWorld(context);
    const id = await active(world, randomBytes(600_000));
    await world.images.imageDelete(member, id);
    assert.equal((await Array.fromAsync(world.store.contents())).length, 1);
    await world.images.trashPurge(member, id);
    assert.deepEqual(await Array.fromAsync(world.store.contents()), []);
    const tombstone = await world.store.imageFind(id);
    assert.deepEqual([tombstone?.name, tombstone?.tags, tombstone?.properties], [null, [], {}]);
    await assert.rejects(world.images.trashRestore(member, id), failsWith('not-found'));
    await world.collect();
    assert.equal((await world.chunks.usage()).chunks, 0);
  });
});
