import type { Kysely } from 'kysely';
import type { ImageId, ProjectId, VolumeId } from '../kernel/ids.ts';
import type { VolumeTables } from './volume-tables.sql.ts';

/** What `imageDependants` looks at. */
export type VolumeRowTables = Pick<VolumeTables, 'volume'>;

interface Dependants {
  readonly items: readonly { readonly kind: 'volume'; readonly id: VolumeId; readonly name: string | null }[];
  readonly elsewhere: number;
}

/**
 * Volumes that were made of an image: at most `limit` of one project, in order of id, and how many others have. Within a
 * transaction, as that one sees it.
 */
export async function imageDependants(
  kysely: Kysely<VolumeRowTables>,
  imageId: ImageId,
  project: ProjectId,
  limit: number,
): Promise<Dependants> {
  const made = kysely.selectFrom('volume').where('source_id', '=', imageId).where('source_kind', '=', 'image');
  const own = made.where('owner_id', '=', project).select(['id', 'name']).orderBy('id').limit(limit);
  const elsewhere = made.where('owner_id', '<>', project).select((e) => e.fn.countAll().as('volumes'));
  return {
    items: (await own.execute()).map((row) => ({ kind: 'volume', ...row })),
    elsewhere: Number((await elsewhere.executeTakeFirstOrThrow()).volumes),
  };
}
