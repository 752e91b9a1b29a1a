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
    return createSqlImageStore(database, NO_OTHER_PARTS);
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
