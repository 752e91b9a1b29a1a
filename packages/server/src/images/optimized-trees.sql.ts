import type { TreeRoot } from '@ingot/chunk-store';
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../db/index.ts';
import type { ImageTables } from './image-tables.sql.ts';
import { PLAIN_FORMATS } from './views/disk-view.ts';

/** Images looked up at a time. */
const IMAGES_AT_A_TIME = 1000;

/** The disks of images that are optimized for deployment, outside the trash; those that are unpacked already. */
export function createOptimizedTrees(database: Database): {
  list(): AsyncGenerator<TreeRoot>;
  has(root: TreeRoot): Promise<boolean>;
} {
  const kysely = database.tables<ImageTables>();
  const optimized = kysely
    .selectFrom('image')
    .leftJoin('disk_view as view', (join) =>
      join
        .onRef('view.content_root', '=', 'image.root')
        .onRef('view.container_format', '=', 'image.container_format')
        .onRef('view.disk_format', '=', 'image.disk_format'),
    )
    .select((e) => ['image.id', e.fn.coalesce('view.root', 'image.root').as('disk')])
    .where('optimized', '=', 1)
    .where('deleted_at', 'is', null)
    .where((e) => e.or([e('view.root', 'is not', null), isPlain(e)]));
  return {
    list: async function* list() {
      const all = optimized.orderBy('image.id').limit(IMAGES_AT_A_TIME);
      for (let page = all; ;) {
        const rows = await page.execute();
        for (const { disk } of rows) if (disk !== null) yield disk;
        const last = rows.at(-1);
        if (!last) return;
        page = all.where('image.id', '>', last.id);
      }
    },
    has: async (root) => {
      const having = optimized.where((e) =>
        e.or([e('view.root', '=', root), e.and([e('image.root', '=', root), isPlain(e)])]),
      );
      return (await having.limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

/** Whether the content is the disk. */
function isPlain(e: ExpressionBuilder<ImageTables, 'image'>) {
  return e('image.disk_format', 'in', [...PLAIN_FORMATS]).and('image.container_format', '=', 'bare');
}
