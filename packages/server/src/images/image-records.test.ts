import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newImageId } from '../kernel/ids.ts';
import type { ImageQuery } from './image-query.ts';
import type { ImageRevision } from './images.ts';
import { testProject } from './testing/arbitraries.ts';
import { failsWith } from './testing/fails-with.ts';
import { caller, openWorld, uploadOf } from './testing/image-world.ts';

const member = caller('p1');
const stranger = caller('p2');
const admin = caller('ops', 'admin');
const PLAIN: ImageQuery = { hidden: false, sort: [], limit: 100 };

describe('registering an image', () => {
  it('fills in the defaults', async (context) => {
    const { images } = await openWorld(context);
    const image = await images.imageCreate(member, { tags: ['b', 'a', 'b'] });
    assert.deepEqual(image, await images.imageGet(member, image.id));
    assert.equal(image.visibility, 'shared');
    assert.equal(image.ownerId, 'p1');
    assert.deepEqual(image.tags, ['a', 'b']);
    assert.deepEqual(image.state, { status: 'queued', failure: null });
  });

  it('never gives an id away twice, not even that of a deleted image', async (context) => {
    const { images } = await openWorld(context);
    const id = newImageId();
    await images.imageCreate(member, { id });
    await assert.rejects(images.imageCreate(stranger, { id }), failsWith('conflict'));
    await images.imageDelete(member, id);
    await assert.rejects(images.imageCreate(stranger, { id }), failsWith('conflict'));
    await images.trashPurge(member, id);
    await assert.rejects(images.imageCreate(stranger, { id }), failsWith('conflict'));
    assert.equal((await images.usageGet(stranger)).images.usage, 0, 'a failed attempt counts nothing');
  });

  it('takes a role, a project, and for another project or the public an administrator', async (context) => {
    const { images } = await openWorld(context);
    const ownerId = testProject('p2');
    await assert.rejects(images.imageCreate(caller('p1', 'reader'), {}), failsWith('forbidden'));
    await assert.rejects(images.imageCreate(caller(null), {}), failsWith('forbidden'));
    await assert.rejects(images.imageCreate(member, { ownerId }), failsWith('forbidden'));
    await assert.rejects(images.imageCreate(member, { visibility: 'public' }), failsWith('forbidden'));
    assert.equal((await images.imageCreate(admin, { ownerId, visibility: 'public' })).ownerId, 'p2');
  });

  it('is limited in number, also in parallel', async (context) => {
    const { images } = await openWorld(context, { limits: { images: 3 } });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => images.imageCreate(member, {})));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
    await assert.rejects(images.imageCreate(member, {}), failsWith('quota-exceeded'));
    const [first] = (await images.imageList(member, PLAIN)).items;
    assert.ok(first);
    await images.imageDelete(member, first.id);
    await images.imageCreate(member, {});
  });
});

describe('what an image may be', () => {
  const long = 'ж'.repeat(256);
  const cases: readonly {
    what: string;
    revision: ImageRevision;
    code: 'invalid' | 'forbidden' | 'quota-exceeded' | null;
  }[] = [
    { what: 'a name of 255 characters', revision: { name: long.slice(1) }, code: null },
    { what: 'a name of 255 characters outside the first plane', revision: { name: '😀'.repeat(255) }, code: null },
    { what: 'a name of 256', revision: { name: long }, code: 'invalid' },
    { what: 'a name with NUL', revision: { name: 'a\0b' }, code: 'invalid' },
    { what: 'half a character', revision: { name: '\ud800' }, code: 'invalid' },
    { what: 'an empty name', revision: { name: '' }, code: null },
    { what: 'an empty tag', revision: { tags: [''] }, code: 'invalid' },
    { what: 'a long tag', revision: { tags: [long] }, code: 'invalid' },
    { what: 'too many tags', revision: { tags: ['a', 'b', 'c', 'd'] }, code: 'quota-exceeded' },
    { what: 'tags named twice', revision: { tags: ['a', 'b', 'c', 'c'] }, code: null },
    { what: 'too many properties', revision: { properties: { a: '', b: '', c: '', d: '' } }, code: 'quota-exceeded' },
    { what: 'a long property name', revision: { properties: { [long]: '' } }, code: 'invalid' },
    { what: 'a long value', revision: { properties: { a: 'x'.repeat(65_535) } }, code: null },
    { what: 'a longer value', revision: { properties: { a: 'x'.repeat(65_536) } }, code: 'invalid' },
    {
      what: 'colons, dots, spaces',
      revision: { properties: { 'mcs:lic:mswinsrv': 'true', 'a.b c': 'yes' } },
      code: null,
    },
    { what: 'a property named __proto__', revision: { properties: JSON.parse('{"__proto__":"x"}') as {} }, code: null },
    { what: 'store, as VK Cloud’s clients send it', revision: { properties: { store: 's3' } }, code: null },
    { what: 'a reserved prefix', revision: { properties: { os_glance_anything: 'x' } }, code: 'forbidden' },
    { what: 'a reserved name', revision: { properties: { location: 'x' } }, code: 'forbidden' },
    { what: 'the name of a base attribute', revision: { properties: { checksum: 'x' } }, code: 'forbidden' },
    { what: 'a negative size', revision: { minDisk: -1 }, code: 'invalid' },
    { what: 'a broken number', revision: { minRam: 1.5 }, code: 'invalid' },
  ];
  it('is checked alike when it is registered and when it is changed', async (context) => {
    const { images } = await openWorld(context, { settings: { maxTags: 3, maxProperties: 3 } });
    for (const { what, revision, code } of cases) {
      await context.test(`${what}: ${code ?? 'taken as it is'}`, async () => {
        const image = await images.imageCreate(member, {});
        const create = () => images.imageCreate(member, revision);
        const update = () => images.imageUpdate(member, image.id, () => revision);
        if (code) {
          await assert.rejects(create(), failsWith(code));
          await assert.rejects(update(), failsWith(code));
          return;
        }
        await create();
        const updated = await update();
        assert.deepEqual(await images.imageGet(member, image.id), updated);
        if (revision.properties) assert.deepEqual(updated.properties, revision.properties);
      });
    }
  });
});

