import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINES, temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createSqlImageStore, imageMigrations } from '../../images/image-store.sql.ts';
import { NO_OTHER_PARTS } from '../../images/testing/no-other-parts.ts';
import { parseImageId, parseProjectId } from '../../kernel/ids.ts';
import { seededId, seedImages } from './seed-images.ts';

for (const engine of ENGINES) {
  test(`seeded images are images: ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    const project = parseProjectId('p1');
    assert.ok(project);
    await seedImages(database, { images: 1000, project });
    const store = createSqlImageStore(database, NO_OTHER_PARTS);
    const all = await store.imageList(
      { kind: 'all', project: null },
      { visibility: 'all', hidden: false, sort: [], limit: 1000 },
    );
    assert.equal(all.items.length, 1000);
    assert.equal(all.items.filter(({ state }) => state.status === 'uploading').length, 100);
    const seen = await store.imageList({ kind: 'project', project }, { hidden: false, sort: [], limit: 1000 });
    assert.equal(seen.items.filter(({ ownerId }) => ownerId === project).length, 500);
    assert.equal(seen.items.filter(({ visibility }) => visibility === 'public').length, 20);
    assert.ok(seen.items.filter(({ visibility }) => visibility === 'shared').length >= 15);
    const id = parseImageId(seededId(998));
    assert.ok(id);
    const image = await store.imageFind(id);
    assert.deepEqual(image?.tags, ['batch-0000099', 'golden']);
    assert.equal(image.properties['build'], '0000998');
    assert.equal(image.name, 'image-0000998');
    const words = await store.imageList(
      { kind: 'project', project },
      { words: ['golden', '0000099'], hidden: false, sort: [], limit: 1000 },
    );
    assert.deepEqual(
      words.items.map(({ name }) => name),
      ['image-0000998', 'image-0000996', 'image-0000994', 'image-0000992', 'image-0000990'],
    );
  });
}
