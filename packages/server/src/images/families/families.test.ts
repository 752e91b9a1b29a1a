import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { newImageId, parseFamilyName, type ImageId } from '../../kernel/ids.ts';
import type { NewImage } from '../images.ts';
import { testProject } from '../testing/arbitraries.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from '../testing/image-world.ts';
import type { FamilyRef } from './family.ts';
import { NOT_DEPRECATED } from './image-facts.ts';

const member = caller('p1');
const reader = caller('p1', 'reader');
const stranger = caller('p2');
const admin = caller('p3', 'admin');

function ref(name: string): FamilyRef {
  const family = parseFamilyName(name);
  assert.ok(family);
  return { projectId: testProject('p1'), name: family };
}
const DEBIAN = ref('debian');

interface Line extends ImageWorld {
  /** An active image of the family. */
  add(more?: NewImage): Promise<ImageId>;
  latest(): Promise<ImageId | null>;
}

async function openLine(context: TestContext): Promise<Line> {
  const world = await openWorld(context);
  return {
    ...world,
    add: async ({ properties, ...more } = {}) => {
      const fields = {
        diskFormat: 'raw',
        containerFormat: 'bare',
        properties: { family: 'debian', ...properties },
      } as const;
      const { id } = await world.images.imageCreate(member, { ...fields, ...more });
      await world.images.dataUpload(member, id, uploadOf(Buffer.from('bytes')));
      return id;
    },
    latest: async () => {
      const { items } = await world.images.familyList(member, DEBIAN.projectId, { after: null, limit: 10 });
      return items.find(({ name }) => name === 'debian')?.latest?.id ?? null;
    },
  };
}

describe('the latest of a family', () => {
  it('is the newest image that is active, released and not hidden', async (context) => {
    const line = await openLine(context);
    const { images } = line;
    await assert.rejects(images.familyGet(member, DEBIAN), failsWith('not-found'));
    const first = await line.add();
    const second = await line.add();
    assert.equal((await images.familyLatest(member, DEBIAN)).id, second);
    await images.imageCreate(member, { properties: { family: 'debian' } });
    const held = await line.add({ properties: { ingot_release: 'held' } });
    await line.add({ properties: { family: 'other-one' } });
    assert.equal(await line.latest(), second, 'neither without bytes, nor held back, nor of another family');
    await images.imageUpdate(member, second, () => ({ hidden: true }));
    assert.equal(await line.latest(), first);
    await images.imageUpdate(member, second, () => ({ hidden: false }));
    await images.imageDeactivate(member, second);
    assert.equal(await line.latest(), first);
    await images.imageReactivate(member, second);
    await images.imageDelete(member, second);
    assert.equal(await line.latest(), first);
    await images.trashRestore(member, second);
    assert.equal(await line.latest(), second);
    await images.imageUpdate(member, held, ({ properties }) => {
      const { ingot_release: _, ...rest } = properties;
      return { properties: rest };
    });
    assert.equal(await line.latest(), held);
  });

  it('changes by the clock when that was arranged', async (context) => {
    const line = await openLine(context);
    const first = await line.add();
    const second = await line.add();
    const now = line.clock.now();
    const plan = { deprecatedAt: now + 1000, obsoleteAt: now + 2000, replacementId: first, reason: 'Old.' };
    await line.images.imageDeprecate(member, second, plan);
    assert.equal(await line.latest(), second);
    line.clock.advance(1000);
    assert.equal(await line.latest(), first);
    await line.images.imageDeprecate(member, second, NOT_DEPRECATED);
    assert.equal(await line.latest(), second);
    await line.images.imageDeprecate(member, second, { ...NOT_DEPRECATED, obsoleteAt: 0 });
    await line.images.imageDeprecate(member, first, { ...NOT_DEPRECATED, deprecatedAt: 0 });
    await assert.rejects(line.images.familyLatest(member, DEBIAN), failsWith('not-found', /none of its images/i));
    assert.equal((await line.images.familyGet(member, DEBIAN)).latest, null);
  });

  it('is what everybody sees of it', async (context) => {
    const line = await openLine(context);
    const { images } = line;
    const open = await line.add({ visibility: 'community' });
    const shared = await line.add();
    const secret = await line.add({ visibility: 'private' });
    assert.equal((await images.familyLatest(reader, DEBIAN)).id, secret);
    assert.equal((await images.familyLatest(admin, DEBIAN)).id, secret);
    assert.equal((await images.familyLatest(stranger, DEBIAN)).id, open);
    await images.memberAdd(member, shared, testProject('p2'));
    assert.equal((await images.familyLatest(stranger, DEBIAN)).id, shared);
    // Whoever has pinned an image does not want another one used.
    await images.familyPin(member, DEBIAN, secret, null);
    await assert.rejects(images.familyLatest(stranger, DEBIAN), failsWith('not-found'));
    await assert.rejects(images.familyLatest(stranger, ref('secrets')), failsWith('not-found'));
    await line.add({ visibility: 'private', properties: { family: 'secrets' } });
    await assert.rejects(images.familyGet(stranger, ref('secrets')), failsWith('not-found'));
    await assert.rejects(images.familyHistory(stranger, DEBIAN, { before: null, limit: 1 }), failsWith('not-found'));
    await assert.rejects(images.familyLatest(caller('p2', 'none'), DEBIAN), failsWith('forbidden'));
    const seen = await images.familyList(stranger, DEBIAN.projectId, { after: null, limit: 10 });
    assert.deepEqual(
      seen.items.map(({ name }) => name),
      ['debian'],
    );
  });
});