describe('the properties of an image', () => {
  const full = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, 'x'.repeat(65_535)]));

  it('are bounded altogether, since lists show them all', async (context) => {
    const { images } = await openWorld(context);
    const image = await images.imageCreate(member, { properties: full });
    const grow = (properties: Record<string, string>) => images.imageUpdate(member, image.id, () => ({ properties }));
    await assert.rejects(grow({ ...full, e: 'x' }), failsWith('quota-exceeded'));
    await assert.rejects(images.imageCreate(member, { properties: { ...full, e: 'x' } }), failsWith('quota-exceeded'));
    await grow({ ...full, d: 'x', e: 'x' });
  });
});

describe('changing an image', () => {
  it('leaves alone what is not named, and does nothing for nothing', async (context) => {
    const { images } = await openWorld(context);
    const image = await images.imageCreate(member, { name: 'one', properties: { os: 'linux' }, tags: ['t'] });
    const same = await images.imageUpdate(member, image.id, ({ name, tags, properties }) => ({
      name,
      tags: [...tags],
      properties: { ...properties },
    }));
    assert.deepEqual(same, image, 'not even the time of change moved');
    const changed = await images.imageUpdate(member, image.id, () => ({ name: null, properties: {} }));
    assert.deepEqual({ ...changed, updatedAt: 0 }, { ...image, name: null, properties: {}, updatedAt: 0 });
    assert.ok(changed.updatedAt > image.updatedAt);
  });

  it('is all or nothing when the caller refuses inside', async (context) => {
    const { images } = await openWorld(context);
    const image = await images.imageCreate(member, {});
    const refusing = images.imageUpdate(member, image.id, () => {
      throw new Error('no such path');
    });
    await assert.rejects(refusing, /no such path/);
    await images.imageUpdate(member, image.id, () => ({ name: 'works' }));
  });

  it('does not lose one of many parallel changes', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, {});
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    await Promise.all(
      names.map((name) =>
        images.imageUpdate(member, id, ({ properties }) => ({ properties: { ...properties, [name]: 'x' } })),
      ),
    );
    assert.deepEqual(Object.keys((await images.imageGet(member, id)).properties).toSorted(), names.toSorted());
  });

  it('changes formats only before there are data', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, { diskFormat: 'qcow2' });
    await images.imageUpdate(member, id, () => ({ diskFormat: 'raw', containerFormat: 'bare' }));
    await images.dataUpload(member, id, uploadOf(Buffer.from('x')));
    const late = images.imageUpdate(member, id, () => ({ diskFormat: 'qcow2' }));
    await assert.rejects(late, failsWith('forbidden'));
    await images.imageUpdate(member, id, () => ({ diskFormat: 'raw', name: 'the same format is no change' }));
  });

  it('moves an image, and what it counts, to another project for an administrator only', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, { diskFormat: 'raw', containerFormat: 'bare' });
    await images.dataUpload(member, id, uploadOf(Buffer.from('12345')));
    const give = (who: typeof member) => images.imageUpdate(who, id, () => ({ ownerId: testProject('p2') }));
    await assert.rejects(give(member), failsWith('forbidden'));
    await give(admin);
    const [from, to] = [await images.usageGet(member), await images.usageGet(stranger)];
    assert.deepEqual([from.bytes.usage, from.images.usage, to.bytes.usage, to.images.usage], [0, 0, 5, 1]);
    await assert.rejects(images.imageGet(member, id), failsWith('not-found'));
    await images.imageUpdate(stranger, id, () => ({ name: 'mine now' }));
  });
});

