import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { parseTreeRoot } from '@ingot/chunk-store';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import { createOptimizedTrees } from './optimized-trees.sql.ts';
import { images } from './testing/arbitraries.ts';
import { NO_OTHER_PARTS } from './testing/no-other-parts.ts';

for (const engine of ENGINES) {
  test(`the contents of optimized images are listed until they are not optimized, on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    const store = createSqlImageStore(database, NO_OTHER_PARTS);
    const trees = createOptimizedTrees(database);
    const plain = fc.sample(images, 200).find(({ state }) => state.status === 'active');
    assert.ok(plain?.state.status === 'active');
    const { root } = plain.state.content;
    const raw = { diskFormat: 'raw', containerFormat: 'bare' } as const;
    const optimized = { ...plain, ...raw, properties: { ingot_optimized: 'true' } };
    const listed = async (): Promise<string[]> => Array.fromAsync(trees.list());

    await store.transaction((tx) => tx.imageInsert(optimized));
    assert.deepEqual([await listed(), await trees.has(root)], [[root], true]);

    // Of another format it is the disk in it, once that is there.
    const packed = { ...optimized, diskFormat: 'qcow2' } as const;
    await store.transaction((tx) => tx.imageWrite(packed, optimized));
    assert.deepEqual([await listed(), await trees.has(root)], [[], false]);
    const view = parseTreeRoot('ab'.repeat(32)) ?? assert.fail();
    const formats = { disk: 'qcow2', container: 'bare' } as const;
    const state = { status: 'ready', root: view, size: 1 } as const;
    await store.transaction((tx) => tx.viewInsert({ contentRoot: root, formats, state }));
    assert.deepEqual([await listed(), await trees.has(view), await trees.has(root)], [[view], true, false]);
    const not = { ...optimized, properties: {} };
    await store.transaction((tx) => tx.imageWrite(not, optimized));
    assert.deepEqual([await listed(), await trees.has(root)], [[], false]);
  });
}
