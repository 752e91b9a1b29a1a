import type { Lease, TreeRoot } from '@ingot/chunk-store';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { NewJob } from '../jobs/index.ts';
import type { ExportStore } from './export-store.ts';
import { fromRow, stateColumns, type ExportTables } from './export-tables.sql.ts';
import type { ExportKey } from './image-export.ts';

export { exportMigrations } from './export-tables.sql.ts';

/** Rows looked up at a time. */
const PAGE = 1000;

/** What other adapters of this database do within a transaction of exports. */
export interface ExportTransactionParts {
  readonly enqueueJob: (tx: Transaction<ExportTables>, job: NewJob) => Promise<void>;
  readonly leaseHolds: (tx: Transaction<ExportTables>, lease: Lease) => Promise<boolean>;
  readonly shareTree: (tx: Transaction<ExportTables>, root: TreeRoot) => Promise<void>;
  /** Of these images, those that are not there any more. */
  readonly imagesGone: (
    kysely: Kysely<ExportTables>,
    ids: readonly ExportKey['imageId'][],
  ) => Promise<ReadonlySet<ExportKey['imageId']>>;
}

export function createSqlExportStore(database: Database, others: ExportTransactionParts): ExportStore {
  const kysely = database.tables<ExportTables>();
  /** The longest unused first. */
  const byUse = () =>
    kysely
      .selectFrom('image_export')
      .select(['image_id as imageId', 'format'])
      .orderBy('used_at')
      .orderBy('image_id')
      .orderBy('format');
  const transaction = <Result>(work: (tx: Transaction<ExportTables>) => Promise<Result>) =>
    database.transaction<ExportTables, Result>(work, 'read committed');

  return {
    exportFind: async (key) => {
      const row = await of(kysely, key).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    exportList: async (imageId) => {
      const rows = kysely.selectFrom('image_export').selectAll().where('image_id', '=', imageId);
      return (await rows.orderBy('format').execute()).map(fromRow);
    },

    exportRequest: (wanted, job) =>
      transaction(async (tx) => {
        const { imageId, format, projectId, state, createdAt, updatedAt, usedAt } = wanted;
        const row = {
          image_id: imageId,
          format,
          project_id: projectId,
          ...stateColumns(state),
          created_at: createdAt,
          updated_at: updatedAt,
          used_at: usedAt,
        };
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('image_export')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['image_id', 'format']).doUpdateSet(row).where('image_export.status', '=', 'failed'),
          )
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) {
          const found = await of(tx, wanted).executeTakeFirst();
          // Given up in this moment; who asks again gets it.
          return found
            ? fromRow(found)
            : { ...wanted, state: { status: 'failed', reason: 'It was given up; ask again.' } };
        }
        await others.enqueueJob(tx, job);
        return wanted;
      }),

    exportTell: async (key, task, { done, total }, now) => {
      const { numUpdatedRows } = await change(kysely, key)
        .where('task_id', '=', task)
        .set({ done, total, updated_at: now })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    exportFinish: (key, task, prepared, lease, now) =>
      transaction(async (tx) => {
        if (lease && !(await others.leaseHolds(tx, lease))) return false;
        const { numUpdatedRows } = await change(tx, key)
          .where('task_id', '=', task)
          .set({ ...stateColumns({ status: 'ready', ...prepared }), updated_at: now, used_at: now })
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    exportShare: (key, task, diskRoot, now) =>
      transaction(async (tx) => {
        const source = await tx
          .selectFrom('image_export')
          .selectAll()
          .where('disk_root', '=', diskRoot)
          .where('format', '=', key.format)
          .limit(1)
          .forUpdate()
          .executeTakeFirst();
        const state = source && fromRow(source).state;
        if (state?.status !== 'ready') return false;
        // The row of the source is locked: it refers to the tree until this refers to it too.
        if (state.artefact !== null) await others.shareTree(tx, state.artefact);
        const { numUpdatedRows } = await change(tx, key)
          .where('task_id', '=', task)
          .set({ ...stateColumns(state), updated_at: now, used_at: now })
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    exportFail: async (key, task, reason, now) => {
      await change(kysely, key)
        .where('task_id', '=', task)
        .set({ ...stateColumns({ status: 'failed', reason }), updated_at: now })
        .execute();
    },

    artefactSpoil: async (root, reason, now) => {
      const { numUpdatedRows } = await kysely
        .updateTable('image_export')
        .where('root', '=', root)
        .set({ ...stateColumns({ status: 'failed', reason }), updated_at: now })
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    exportTouch: async (key, now) => {
      await change(kysely, key).set({ used_at: now }).execute();
    },

    exportDelete: async ({ imageId, format }) => {
      const { numDeletedRows } = await kysely
        .deleteFrom('image_export')
        .where('image_id', '=', imageId)
        .where('format', '=', format)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    artefacts: async function* artefacts() {
      for (let last: ExportKey | null = null; ;) {
        const rows = await pageAfter(kysely, last).where('root', 'is not', null).execute();
        for (const { image_id: imageId, format, root } of rows) if (root !== null) yield { imageId, format, root };
        const end = rows.at(-1);
        if (!end) return;
        last = { imageId: end.image_id, format: end.format };
      }
    },

    exportsUnused: async (since, limit) => {
      const rows = byUse().where('status', '!=', 'preparing').where('used_at', '<', since);
      return rows.limit(limit).execute();
    },

    artefactOldest: async () => (await byUse().where('root', 'is not', null).limit(1).executeTakeFirst()) ?? null,

    artefactBytes: async () => {
      const trees = kysely
        .selectFrom('image_export')
        .select(['root', 'size'])
        .distinct()
        .where('root', 'is not', null)
        .as('tree');
      const { bytes } = await kysely
        .selectFrom(trees)
        .select(({ fn }) => fn.sum<number | string | null>('tree.size').as('bytes'))
        .executeTakeFirstOrThrow();
      return Number(bytes ?? 0);
    },

    exportsOrphaned: async (limit) => {
      const orphans: ExportKey[] = [];
      for (let last: ExportKey | null = null; orphans.length < limit;) {
        const rows = await pageAfter(kysely, last).execute();
        const keys = rows.map(({ image_id: imageId, format }): ExportKey => ({ imageId, format }));
        if (keys.length === 0) break;
        const gone = await others.imagesGone(kysely, [...new Set(keys.map(({ imageId }) => imageId))]);
        orphans.push(...keys.filter(({ imageId }) => gone.has(imageId)));
        last = keys.at(-1) ?? null;
      }
      return orphans.slice(0, limit);
    },
  };
}

function of(on: Kysely<ExportTables>, { imageId, format }: ExportKey) {
  return on.selectFrom('image_export').selectAll().where('image_id', '=', imageId).where('format', '=', format);
}

function change(on: Kysely<ExportTables>, { imageId, format }: ExportKey) {
  return on.updateTable('image_export').where('image_id', '=', imageId).where('format', '=', format);
}

function pageAfter(kysely: Kysely<ExportTables>, last: ExportKey | null) {
  const rows = kysely.selectFrom('image_export').select(['image_id', 'format', 'root']);
  const after = last
    ? rows.where((e) =>
        e.or([
          e('image_id', '>', last.imageId),
          e.and([e('image_id', '=', last.imageId), e('format', '>', last.format)]),
        ]),
      )
    : rows;
  return after.orderBy('image_id').orderBy('format').limit(PAGE);
}
