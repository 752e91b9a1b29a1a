import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImageQuery } from './image-query.ts';
import { testProject } from './testing/arbitraries.ts';
import { failsWith } from './testing/fails-with.ts';
import { caller, openWorld, uploadOf } from './testing/image-world.ts';

const owner = caller('p1');
const member = caller('p2');
const other = caller('p3');
const [P2, P3] = [testProject('p2'), testProject('p3')];
const SHARED: ImageQuery = { hidden: false, sort: [], limit: 10 };

describe('sharing an image', () => {
  it('shows it by id at once, and in the list once it is accepted', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(owner, { diskFormat: 'raw', containerFormat: 'bare' });
    await images.dataUpload(owner, id, uploadOf(Buffer.from('x')));
    await assert.rejects(images.imageGet(member, id), failsWith('not-found'));
    const added = await images.memberAdd(owner, id, P2);
    assert.equal(added.status, 'pending');
    assert.equal((await images.imageGet(member, id)).id, id);
    assert.ok((await images.dataOpen(member, id)).reader);
    await assert.rejects(images.dataOpen(caller('p2', 'reader'), id), failsWith('forbidden'));

    const listed = async (memberStatus?: ImageQuery['memberStatus']) =>
      (await images.imageList(member, { ...SHARED, ...(memberStatus && { memberStatus, visibility: 'shared' }) })).items
        .length;
    assert.deepEqual([await listed(), await listed('pending'), await listed('all')], [0, 1, 1]);
    await images.memberUpdate(member, id, P2, 'accepted');
    assert.deepEqual([await listed(), await listed('pending'), await listed('rejected')], [1, 0, 0]);
    await images.memberUpdate(member, id, P2, 'rejected');
    assert.deepEqual([await listed(), await listed('rejected')], [0, 1]);
    assert.equal((await images.imageGet(member, id)).id, id);
    await images.memberRemove(owner, id, P2);
    await assert.rejects(images.imageGet(member, id), failsWith('not-found'));
  });

  it('lets the owner offer and take back, the member answer, and nobody the other’s part', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(owner, {});
    await images.memberAdd(owner, id, P2);
    await images.memberAdd(owner, id, P3);
    await assert.rejects(images.memberAdd(owner, id, P2), failsWith('conflict'));
    await assert.rejects(images.memberUpdate(owner, id, P2, 'accepted'), failsWith('forbidden'));
    await assert.rejects(images.memberUpdate(caller('p2', 'reader'), id, P2, 'accepted'), failsWith('forbidden'));
    await assert.rejects(images.memberUpdate(other, id, P2, 'accepted'), failsWith('not-found'));
    await assert.rejects(images.memberAdd(member, id, testProject('p4')), failsWith('forbidden'));
    await assert.rejects(images.memberRemove(member, id, P2), failsWith('forbidden'));
    await assert.rejects(images.imageDelete(member, id), failsWith('forbidden'));
    await assert.rejects(images.memberRemove(owner, id, testProject('p4')), failsWith('not-found'));
    const updated = await images.memberUpdate(member, id, P2, 'accepted');
    assert.ok(updated.updatedAt > updated.createdAt);
    assert.equal((await images.memberUpdate(caller('ops', 'admin'), id, P3, 'accepted')).status, 'accepted');
  });

  it('shows all members to the owner and a member only itself', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(owner, {});
    for (const project of [P3, P2]) await images.memberAdd(owner, id, project);
    const seen = async (who: typeof owner) => (await images.memberList(who, id)).map(({ memberId }) => memberId);
    assert.deepEqual(await seen(owner), [P2, P3]);
    assert.deepEqual(await seen(caller('p1', 'reader')), [P2, P3]);
    assert.deepEqual(await seen(member), [P2]);
    assert.equal((await images.memberGet(member, id, P2)).memberId, P2);
    await assert.rejects(images.memberGet(member, id, P3), failsWith('not-found'));
    await assert.rejects(images.memberList(caller('p4'), id), failsWith('not-found'));
  });

  it('is for images with the visibility shared only', async (context) => {
    const { images } = await openWorld(context);
    for (const visibility of ['private', 'community'] as const) {
      const { id } = await images.imageCreate(owner, { visibility });
      await assert.rejects(images.memberAdd(owner, id, P2), failsWith('forbidden'));
      await assert.rejects(images.memberList(owner, id), failsWith('forbidden'));
      await assert.rejects(images.memberGet(owner, id, P2), failsWith('not-found'));
    }
    const { id } = await images.imageCreate(owner, {});
    await images.memberAdd(owner, id, P2);
    await images.imageUpdate(owner, id, () => ({ visibility: 'private' }));
    await assert.rejects(images.imageGet(member, id), failsWith('not-found'));
    await images.imageUpdate(owner, id, () => ({ visibility: 'shared' }));
    assert.equal((await images.imageGet(member, id)).id, id, 'the offer stands again');
  });

  it('is limited in number', async (context) => {
    const { images } = await openWorld(context, { settings: { maxMembers: 1 } });
    const { id } = await images.imageCreate(owner, {});
    await images.memberAdd(owner, id, P2);
    await assert.rejects(images.memberAdd(owner, id, P3), failsWith('quota-exceeded'));
    assert.equal((await images.memberList(owner, id)).length, 1);
  });
});
