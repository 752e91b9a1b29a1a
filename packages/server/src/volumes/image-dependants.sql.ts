import type { Kysely } from 'kysely';
import type { ImageId, ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { VolumeTables } from './volume-tables.sql.ts';

/** What `imageDependants` looks at. */
export type VolumeRowTables = Pick<VolumeTables, 'volume' | 'volume_snapshot'>;

interface Dependants {
  readonly items: readonly Dependant[];
  readonly elsewhere: number;
}

type Dependant = { readonly name: string | null } & (
  | { readonly kind: 'volume'; readonly id: VolumeId }
  | { readonly kind: 'snapshot'; readonly id: SnapshotId }
);

/**
 * Volumes that were made of an image, and then snapshots of such volumes: at most `limit` of one project, both in order of
 * id, and how many others have. Within a transaction, as that one sees it.
 */
export async function imageDependants(
  kysely: Kysely<VolumeRowTables>,
  imageId: ImageId,
  project: ProjectId,
  limit: number,
): Promise<Dependants> {
  const volumes = kysely.selectFrom('volume').where('source_id', '=', imageId).where('source_kind', '=', 'image');
  const ofVolumes = volumes.select('id');
  const snapshots = kysely.selectFrom('volume_snapshot').where('volume_id', 'in', ofVolumes);
  const own = volumes.where('owner_id', '=', project).select(['id', 'name']).orderBy('id');
  const ownSnapshots = snapshots.where('owner_id', '=', project).select(['id', 'name']).orderBy('id');
  const found = await own.limit(limit).execute();
  const foundSnapshots = await ownSnapshots.limit(limit - found.length).execute();
  const elsewhere = [
    volumes.where('owner_id', '<>', project).select((e) => e.fn.countAll().as('count')),
    snapshots.where('owner_id', '<>', project).select((e) => e.fn.countAll().as('count')),
  ];
  let others = 0;
  for (const query of elsewhere) others += Number((await query.executeTakeFirstOrThrow()).count);
  return {
    items: [
      ...found.map((row): Dependant => ({ kind: 'volume', ...row })),
      ...foundSnapshots.map((row): Dependant => ({ kind: 'snapshot', ...row })),
    ],
    elsewhere: others,
  };
}
