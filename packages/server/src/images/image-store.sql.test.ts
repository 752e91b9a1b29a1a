import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import { images } from './testing/arbitraries.ts';
import { NO_OTHER_PARTS } from './testing/no-other-parts.ts';
import { testImageStore } from './testing/image-store-suite.ts';

for (const engine of ENGINES) {
  testImageStore(`on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    // What is written is read by another, which does not remember it.
    const writing = createSqlImageStore(database, NO_OTHER_PARTS);
    return { ...createSqlImageStore(database, NO_OTHER_PARTS), transaction: (work) => writing.transaction(work) };
  });

  test(`what is remembered of a write is what is read of it, on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    const store = createSqlImageStore(database, NO_OTHER_PARTS);
    const other = createSqlImageStore(database, NO_OTHER_PARTS);
    const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    await fc.assert(
      fc.asyncProperty(images, fc.array(fc.tuple(images, tags), { maxLength: 4 }), async (first, later) => {
        const { id } = first;
        if (!(await store.transaction((tx) => tx.imageInsert(first)))) return;
        assert.deepEqual(await store.imageFind(id), await other.imageFind(id));
        for (const [next, tagged] of later) {
          await store.transaction(async (tx) => {
            const before = await tx.imageFind(id);
            assert.ok(before);
            await tx.imageWrite({ ...next, id, tags: tagged }, before);
            assert.deepEqual(await tx.imageFind(id), { ...next, id, tags: tagged.toSorted() });
          });
          assert.deepEqual(await store.imageFind(id), await other.imageFind(id));
          assert.deepEqual(await store.transaction((tx) => tx.imageFind(id)), await other.imageFind(id));
        }
      }),
      { numRuns: 25 },
    );
  });

  test(`what a transaction that failed has written is not remembered, on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    const store = createSqlImageStore(database, NO_OTHER_PARTS);
    const [image] = fc.sample(images, 1);
    assert.ok(image);
    const rename = (name: string, fails: boolean) =>
      store.transaction(async (tx) => {
        const before = await tx.imageFind(image.id);
        assert.ok(before);
        await tx.imageWrite({ ...before, name }, before);
        if (fails) throw new Error('no');
      });
    await store.transaction((tx) => tx.imageInsert(image));
    await assert.rejects(rename('lost', true), /^Error: no$/);
    await rename('kept', false);
    assert.equal((await store.imageFind(image.id))?.name, 'kept');
    await assert.rejects(rename('lost again', true), /^Error: no$/);
    assert.equal((await store.imageFind(image.id))?.name, 'kept');
  });

  test(`what is changed elsewhere is seen at once, although images that were read are remembered, on ${engine}`, async (context) => {
    const { database, beside, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    const here = createSqlImageStore(database, NO_OTHER_PARTS);
    const there = createSqlImageStore(beside(), NO_OTHER_PARTS);
    const image = fc.sample(images, 100).find(({ state }) => state.status === 'active');
    assert.ok(image);
    await here.transaction((tx) => tx.imageInsert(image));
    const query = { hidden: image.hidden, sort: [], limit: 5 };
    const scope = { kind: 'project', project: image.ownerId } as const;
    assert.deepEqual((await here.imageList(scope, query)).items, [image]);
    const changed = { ...image, tags: ['new'] };
    await there.transaction((tx) => tx.imageWrite(changed, image));
    assert.deepEqual(await here.imageFind(image.id), changed);
    assert.deepEqual((await here.imageList(scope, query)).items, [changed]);
  });
}
