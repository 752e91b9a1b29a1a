import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { NewJob } from '../jobs/index.ts';
import type { JobId } from '../kernel/ids.ts';
import type { MaintenanceRun, RunKind, RunStatus } from './run.ts';
import type { RunStore } from './run-store.ts';

interface RunTable {
  id: JobId;
  kind: RunKind;
  /** JSON of the request. */
  request: string;
  status: RunStatus;
  /** 1 when somebody wants it to end. */
  cancel: number;
  /** JSON. */
  figures: string | null;
  failure: string | null;
  requested_by: string | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

export interface RunTables {
  store_run: RunTable;
}

export const runMigrations: Migrations = {
  '0006-store-runs': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('store_run')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('request', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('cancel', 'integer', (column) => column.notNull())
        .addColumn('figures', 'text')
        .addColumn('failure', 'text')
        .addColumn('requested_by', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      // What keeps two processes from beginning the same kind of work at the same time.
      await kysely.schema
        .createIndex('store_run_unfinished')
        .unique()
        .on('store_run')
        .column('kind')
        .where(sql.ref('finished_at'), 'is', null)
        .execute();
      await kysely.schema.createIndex('store_run_created').on('store_run').columns(['created_at', 'id']).execute();
      await kysely.schema.createIndex('store_run_finished').on('store_run').column('finished_at').execute();
    },
  },
};

/** Enqueues a job within the transaction. */
type EnqueueJob = (tx: Transaction<RunTables>, job: NewJob) => Promise<void>;

/** @param enqueue how a job is enqueued within a transaction of this database; the adapter of jobs has it. */
export function createSqlRunStore(database: Database, enqueue: EnqueueJob): RunStore {
  const kysely = database.tables<RunTables>();
  const unfinished = (id: JobId) =>
    kysely.updateTable('store_run').where('id', '=', id).where('finished_at', 'is', null);

  return {
    runAdd: (run, job) =>
      database.transaction<RunTables, boolean>(async (tx) => {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('store_run')
          .values({
            id: run.id,
            kind: run.request.kind,
            request: JSON.stringify(run.request),
            status: 'waiting',
            cancel: 0,
            figures: null,
            failure: null,
            requested_by: run.requestedBy,
            created_at: run.createdAt,
            updated_at: run.createdAt,
            finished_at: null,
          })
          .onConflict((conflict) => conflict.column('kind').where('finished_at', 'is', null).doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) return false;
        await enqueue(tx, job);
        return true;
      }),

    runFind: async (id) => {
      const row = await kysely.selectFrom('store_run').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    runList: async ({ kind, after, limit }) => {
      let query = kysely.selectFrom('store_run').selectAll();
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (after) {
        query = query.where((e) =>
          e.or([
            e('created_at', '<', after.createdAt),
            e.and([e('created_at', '=', after.createdAt), e('id', '<', after.id)]),
          ]),
        );
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(fromRow);
    },

    runBegin: async (id, now) => {
      const row = await unfinished(id).set({ status: 'running', updated_at: now }).returningAll().executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    runTell: async (id, figures, now) => {
      const row = await unfinished(id)
        .set({ figures: figures && JSON.stringify(figures), updated_at: now })
        .returning('cancel')
        .executeTakeFirst();
      return row?.cancel === 1;
    },

    runEnd: async (id, { status, figures, failure }, now) => {
      const end = { status, failure, figures: figures && JSON.stringify(figures), updated_at: now, finished_at: now };
      await unfinished(id).set(end).execute();
    },

    runCancel: async (id, now) => {
      const { numUpdatedRows } = await unfinished(id).set({ cancel: 1, updated_at: now }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    runForget: async (finishedBefore, limit) => {
      const result = await kysely
        .deleteFrom('store_run')
        .where('id', 'in', (e) =>
          e
            .selectFrom('store_run')
            .select('id')
            .where('finished_at', '<', finishedBefore)
            .orderBy('finished_at')
            .limit(limit),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function fromRow(row: Selectable<RunTable>): MaintenanceRun {
  return {
    id: row.id,
    request: JSON.parse(row.request) as MaintenanceRun['request'],
    status: row.status,
    figures: row.figures === null ? null : (JSON.parse(row.figures) as MaintenanceRun['figures']),
    failure: row.failure,
    cancelRequested: row.cancel === 1,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
  };
}
