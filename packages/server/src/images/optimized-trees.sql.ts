import type { TreeRoot } from '@ingot/chunk-store';
import type { Database } from '../db/index.ts';
import type { ImageTables } from './image-tables.sql.ts';

/** Images looked up at a time. */
const IMAGES_AT_A_TIME = 1000;

/** The contents of images that are optimized for deployment, outside the trash. */
export function createOptimizedTrees(database: Database): {
  list(): AsyncGenerator<TreeRoot>;
  has(root: TreeRoot): Promise<boolean>;
} {
  const kysely = database.tables<ImageTables>();
  const optimized = kysely
    .selectFrom('image')
    .select(['id', 'root'])
    .where('optimized', '=', 1)
    .where('deleted_at', 'is', null);
  return {
    list: async function* list() {
      const all = optimized.orderBy('id').limit(IMAGES_AT_A_TIME);
      for (let page = all; ;) {
        const rows = await page.execute();
        for (const { root } of rows) if (root !== null) yield root;
        const last = rows.at(-1);
        if (!last) return;
        page = all.where('id', '>', last.id);
      }
    },
    has: async (root) => (await optimized.where('root', '=', root).limit(1).executeTakeFirst()) !== undefined,
  };
}
