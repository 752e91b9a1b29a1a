import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { ImageTables } from './image-tables.sql.ts';

/** Images outside the trash that have this content, in order of id. @param owner null for those of every project. */
export async function imagesWithContent(
  kysely: Kysely<Pick<ImageTables, 'image'>>,
  root: TreeRoot,
  owner: ProjectId | null,
  limit: number,
): Promise<readonly { readonly id: ImageId; readonly name: string | null; readonly ownerId: ProjectId }[]> {
  let rows = kysely
    .selectFrom('image')
    .select(['id', 'name', 'owner_id as ownerId'])
    .where('root', '=', root)
    .where('deleted_at', 'is', null);
  if (owner !== null) rows = rows.where('owner_id', '=', owner);
  return rows.orderBy('id').limit(limit).execute();
}
