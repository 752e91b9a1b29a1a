import type { Selectable, Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { NewJob } from '../jobs/index.ts';
import type { JobId } from '../kernel/ids.ts';
import type { Outcome } from './outcome.ts';
import type { Preparation, PreparationOrder, PreparationState } from './preparation.ts';
import type { PreparationStore } from './preparation-store.ts';
import type { PreparationTables } from './preparation-tables.sql.ts';

export { preparationMigrations } from './preparation-tables.sql.ts';

type Row = Selectable<PreparationTables['image_preparation']>;

/** Enqueues a job within the transaction. */
type EnqueueJob = (tx: Transaction<PreparationTables>, job: NewJob) => Promise<void>;

/** @param enqueue the adapter of jobs has it. */
export function createSqlPreparationStore(database: Database, enqueue: EnqueueJob): PreparationStore {
  const kysely = database.tables<PreparationTables>();
  const unfinished = (id: JobId) =>
    kysely.updateTable('image_preparation').where('id', '=', id).where('finished_at', 'is', null);

  return {
    preparationAdd: ({ id, sourceId, imageId, order, requestedBy, projectId, createdAt }, job) =>
      database.transaction<PreparationTables, void>(async (tx) => {
        await tx
          .insertInto('image_preparation')
          .values({
            id,
            source_id: sourceId,
            image_id: imageId,
            project_id: projectId,
            requested_by: requestedBy,
            wanted: JSON.stringify(order),
            status: 'waiting',
            cancel: 0,
            failure: null,
            outcome: null,
            report_id: null,
            created_at: createdAt,
            updated_at: createdAt,
            finished_at: null,
          })
          .execute();
        await enqueue(tx, job);
      }),

    preparationFind: async (id) => {
      const row = await kysely.selectFrom('image_preparation').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    preparationsUnfinished: async (source) => {
      const rows = await kysely
        .selectFrom('image_preparation')
        .select('id')
        .where('source_id', '=', source)
        .where('finished_at', 'is', null)
        .execute();
      return rows.length;
    },

    preparationBegin: async (id, now) => {
      const row = await unfinished(id).set({ status: 'running', updated_at: now }).returningAll().executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    cancelWanted: async (id) => {
      const row = await kysely.selectFrom('image_preparation').select('cancel').where('id', '=', id).executeTakeFirst();
      return row?.cancel === 1;
    },

    outcomeKeep: async (id, outcome, now) => {
      await unfinished(id)
        .set({ outcome: JSON.stringify(outcome), updated_at: now })
        .execute();
    },

    preparationFinish: async (id, outcome, report, now) => {
      const over = { updated_at: now, finished_at: now };
      await unfinished(id)
        .set({ status: 'done', outcome: JSON.stringify(outcome), report_id: report, ...over })
        .execute();
    },

    preparationEnd: async (id, failure, now) => {
      const status = failure === null ? 'cancelled' : 'failed';
      await unfinished(id).set({ status, failure, outcome: null, updated_at: now, finished_at: now }).execute();
    },

    preparationCancel: async (id, now) => {
      const { numUpdatedRows } = await unfinished(id).set({ cancel: 1, updated_at: now }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    preparationsForget: async (finishedBefore, limit) => {
      const old = kysely
        .selectFrom('image_preparation')
        .select('id')
        .where('finished_at', '<', finishedBefore)
        .orderBy('finished_at')
        .limit(limit);
      const { numDeletedRows } = await kysely.deleteFrom('image_preparation').where('id', 'in', old).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** JSON was written by this adapter, and by nobody else. */
function fromRow(row: Row): Preparation {
  return {
    id: row.id,
    sourceId: row.source_id,
    imageId: row.image_id,
    order: JSON.parse(row.wanted) as PreparationOrder,
    state: stateOf(row),
    requestedBy: row.requested_by,
    projectId: row.project_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function stateOf(row: Row): PreparationState {
  const { status, cancel, failure, report_id: reportId, updated_at, finished_at } = row;
  const finishedAt = finished_at ?? updated_at;
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as Outcome);
  switch (status) {
    case 'waiting':
    case 'running':
      return { status, cancelRequested: cancel === 1, outcome };
    case 'done':
      return { status, finishedAt, outcome: outcome ?? { changes: [], total: 0, left: [] }, reportId };
    case 'cancelled':
      return { status, finishedAt };
    case 'failed':
      return { status, finishedAt, failure: failure ?? '' };
  }
}
