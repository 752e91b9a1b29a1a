import { sql, type Kysely } from 'kysely';
import { keysetAfter } from '../../db/index.ts';
import type { ImageStore } from '../image-store.ts';
import type { ImageTables } from '../image-tables.sql.ts';
import { ANY_PROCESS } from './push.ts';

/** Rows looked at in one go. */
const BATCH = 1000;

/** What has come of images that are pushed. */
export function pushParts(
  kysely: Kysely<ImageTables>,
): Pick<ImageStore, 'pushParts' | 'pushedContents' | 'pushesReceived'> {
  const all = kysely.selectFrom('image_push_part').selectAll();
  return {
    pushParts: async (id, after, limit) => {
      const rows = all.where('image_id', '=', id).where('start', '>', after);
      return (await rows.orderBy('start').limit(limit).execute()).map(({ start, length, root, new_bytes }) => ({
        start,
        length,
        root,
        newBytes: new_bytes,
      }));
    },

    pushesReceived: async (ids) => {
      const rows = await kysely
        .selectFrom('image_upload')
        .leftJoin('image_push_part', 'image_push_part.image_id', 'image_upload.image_id')
        .select(['image_upload.image_id as id', 'image_upload.reserved_bytes as size'])
        .select((e) => e.fn.coalesce(e.fn.sum('image_push_part.length'), sql.lit(0)).as('received'))
        .where('image_upload.image_id', 'in', ids)
        .where('image_upload.process', '=', ANY_PROCESS)
        .groupBy(['image_upload.image_id', 'image_upload.reserved_bytes'])
        .execute();
      return new Map(rows.map(({ id, size, received }) => [id, { received: Number(received), size }]));
    },

    pushedContents: async function* pushedContents() {
      for (let page = all; ;) {
        const rows = await page.orderBy('image_id').orderBy('start').limit(BATCH).execute();
        for (const { image_id: imageId, root } of rows) yield { imageId, root };
        const last = rows.at(-1);
        if (!last) return;
        page = all.where(
          keysetAfter([
            { expression: sql.ref<string>('image_id'), direction: 'asc', value: last.image_id },
            { expression: sql.ref<number>('start'), direction: 'asc', value: last.start },
          ]),
        );
      }
    },
  };
}
