import type { Kysely } from 'kysely';
import type { StoredImageContent } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';

/** Images looked up at a time. */
const IMAGES_AT_A_TIME = 1000;

/** Every tree that an image needs, with the image; page by page, in order of image id. */
export async function* imageContents(kysely: Kysely<ImageTables>): AsyncGenerator<StoredImageContent> {
  const all = kysely
    .selectFrom('image')
    .select(['id', 'owner_id', 'name', 'deleted_at', 'root', 'staged_root'])
    .where((e) => e.or([e('root', 'is not', null), e('staged_root', 'is not', null)]))
    .orderBy('id');
  for (let page = all; ;) {
    const rows = await page.limit(IMAGES_AT_A_TIME).execute();
    for (const { id, owner_id: ownerId, name, deleted_at: deletedAt, root, staged_root: staged } of rows) {
      const image = { imageId: id, ownerId, name };
      if (root) yield { ...image, root, place: deletedAt === null ? 'content' : 'trash' };
      if (staged) yield { ...image, root: staged, place: 'staged' };
    }
    const last = rows.at(-1);
    if (!last) return;
    page = all.where('id', '>', last.id);
  }
}
