import type { Kysely } from 'kysely';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { PublishingTables } from './publishing-tables.sql.ts';

/** What `desktopImageDependants` looks at. */
export type DesktopImageRowTables = Pick<PublishingTables, 'desktop_image'>;

/**
 * What publishing has that stands on an image: the desktop image that it is, and children of that. Within a transaction, as
 * that one sees it. All of them are of the project of the image.
 */
export async function desktopImageDependants(
  kysely: Kysely<DesktopImageRowTables>,
  imageId: ImageId,
  project: ProjectId,
  limit: number,
) {
  const rows = await kysely
    .selectFrom('desktop_image')
    .select('image_id as id')
    .where('owner_id', '=', project)
    .where('status', '<>', 'deleting')
    .where((e) => e.or([e('image_id', '=', imageId), e('parent_id', '=', imageId)]))
    .orderBy('image_id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => ({ kind: 'desktop-image' as const, id, name: null }));
}
