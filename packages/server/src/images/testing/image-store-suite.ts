import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { newImageId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import type { ImageStore, ImageUpload, UsageDelta } from '../image-store.ts';
import { images, PROJECTS, testContent, testProject } from './arbitraries.ts';

const P1 = testProject('p1');
const P2 = testProject('p2');

/** What every image store must do. @param open an empty one. */
export function testImageStore(name: string, open: (context: TestContext) => Promise<ImageStore>): void {
  const [sample] = fc.sample(images, { numRuns: 1, seed: 1 });
  assert.ok(sample);
  const image: Image = { ...sample, state: { status: 'queued', failure: null } };

  describe(`the image store ${name}`, () => {
    it('gives back what was written, whatever it was before', async (context) => {
      const store = await open(context);
      await fc.assert(
        fc.asyncProperty(images, images, async (first, second) => {
          const { id } = first;
          if (!(await store.transaction((tx) => tx.imageInsert(first)))) return;
          assert.deepEqual(await store.imageFind(id), first);
          const next = { ...second, id };
          await store.transaction((tx) => tx.imageWrite(next, first));
          assert.deepEqual(await store.imageFind(id), next);
        }),
        { numRuns: 50 },
      );
    });

    it('gives whoever asks his own image, however many ask at once', async (context) => {
      const store = await open(context);
      const there = new Map(fc.sample(images, { numRuns: 120, seed: 2 }).map((one) => [one.id, one]));
      for (const one of there.values()) await store.transaction((tx) => tx.imageInsert(one));
      const ids = [...there.keys(), newImageId(), ...there.keys()];
      const found = await Promise.all(ids.map((id) => store.imageFind(id)));
      assert.deepEqual(
        found,
        ids.map((id) => there.get(id) ?? null),
      );
    });

    it('leaves tags and properties alone that are the same object', async (context) => {
      const store = await open(context);
      const tagged = { ...image, tags: ['a'], properties: { os: 'linux' } };
      await store.transaction((tx) => tx.imageInsert(tagged));
      await store.transaction((tx) => tx.imageWrite({ ...tagged, name: 'renamed' }, tagged));
      assert.deepEqual(await store.imageFind(image.id), { ...tagged, name: 'renamed' });
    });

    it('takes everything back when the work of a transaction fails', async (context) => {
      const store = await open(context);
      const failing = store.transaction(async (tx) => {
        await tx.imageInsert(image);
        await tx.usageAdd(P1, { images: 1 }, null);
        throw new Error('no');
      });
      await assert.rejects(failing, /^Error: no$/);
      assert.equal(await store.imageFind(image.id), null);
      assert.equal((await store.usageFind(P1)).images, 0);
    });

    it('refuses an id that is taken', async (context) => {
      const store = await open(context);
      const insert = () => store.transaction((tx) => tx.imageInsert(image));
      assert.deepEqual([await insert(), await insert()], [true, false]);
    });

    it('counts up to the ceiling and not beyond, in parallel, project by project', async (context) => {
      const store = await open(context);
      const ceiling = { bytes: 100, images: 5, optimized: 1 };
      const add = (usage: Parameters<ImageStore['usageFind']>[0], delta: UsageDelta) =>
        store.transaction((tx) => tx.usageAdd(usage, delta, ceiling));
      await store.transaction((tx) => tx.usageAdd(P1, { bytes: 20, stagedBytes: 10 }, null));
      const reserved = await Promise.all(Array.from({ length: 10 }, () => add(P1, { reservedBytes: 30 })));
      assert.equal(reserved.filter(Boolean).length, 2);
      const counted = await Promise.all(Array.from({ length: 10 }, () => add(P1, { images: 1 })));
      assert.equal(counted.filter(Boolean).length, 5);
      const optimized = await Promise.all(Array.from({ length: 3 }, () => add(P1, { optimized: 1 })));
      assert.equal(optimized.filter(Boolean).length, 1);
      assert.equal(await add(P1, { reservedBytes: 10 }), true, 'exactly up to it');
      assert.equal(await add(P1, { reservedBytes: 1 }), false);
      assert.equal(await add(P2, { reservedBytes: 100 }), true);
      await store.transaction((tx) => tx.usageAdd(P1, { bytes: 500 }, null));
      assert.equal(await add(P1, { images: 0, reservedBytes: -1 }), true, 'shrinking is never refused');
      const usage = { bytes: 520, stagedBytes: 10, reservedBytes: 69, images: 5, uploads: 0, optimized: 1 };
      assert.deepEqual(await store.usageFind(P1), usage);
    });

    it('keeps one upload for an image, prolongs it by its token, finds it when its lease is over', async (context) => {
      const store = await open(context);
      const upload: ImageUpload = {
        imageId: image.id,
        projectId: P1,
        token: 't',
        process: 'me',
        reservedBytes: 5,
        leaseUntil: 10,
      };
      await store.transaction(async (tx) => {
        await tx.imageInsert(image);
        await tx.uploadInsert(upload);
      });
      await assert.rejects(store.transaction((tx) => tx.uploadInsert({ ...upload, token: 'second' })));
      assert.equal(await store.uploadRenew(image.id, 'other', 99), false);
      assert.deepEqual(await store.uploadsBefore(9, 10), []);
      assert.deepEqual(await store.uploadsBefore(10, 10), [upload]);
      assert.deepEqual(await store.uploadsOf('me', 10), [upload]);
      assert.deepEqual(await store.uploadsOf('other', 10), []);
      assert.equal(await store.uploadRenew(image.id, 't', 20), true);
      assert.deepEqual(await store.uploadsBefore(19, 10), []);
      await store.transaction((tx) => tx.uploadWrite({ ...upload, reservedBytes: 7 }));
      const found = await store.transaction((tx) => tx.uploadFind(image.id));
      assert.deepEqual(found, { ...upload, reservedBytes: 7, leaseUntil: 20 }, 'a lease is never made shorter');
      await store.transaction((tx) => tx.uploadWrite({ ...upload, leaseUntil: 30 }));
      assert.equal((await store.transaction((tx) => tx.uploadFind(image.id)))?.leaseUntil, 30);
      await store.transaction((tx) => tx.uploadDelete(image.id));
      assert.equal(await store.transaction((tx) => tx.uploadFind(image.id)), null);
    });

    it('ends a page early when its images hold very much', async (context) => {
      const store = await open(context);
      const value = 'x'.repeat(100_000);
      const many = Array.from({ length: 60 }, (_, index): Image => {
        const id = `${image.id.slice(0, -4)}${String(index).padStart(4, '0')}` as Image['id'];
        return { ...image, id, ownerId: P1, hidden: false, properties: { value } };
      });
      await store.transaction(async (tx) => {
        for (const each of many) await tx.imageInsert(each);
      });
      const query = { hidden: false, sort: [{ field: 'id', direction: 'asc' }], limit: 1000 } as const;
      const scope = { kind: 'project', project: P1 } as const;
      const first = await store.imageList(scope, query);
      const marker = first.items.at(-1)?.id;
      assert.ok(marker && first.more && first.items.length < many.length);
      const second = await store.imageList(scope, { ...query, marker });
      assert.equal(second.more, false);
      assert.deepEqual([...first.items, ...second.items], many);
    });

    it('keeps members by image and project', async (context) => {
      const store = await open(context);
      const member = { imageId: image.id, memberId: P2, status: 'pending', createdAt: 1, updatedAt: 1 } as const;
      await store.transaction(async (tx) => {
        await tx.imageInsert(image);
        assert.equal(await tx.memberInsert(member), true);
        assert.equal(await tx.memberInsert(member), false);
        await tx.memberInsert({ ...member, memberId: P1 });
        await tx.memberWrite({ ...member, status: 'accepted', updatedAt: 2 });
        assert.equal(await tx.memberCount(image.id), 2);
      });
      assert.deepEqual(await store.memberFind(image.id, P2), { ...member, status: 'accepted', updatedAt: 2 });
      const listed = await store.memberList(image.id);
      assert.deepEqual(
        listed.map(({ memberId }) => memberId),
        [P1, P2],
      );
      await store.transaction(async (tx) => {
        assert.equal(await tx.memberDelete(image.id, P2), true);
        assert.equal(await tx.memberDelete(image.id, P2), false);
        await tx.memberDeleteAll(image.id);
      });
      assert.deepEqual(await store.memberList(image.id), []);
    });

    it('walks every root that is needed, however many', async (context) => {
      const store = await open(context);
      const many = fc.sample(images, 1).flatMap((one) =>
        Array.from({ length: 2100 }, (_, index): Image => {
          const id = one.id.slice(0, -4) + index.toString(16).padStart(4, '0');
          const content = testContent(1, index.toString(16).padStart(4, '0'));
          const states: Image['state'][] = [
            { status: 'active', content },
            { status: 'uploading', staged: content },
            { status: 'deleted', deletedAt: 1, before: { status: 'active', content } },
            { status: 'deleted', deletedAt: 1, before: null },
          ];
          return { ...one, id: id as Image['id'], state: states[index % 4] ?? one.state };
        }),
      );
      await store.transaction(async (tx) => {
        for (const each of many) await tx.imageInsert(each);
      });
      const contents = await Array.fromAsync(store.contents());
      const roots = contents.map(({ root }) => root);
      for (const { place, deletedAt } of contents) assert.equal(deletedAt, place === 'trash' ? 1 : null);
      assert.equal(roots.length, (2100 / 4) * 3);
      assert.equal(new Set(roots).size, roots.length);
    });

    it('finds what lies in the trash for too long, oldest first', async (context) => {
      const store = await open(context);
      const dead = fc.sample(images, { numRuns: 4, seed: 2 }).map((one, index): Image => ({
        ...one,
        ownerId: PROJECTS[index % 2] ?? P1,
        state: {
          status: 'deleted',
          deletedAt: 10 - index,
          before: index === 3 ? null : { status: 'queued', failure: null },
        },
      }));
      await store.transaction(async (tx) => {
        for (const each of dead) await tx.imageInsert(each);
      });
      const [newest, middle, oldest] = dead.map(({ id }) => id);
      assert.deepEqual(await store.trashBefore(10, 10), [oldest, middle]);
      assert.deepEqual(await store.trashBefore(10, 1), [oldest]);
      const listed = await store.trashList(P1, { limit: 10 });
      assert.deepEqual(
        listed.items.map(({ id }) => id),
        [newest, oldest],
      );
    });
  });
}