describe('who sees and may do what', () => {
  it('hides what may not be known, and forbids what may', async (context) => {
    const { images } = await openWorld(context);
    const reader = caller('p1', 'reader');
    const { id } = await images.imageCreate(member, {
      visibility: 'private',
      diskFormat: 'raw',
      containerFormat: 'bare',
    });
    await images.dataUpload(member, id, uploadOf(Buffer.from('x')));
    for (const who of [stranger, caller(null), caller('p1', 'none')]) {
      await assert.rejects(images.imageGet(who, id), failsWith('not-found'));
      await assert.rejects(images.imageDelete(who, id), failsWith('not-found'));
      await assert.rejects(images.dataOpen(who, id), failsWith('not-found'));
    }
    assert.equal((await images.imageGet(reader, id)).id, id);
    await assert.rejects(images.dataOpen(reader, id), failsWith('forbidden'));
    await assert.rejects(images.imageDelete(reader, id), failsWith('forbidden'));
    await assert.rejects(images.tagAdd(reader, id, 't'), failsWith('forbidden'));
    assert.equal((await images.imageGet(admin, id)).id, id);

    await images.imageUpdate(member, id, () => ({ visibility: 'community' }));
    assert.equal((await images.imageGet(stranger, id)).id, id);
    assert.ok((await images.dataOpen(stranger, id)).reader);
    await assert.rejects(
      images.imageUpdate(stranger, id, () => ({})),
      failsWith('forbidden'),
    );
    assert.deepEqual((await images.imageList(stranger, PLAIN)).items, []);
    const community = await images.imageList(stranger, { ...PLAIN, visibility: 'community' });
    assert.equal(community.items.length, 1);
    await assert.rejects(images.imageList(caller('p1', 'none'), PLAIN), failsWith('forbidden'));
  });

  it('lets the owner take an image out of use and back, and administrators read it meanwhile', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, { diskFormat: 'raw', containerFormat: 'bare' });
    await assert.rejects(images.imageDeactivate(member, id), failsWith('forbidden'));
    await images.dataUpload(member, id, uploadOf(Buffer.from('x')));
    await images.imageDeactivate(member, id);
    await images.imageDeactivate(member, id);
    await assert.rejects(images.dataOpen(member, id), failsWith('forbidden'));
    assert.ok((await images.dataOpen(admin, id)).reader);
    await images.imageReactivate(member, id);
    await images.imageReactivate(member, id);
    assert.ok((await images.dataOpen(member, id)).reader);
  });

  it('refuses to delete what is protected', async (context) => {
    const { images } = await openWorld(context);
    const { id } = await images.imageCreate(member, { protected: true });
    await assert.rejects(images.imageDelete(member, id), failsWith('forbidden', /protected/));
    await images.imageUpdate(member, id, () => ({ protected: false }));
    await images.imageDelete(member, id);
    await assert.rejects(images.imageDelete(member, id), failsWith('not-found'));
  });
});

describe('listing', () => {
  it('goes on after an image that was deleted meanwhile, and not after one that is nobody’s business', async (context) => {
    const { images } = await openWorld(context);
    for (const name of ['a', 'b', 'c', 'd']) await images.imageCreate(member, { name });
    const query: ImageQuery = { ...PLAIN, sort: [{ field: 'name', direction: 'asc' }], limit: 2 };
    const first = await images.imageList(member, query);
    const marker = first.items.at(-1)?.id;
    assert.ok(first.more && marker);
    await images.imageDelete(member, marker);
    const second = await images.imageList(member, { ...query, marker });
    assert.deepEqual(
      second.items.map(({ name }) => name),
      ['c', 'd'],
    );
    assert.equal(second.more, false);
    await assert.rejects(images.imageList(stranger, { ...query, marker }), failsWith('invalid'));
    await assert.rejects(images.imageList(member, { ...query, marker: newImageId() }), failsWith('invalid'));
  });

  it('has nothing on a page of no images', async (context) => {
    const { images } = await openWorld(context);
    await images.imageCreate(member, {});
    assert.deepEqual(await images.imageList(member, { ...PLAIN, limit: 0 }), { items: [], more: true });
  });
});

describe('tags', () => {
  it('are added once and removed once', async (context) => {
    const { images } = await openWorld(context, { settings: { maxTags: 2 } });
    const { id } = await images.imageCreate(member, {});
    for (const tag of ['b', 'a', 'b']) await images.tagAdd(member, id, tag);
    assert.deepEqual((await images.imageGet(member, id)).tags, ['a', 'b']);
    await assert.rejects(images.tagAdd(member, id, 'c'), failsWith('quota-exceeded'));
    await assert.rejects(images.tagAdd(member, id, 'x'.repeat(256)), failsWith('invalid'));
    await images.tagRemove(member, id, 'a');
    await assert.rejects(images.tagRemove(member, id, 'a'), failsWith('not-found'));
  });
});
