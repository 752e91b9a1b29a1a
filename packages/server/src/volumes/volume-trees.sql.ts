import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { StoredVolumeTree } from './volume-store.ts';
import type { VolumeTables } from './volume-tables.sql.ts';

/** Records looked up at a time. */
const PAGE = 1000;

/**
 * Every tree that a snapshot is, and then every one that a volume stands on, page by page, each part in order of id.
 * Snapshots come first because a volume that is made from one takes its tree over.
 */
export async function* volumeTrees(kysely: Kysely<VolumeTables>): AsyncGenerator<StoredVolumeTree> {
  const snapshots = kysely
    .selectFrom('volume_snapshot')
    .select(['id', 'owner_id', 'name', 'root', 'root_size as size'])
    .where('root', 'is not', null)
    .orderBy('id')
    .limit(PAGE);
  yield* paged<SnapshotId, 'snapshot'>(
    (last) => (last === null ? snapshots : snapshots.where('id', '>', last)).execute(),
    'snapshot',
  );
  const volumes = kysely
    .selectFrom('volume')
    .select(['id', 'owner_id', 'name', 'base_root as root', 'base_size as size'])
    .where('base_root', 'is not', null)
    .orderBy('id')
    .limit(PAGE);
  yield* paged<VolumeId, 'volume'>(
    (last) => (last === null ? volumes : volumes.where('id', '>', last)).execute(),
    'volume',
  );
}

interface TreeRow<Id> {
  readonly id: Id;
  readonly owner_id: ProjectId;
  readonly name: string | null;
  readonly root: TreeRoot | null;
  readonly size: number | null;
}

async function* paged<Id, Place>(
  page: (last: Id | null) => Promise<readonly TreeRow<Id>[]>,
  place: Place,
): AsyncGenerator<{ id: Id; place: Place; root: TreeRoot; size: number; ownerId: ProjectId; name: string | null }> {
  for (let last: Id | null = null; ;) {
    const rows = await page(last);
    for (const { id, owner_id: ownerId, name, root, size } of rows) {
      if (root !== null) yield { id, place, root, size: size ?? 0, ownerId, name };
    }
    last = rows.at(-1)?.id ?? null;
    if (last === null) return;
  }
}