describe('a family', () => {
  it('goes back and forth, and remembers who did it and why', async (context) => {
    const line = await openLine(context);
    const { images } = line;
    const first = await line.add();
    const second = await line.add();
    const held = await line.add({ properties: { ingot_release: 'held' } });
    await images.familyPromote(member, DEBIAN, held, 'Checked.');
    assert.equal(await line.latest(), held);
    await images.familyPromote(member, DEBIAN, held, 'Again.');
    await images.familyRollback(member, DEBIAN, 'Does not boot.');
    assert.equal(await line.latest(), second);
    await images.familyRollback(member, DEBIAN, 'Nor does that.');
    assert.equal(await line.latest(), first);
    await assert.rejects(images.familyRollback(member, DEBIAN, null), failsWith('conflict', /no earlier image/));
    await assert.rejects(images.familyPromote(member, DEBIAN, second, null), failsWith('conflict', /unpin/));
    const newest = await line.add();
    await line.add({ properties: { ingot_release: 'held' } });
    assert.equal(await line.latest(), first, 'newer ones do not count');
    assert.equal((await images.familyUnpin(member, DEBIAN, 'Mended.')).latest?.id, newest);
    await assert.rejects(images.familyUnpin(member, DEBIAN, null), failsWith('conflict'));
    await images.familyPin(member, DEBIAN, newest, null);
    await images.familyPin(member, DEBIAN, newest, 'Twice is once.');
    const pages = [await images.familyHistory(reader, DEBIAN, { before: null, limit: 3 })];
    pages.push(await images.familyHistory(reader, DEBIAN, { before: pages[0]?.items.at(-1)?.number ?? 0, limit: 3 }));
    assert.deepEqual(
      pages.map(({ more }) => more),
      [true, false],
    );
    const history = pages.flatMap(({ items }) => items).toReversed();
    assert.deepEqual(
      history.map(({ number, action, imageId, from, to, reason }) => [number, action, imageId, from, to, reason]),
      [
        [1, 'promote', held, second, held, 'Checked.'],
        [2, 'rollback', second, held, second, 'Does not boot.'],
        [3, 'rollback', first, second, first, 'Nor does that.'],
        [4, 'unpin', first, first, newest, 'Mended.'],
        [5, 'pin', newest, newest, newest, null],
      ],
    );
    assert.ok(history.every(({ userId, userName }) => userId === member.userId && userName === 'somebody'));
  });

  it('is changed by members of its project, with images that are in it', async (context) => {
    const line = await openLine(context);
    const { images } = line;
    const id = await line.add({ visibility: 'community' });
    for (const [who, code] of [
      [reader, 'forbidden'],
      [stranger, 'not-found'],
    ] as const) {
      await assert.rejects(images.familyPin(who, DEBIAN, id, null), failsWith(code));
      await assert.rejects(images.familyUnpin(who, DEBIAN, null), failsWith(code));
      await assert.rejects(images.familyRollback(who, DEBIAN, null), failsWith(code));
      await assert.rejects(images.familyPromote(who, DEBIAN, id, null), failsWith(code));
    }
    await assert.rejects(images.imageDeprecate(stranger, id, NOT_DEPRECATED), failsWith('forbidden'));
    await assert.rejects(images.imageOptimize(stranger, id, true), failsWith('forbidden'));
    await assert.rejects(images.familyPin(member, ref('other-one'), id, null), failsWith('conflict', /not in family/));
    await assert.rejects(images.familyPin(member, DEBIAN, newImageId(), null), failsWith('not-found'));
    await assert.rejects(images.familyPin(member, DEBIAN, id, 'x'.repeat(256)), failsWith('invalid'));
    const empty = await images.imageCreate(member, { properties: { family: 'debian' } });
    await assert.rejects(images.familyPin(member, DEBIAN, empty.id, null), failsWith('conflict', /queued/));
    await images.imageUpdate(member, id, () => ({ hidden: true }));
    await assert.rejects(images.familyPromote(member, DEBIAN, id, null), failsWith('conflict', /hidden/));
    await images.imageDeprecate(member, id, { ...NOT_DEPRECATED, deprecatedAt: 0 });
    await assert.rejects(images.familyPromote(member, DEBIAN, id, null), failsWith('conflict', /deprecated/));
    await images.familyPin(member, DEBIAN, id, 'On purpose.');
    await images.imageDeprecate(member, id, { ...NOT_DEPRECATED, obsoleteAt: 0 });
    await assert.rejects(images.familyLatest(member, DEBIAN), failsWith('not-found', /obsolete: pin another one/));
    await assert.rejects(images.dataOpenForDisk(member, id), failsWith('conflict', /no new disks/));
    assert.ok((await images.dataOpen(member, id)).reader);
    await images.imageDeprecate(member, id, { ...NOT_DEPRECATED, deprecatedAt: 0 });
    assert.ok((await images.dataOpenForDisk(member, id)).reader);
  });

  it('is listed by name, however many images it has', async (context) => {
    const { images } = await openWorld(context);
    const names = ['aaa', 'bbb', 'b-b', 'ccc'];
    for (const family of [...names, ...names]) await images.imageCreate(member, { properties: { family } });
    const listed: string[] = [];
    for (let after: FamilyRef['name'] | null = null, more = true; more;) {
      const page = await images.familyList(member, DEBIAN.projectId, { after, limit: 3 });
      listed.push(...page.items.map(({ name }) => name));
      after = page.items.at(-1)?.name ?? null;
      more = page.more;
    }
    assert.deepEqual(listed, names.toSorted());
  });

  it('keeps its pinned image from leaving it', async (context) => {
    const line = await openLine(context);
    const { images } = line;
    const id = await line.add();
    await images.familyPin(member, DEBIAN, id, null);
    const pinned = failsWith('conflict', /pinned/);
    await assert.rejects(images.imageDelete(member, id), pinned);
    await assert.rejects(
      images.imageUpdate(member, id, () => ({ properties: {} })),
      pinned,
    );
    await assert.rejects(
      images.imageUpdate(admin, id, () => ({ ownerId: testProject('p2') })),
      pinned,
    );
    await images.imageUpdate(member, id, () => ({ name: 'renamed' }));
    await images.familyUnpin(member, DEBIAN, null);
    await images.imageDelete(member, id);
  });

  it('never loses a promotion to another one at the same time', async (context) => {
    const line = await openLine(context);
    const ids = [];
    for (let n = 0; n < 6; n++) ids.push(await line.add({ properties: { ingot_release: 'held' } }));
    await Promise.all(ids.map((id) => line.images.familyPromote(member, DEBIAN, id, null)));
    const { items } = await line.images.familyHistory(member, DEBIAN, { before: null, limit: 10 });
    assert.equal(items.length, ids.length);
    assert.equal(items[0]?.to, await line.latest());
    for (const [index, change] of items.entries()) assert.equal(change.from, items[index + 1]?.to ?? null);
  });

  it('never stands for an image that is deleted at the same time, by whichever process', async (context) => {
    const line = await openLine(context);
    const other = line.beside();
    for (let round = 0; round < 6; round++) {
      const id = await line.add();
      const replaced = await line.add();
      const outcomes = await Promise.allSettled([
        line.images.familyPin(member, DEBIAN, id, null),
        other.images.imageDelete(member, id),
        other.images.imageDeprecate(member, replaced, { ...NOT_DEPRECATED, deprecatedAt: 0, replacementId: id }),
      ]);
      const [pinned, deleted, named] = outcomes.map(({ status }) => status === 'fulfilled');
      assert.equal(pinned || named, !deleted);
      if (pinned) await line.images.familyUnpin(member, DEBIAN, null);
    }
  });
});
