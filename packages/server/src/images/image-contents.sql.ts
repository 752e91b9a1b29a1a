import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { ImageContentPlace, StoredImageContent } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';

/** Images looked up at a time. */
const IMAGES_AT_A_TIME = 1000;
/** A family has a name; what is longer is a text that happens to be in that property. In characters. */
const MAX_FAMILY = 255;

/** Every tree that an image needs, with the image; page by page, in order of image id. */
export async function* imageContents(kysely: Kysely<ImageTables>): AsyncGenerator<StoredImageContent> {
  const all = kysely
    .selectFrom('image')
    .leftJoin('image_property as family', (join) =>
      join.onRef('family.image_id', '=', 'image.id').on('family.name', '=', 'family'),
    )
    .leftJoin('disk_view as view', (join) =>
      join
        .onRef('view.content_root', '=', 'image.root')
        .onRef('view.container_format', '=', 'image.container_format')
        .onRef('view.disk_format', '=', 'image.disk_format')
        .on('view.status', '=', 'ready'),
    )
    .select(['image.id', 'owner_id', 'image.name', 'deleted_at', 'family.value as family'])
    .select([
      'image.root',
      'image.size',
      'staged_root',
      'staged_size',
      'view.root as view_root',
      'view.size as view_size',
    ])
    .where((e) => e.or([e('image.root', 'is not', null), e('staged_root', 'is not', null)]))
    .orderBy('image.id');
  for (let page = all; ;) {
    const rows = await page.limit(IMAGES_AT_A_TIME).execute();
    for (const row of rows) {
      const family = row.family && row.family.length <= MAX_FAMILY ? row.family : null;
      const image = { imageId: row.id, ownerId: row.owner_id, name: row.name, family, deletedAt: row.deleted_at };
      const content = (root: TreeRoot, size: number | null, place: ImageContentPlace): StoredImageContent => ({
        ...image,
        root,
        size: size ?? 0,
        place,
      });
      if (row.root) yield content(row.root, row.size, row.deleted_at === null ? 'content' : 'trash');
      if (row.view_root) yield content(row.view_root, row.view_size, 'view');
      if (row.staged_root) yield content(row.staged_root, row.staged_size, 'staged');
    }
    const last = rows.at(-1);
    if (!last) return;
    page = all.where('image.id', '>', last.id);
  }
}
