import type { Lease, TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { FreedBytes } from '../images/index.ts';
import type { NewJob } from '../jobs/index.ts';
import type { ImageId, ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { Snapshot } from './snapshot.ts';
import { metadataRows, toSnapshotRow, toSnapshots, toVolumeRow, toVolumes } from './volume-rows.sql.ts';
import type { LayerUser } from './disk-uses.ts';
import type { Named, VolumeTransaction } from './volume-store.ts';
import type { VolumeTables } from './volume-tables.sql.ts';
import type { Volume } from './volume.ts';
import type { VolumeLimits } from './volumes.ts';

/** What belongs to other adapters, and has to be seen or to happen in the same transaction. */
export interface TransactionParts {
  enqueueJob(tx: Transaction<VolumeTables>, job: NewJob): Promise<void>;
  /** Whether a lease of the chunk store is there; if so it stays until the transaction ends. */
  leaseHolds(tx: Transaction<VolumeTables>, lease: Lease): Promise<boolean>;
  /** Keeps a tree safe while a second thing comes to refer to it. */
  shareTree(tx: Transaction<VolumeTables>, root: TreeRoot): Promise<void>;
  /** The same for the tree of an image, which stays as it is until the transaction ends; false when it has it no more. */
  shareImage(tx: Transaction<VolumeTables>, id: ImageId, root: TreeRoot): Promise<boolean>;
  /** Images that have a content, in order of id; asked outside of a transaction. @param owner null for every project's. */
  imagesOf(
    kysely: Kysely<VolumeTables>,
    root: TreeRoot,
    owner: ProjectId | null,
    limit: number,
  ): Promise<readonly LayerUser<ImageId>[]>;
  /** A snapshot that has content was made, changed or deleted: what is kept of it beside the packs is to be written. */
  labelDue(tx: Transaction<VolumeTables>, id: SnapshotId): Promise<void>;
  /** See `FreedFinder`; also asked outside of a transaction. */
  freedFind(kysely: Kysely<VolumeTables>, id: VolumeId | SnapshotId, root: TreeRoot): Promise<FreedBytes | null>;
  /** What a project may have; also asked outside of a transaction. */
  limitsFind(kysely: Kysely<VolumeTables>, project: ProjectId): Promise<VolumeLimits>;
}

/**
 * Locks are taken in this order, so that no two wait for each other: image, volume, snapshots, usage. Metadata are changed by
 * those only who have the row of what they belong to.
 */
export function volumeTransaction(tx: Transaction<VolumeTables>, others: TransactionParts): VolumeTransaction {
  return {
    volumeFind: async (id) => {
      // Its id never changes, so snapshots may refer to the row while it is locked.
      const row = await tx.selectFrom('volume').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
      const [volume] = await toVolumes(tx, row ? [row] : []);
      return volume ?? null;
    },

    volumeInsert: async (volume) => {
      await tx.insertInto('volume').values(toVolumeRow(volume)).execute();
      await insertVolumeMetadata(tx, volume);
    },

    volumeWrite: async (volume, before) => {
      await tx.updateTable('volume').set(toVolumeRow(volume)).where('id', '=', volume.id).execute();
      if (sameMetadata(volume, before)) return;
      await tx.deleteFrom('volume_metadata').where('volume_id', '=', volume.id).execute();
      await insertVolumeMetadata(tx, volume);
    },

    volumeDelete: async ({ id, host }, now) => {
      await tx.deleteFrom('volume_metadata').where('volume_id', '=', id).execute();
      await tx.deleteFrom('volume').where('id', '=', id).execute();
      await tx.insertInto('volume_deleted').values({ id, host, deleted_at: now }).execute();
    },

    readersOf: (id) => countReaders(tx, id),

    snapshotFind: async (id) => {
      const rows = tx.selectFrom('volume_snapshot').selectAll().where('id', '=', id);
      const row = await rows.forNoKeyUpdate().executeTakeFirst();
      const [snapshot] = await toSnapshots(tx, row ? [row] : []);
      return snapshot ?? null;
    },

    snapshotsOf: async (id, limit) => (await findSnapshotsOf(tx, id, limit)).map((snapshot) => snapshot.id),

    snapshotInsert: async (snapshot) => {
      await tx.insertInto('volume_snapshot').values(toSnapshotRow(snapshot)).execute();
      await insertSnapshotMetadata(tx, snapshot);
      if (snapshot.state.status === 'available') await others.labelDue(tx, snapshot.id);
    },

    snapshotWrite: async (snapshot, before) => {
      await tx.updateTable('volume_snapshot').set(toSnapshotRow(snapshot)).where('id', '=', snapshot.id).execute();
      if ([snapshot, before].some(({ state }) => state.status === 'available')) await others.labelDue(tx, snapshot.id);
      if (sameMetadata(snapshot, before)) return;
      await tx.deleteFrom('volume_snapshot_metadata').where('snapshot_id', '=', snapshot.id).execute();
      await insertSnapshotMetadata(tx, snapshot);
    },

    snapshotDelete: async (id) => {
      await tx.deleteFrom('volume_snapshot_metadata').where('snapshot_id', '=', id).execute();
      await tx.deleteFrom('volume_snapshot').where('id', '=', id).execute();
      await others.labelDue(tx, id);
    },

    freedFind: (id, root) => others.freedFind(tx, id, root),
    limitsFind: (project) => others.limitsFind(tx, project),

    usageAdd: async (project, delta, ceiling) => {
      await tx
        .insertInto('volume_usage')
        .values({ project_id: project, volumes: 0, snapshots: 0, gigabytes: 0 })
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .execute();
      const { volumes = 0, snapshots = 0, gigabytes = 0 } = delta;
      let update = tx
        .updateTable('volume_usage')
        .set({
          volumes: sql<number>`volumes + ${volumes}`,
          snapshots: sql<number>`snapshots + ${snapshots}`,
          gigabytes: sql<number>`gigabytes + ${gigabytes}`,
        })
        .where('project_id', '=', project);
      for (const [counter, growth] of Object.entries({ volumes, snapshots, gigabytes } as const)) {
        const most = ceiling?.[counter as keyof typeof delta] ?? UNLIMITED;
        if (growth > 0 && most !== UNLIMITED)
          update = update.where(sql<number>`${sql.ref(counter)} + ${growth}`, '<=', most);
      }
      return (await update.executeTakeFirst()).numUpdatedRows > 0n;
    },

    jobEnqueue: (job) => others.enqueueJob(tx, job),

    leaseHolds: (lease) => others.leaseHolds(tx, lease),

    treeShare: (root) => others.shareTree(tx, root),

    imageShare: (id, root) => others.shareImage(tx, id, root),
  };
}

const UNLIMITED = -1;

export function findSnapshotsOf(
  kysely: Kysely<VolumeTables>,
  id: VolumeId,
  limit: number,
): Promise<readonly Named<SnapshotId>[]> {
  const rows = kysely.selectFrom('volume_snapshot').select(['id', 'name']).where('volume_id', '=', id);
  return rows.orderBy('id').limit(limit).execute();
}

/** Snapshots and copies of a volume that are being made. */
export async function countReaders(kysely: Kysely<VolumeTables>, id: VolumeId): Promise<number> {
  const snapshots = kysely.selectFrom('volume_snapshot').where('volume_id', '=', id).where('status', '=', 'creating');
  const copies = kysely
    .selectFrom('volume')
    .where('source_id', '=', id)
    .where('base_root', 'is', null)
    .where('status', '=', 'creating');
  const [first, second] = [
    await snapshots.select((e) => e.fn.countAll().as('readers')).executeTakeFirstOrThrow(),
    await copies.select((e) => e.fn.countAll().as('readers')).executeTakeFirstOrThrow(),
  ];
  return Number(first.readers) + Number(second.readers);
}

type Described = Pick<Volume, 'metadata' | 'imageMetadata'>;

function sameMetadata(after: Described, before: Described): boolean {
  return after.metadata === before.metadata && after.imageMetadata === before.imageMetadata;
}

async function insertVolumeMetadata(tx: Transaction<VolumeTables>, volume: Volume): Promise<void> {
  const rows = metadataRows(volume).map((row) => ({ ...row, volume_id: volume.id }));
  if (rows.length > 0) await tx.insertInto('volume_metadata').values(rows).execute();
}

async function insertSnapshotMetadata(tx: Transaction<VolumeTables>, snapshot: Snapshot): Promise<void> {
  const rows = metadataRows(snapshot).map((row) => ({ ...row, snapshot_id: snapshot.id }));
  if (rows.length > 0) await tx.insertInto('volume_snapshot_metadata').values(rows).execute();
}
