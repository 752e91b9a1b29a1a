import type { TreeRoot } from '@ingot/chunk-store';
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../db/index.ts';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { ImageTables } from './image-tables.sql.ts';
import type { Visibility } from './image.ts';
import { PLAIN_FORMATS } from './views/disk-view.ts';

/** Images looked up at a time. */
const IMAGES_AT_A_TIME = 1000;

interface OptimizedImage {
  readonly id: ImageId;
  readonly ownerId: ProjectId;
  readonly visibility: Visibility;
}

/** The disks of images that are optimized for deployment, outside the trash; those that are unpacked already. */
export interface OptimizedTrees {
  list(): AsyncGenerator<TreeRoot>;
  has(root: TreeRoot): Promise<boolean>;
  /** Those whose disk it is, in order of id. */
  images(root: TreeRoot): AsyncGenerator<OptimizedImage>;
}

export function createOptimizedTrees(database: Database): OptimizedTrees {
  const kysely = database.tables<ImageTables>();
  const optimized = kysely
    .selectFrom('image')
    .leftJoin('disk_view as view', (join) =>
      join
        .onRef('view.content_root', '=', 'image.root')
        .onRef('view.container_format', '=', 'image.container_format')
        .onRef('view.disk_format', '=', 'image.disk_format'),
    )
    .select((e) => [
      'image.id',
      'image.owner_id as ownerId',
      'image.visibility',
      e.fn.coalesce('view.root', 'image.root').as('disk'),
    ])
    .where('optimized', '=', 1)
    .where('deleted_at', 'is', null)
    .where((e) => e.or([e('view.root', 'is not', null), isPlain(e)]));
  const withDisk = (root: TreeRoot): typeof optimized =>
    optimized.where((e) => e.or([e('view.root', '=', root), e.and([e('image.root', '=', root), isPlain(e)])]));
  const each = async function* each(images: typeof optimized) {
    const all = images.orderBy('image.id').limit(IMAGES_AT_A_TIME);
    for (let page = all; ;) {
      const rows = await page.execute();
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      page = all.where('image.id', '>', last.id);
    }
  };
  return {
    list: async function* list() {
      for await (const { disk } of each(optimized)) if (disk !== null) yield disk;
    },
    has: async (root) => (await withDisk(root).limit(1).executeTakeFirst()) !== undefined,
    images: (root) => each(withDisk(root)),
  };
}

/** Whether the content is the disk. */
function isPlain(e: ExpressionBuilder<ImageTables, 'image'>) {
  return e('image.disk_format', 'in', [...PLAIN_FORMATS]).and('image.container_format', '=', 'bare');
}
