import type { Database } from '../db/index.ts';
import { listSnapshots, listVolumes } from './volume-lists.sql.ts';
import { summarizeVolumes } from './volume-summary.sql.ts';
import { toSnapshots, toVolumes } from './volume-rows.sql.ts';
import type { MadeFrom, VolumeStore, VolumeTransaction } from './volume-store.ts';
import type { VolumeTables } from './volume-tables.sql.ts';
import { countReaders, findSnapshotsOf, volumeTransaction, type TransactionParts } from './volume-transaction.sql.ts';
import { volumeTrees } from './volume-trees.sql.ts';

export { volumeMigrations } from './volume-tables.sql.ts';

/** @param others what other adapters of this database do within a transaction of volumes. */
export function createSqlVolumeStore(database: Database, others: TransactionParts): VolumeStore {
  const kysely = database.tables<VolumeTables>();
  return {
    volumeFind: async (id) => {
      const row = await kysely.selectFrom('volume').selectAll().where('id', '=', id).executeTakeFirst();
      const [volume] = await toVolumes(kysely, row ? [row] : []);
      return volume ?? null;
    },
    volumeList: (owner, query) => listVolumes(kysely, owner, query),
    volumeSummary: (owner) => summarizeVolumes(kysely, owner),
    snapshotFind: async (id) => {
      const row = await kysely.selectFrom('volume_snapshot').selectAll().where('id', '=', id).executeTakeFirst();
      const [snapshot] = await toSnapshots(kysely, row ? [row] : []);
      return snapshot ?? null;
    },
    snapshotList: (owner, query) => listSnapshots(kysely, owner, query),

    volumesFrom: async (source, owner, limit) => {
      let rows = kysely.selectFrom('volume').select(['id', 'name']).where('source_id', '=', idOf(source));
      rows = rows.where('source_kind', '=', source.kind);
      if (owner !== null) rows = rows.where('owner_id', '=', owner);
      return rows.orderBy('id').limit(limit).execute();
    },
    snapshotsOf: (id, limit) => findSnapshotsOf(kysely, id, limit),
    readersOf: (id) => countReaders(kysely, id),
    volumesOn: (root, limit) => {
      const rows = kysely.selectFrom('volume').select(['id', 'name', 'owner_id as ownerId']);
      return rows.where('base_root', '=', root).orderBy('id').limit(limit).execute();
    },
    freedFind: (id, root) => others.freedFind(kysely, id, root),
    imagesOf: (root, owner, limit) => others.imagesOf(kysely, root, owner, limit),

    usageFind: async (project) => {
      const rows = kysely.selectFrom('volume_usage').selectAll().where('project_id', '=', project);
      const row = await rows.executeTakeFirst();
      return { volumes: row?.volumes ?? 0, snapshots: row?.snapshots ?? 0, gigabytes: row?.gigabytes ?? 0 };
    },
    limitsFind: (project) => others.limitsFind(kysely, project),

    volumesOverdue: async (now, limit) => {
      const rows = kysely.selectFrom('volume').selectAll().where('deadline', '<=', now);
      return toVolumes(kysely, await rows.orderBy('deadline').limit(limit).execute());
    },
    snapshotsOverdue: async (now, limit) => {
      const rows = kysely.selectFrom('volume_snapshot').selectAll().where('deadline', '<=', now);
      return toSnapshots(kysely, await rows.orderBy('deadline').limit(limit).execute());
    },

    deletedAt: async (id, host) => {
      const rows = kysely.selectFrom('volume_deleted').select('deleted_at').where('id', '=', id);
      return (await rows.where('host', '=', host).executeTakeFirst())?.deleted_at ?? null;
    },
    deletedForget: async (before, limit) => {
      const old = kysely.selectFrom('volume_deleted').select('id').where('deleted_at', '<', before);
      const { numDeletedRows } = await kysely
        .deleteFrom('volume_deleted')
        .where('id', 'in', old.orderBy('deleted_at').limit(limit))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    trees: () => volumeTrees(kysely),

    transaction: <Result>(work: (tx: VolumeTransaction) => Promise<Result>) =>
      database.transaction<VolumeTables, Result>((tx) => work(volumeTransaction(tx, others)), 'read committed'),
  };
}

function idOf(source: MadeFrom) {
  switch (source.kind) {
    case 'image':
      return source.imageId;
    case 'snapshot':
      return source.snapshotId;
    case 'volume':
      return source.volumeId;
  }
}
