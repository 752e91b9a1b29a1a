import type { Kysely } from 'kysely';
import type { ImageId } from '../kernel/ids.ts';
import type { ImageTables } from './image-tables.sql.ts';

/** Of these images, those that are deleted or unknown. For the adapters of what stands beside images. */
export async function imagesGone(
  kysely: Kysely<Pick<ImageTables, 'image'>>,
  ids: readonly ImageId[],
): Promise<ReadonlySet<ImageId>> {
  if (ids.length === 0) return new Set();
  const there = await kysely
    .selectFrom('image')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute();
  const known = new Set(there.map(({ id }) => id));
  return new Set(ids.filter((id) => !known.has(id)));
}
