import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFamilyName } from '../../kernel/ids.ts';
import { testProject } from '../testing/arbitraries.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, uploadOf } from '../testing/image-world.ts';
import { NOT_DEPRECATED } from './image-facts.ts';

const member = caller('p1');
const stranger = caller('p2');
const P1 = testProject('p1');
const RAW = { diskFormat: 'raw', containerFormat: 'bare' } as const;

describe('what refers to an image', () => {
  it('is told to its owner, and keeps the image from being deleted', async (context) => {
    const volume = { kind: 'volume', id: 'v-1', name: 'disk' } as const;
    const theirs = { kind: 'volume', id: 'v-2', name: null } as const;
    let isUsed = true;
    const measuredAt = 1_700_000_000_000;
    const world = await openWorld(context, {
      freed: { withinProject: 300, acrossProjects: 100, measuredAt },
      dependants: (project) =>
        !isUsed
          ? { items: [], elsewhere: 0 }
          : project === P1
            ? { items: [volume], elsewhere: 1 }
            : { items: [theirs], elsewhere: 1 },
    });
    const { images } = world;
    const { id } = await images.imageCreate(member, { ...RAW, visibility: 'shared', properties: { family: 'abc' } });
    await images.dataUpload(member, id, uploadOf(Buffer.from('bytes')));
    const old = await images.imageCreate(member, {});
    await images.imageDeprecate(member, old.id, { ...NOT_DEPRECATED, deprecatedAt: 0, replacementId: id });
    await images.memberAdd(member, id, testProject('p2'));
    const name = parseFamilyName('abc');
    assert.ok(name);
    await images.familyPin(member, { projectId: P1, name }, id, null);
    assert.deepEqual(await images.imageUses(member, id), {
      members: [testProject('p2')],
      pins: [{ projectId: P1, name }],
      replacementOf: [old.id],
      dependants: [volume],
      dependantsElsewhere: 1,
      blocksDelete: true,
      freed: { bytes: 300, measuredAt },
    });
    assert.equal((await images.imageUses(caller('ops', 'admin'), id)).freed?.bytes, 100);
    const shown = await images.imageUses(stranger, id);
    assert.deepEqual(shown, {
      members: [],
      pins: [],
      replacementOf: [],
      dependants: [theirs],
      dependantsElsewhere: 0,
      blocksDelete: false,
      freed: null,
    });
    await assert.rejects(images.imageUses(caller('p3'), id), failsWith('not-found'));
    const wanted = new RegExp(`family abc is pinned to it, image ${old.id} names it .*, volume v-1 stands on it`);
    await assert.rejects(images.imageDelete(member, id), failsWith('conflict', wanted));
    await images.familyUnpin(member, { projectId: P1, name }, null);
    await images.imageDeprecate(member, old.id, NOT_DEPRECATED);
    await assert.rejects(
      images.imageDelete(member, id),
      failsWith('conflict', /in use: volume v-1 stands on it\. .* would free 300 bytes of the store/),
    );
    isUsed = false;
    assert.equal((await images.imageUses(member, id)).blocksDelete, false);
    await images.imageDelete(member, id);
  });

  it('cannot be made by others', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, { visibility: 'community' });
    const theirs = await images.imageCreate(stranger, {});
    const plan = { ...NOT_DEPRECATED, deprecatedAt: 0 };
    await assert.rejects(
      images.imageDeprecate(stranger, theirs.id, { ...plan, replacementId: id }),
      failsWith('invalid', /same project/),
    );
    await assert.rejects(images.imageDeprecate(member, id, { ...plan, replacementId: id }), failsWith('invalid'));
    await assert.rejects(images.imageDeprecate(member, id, { ...plan, obsoleteAt: -1 }), failsWith('invalid'));
    await assert.rejects(
      images.imageDeprecate(member, id, { ...plan, deprecatedAt: 2, obsoleteAt: 1 }),
      failsWith('invalid', /before it is obsolete/),
    );
  });
});
