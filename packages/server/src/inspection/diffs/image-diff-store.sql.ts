import type { Selectable, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { JobCancelled, type NewJob } from '../../jobs/index.ts';
import type { ImageId, JobId } from '../../kernel/ids.ts';
import { stateOf } from '../report-state.sql.ts';
import type { FoundDiff, ImageDiff } from './image-diff.ts';
import type { ImageDiffStore } from './image-diff-store.ts';
import type { ImageDiffTables } from './image-diff-tables.sql.ts';

export { imageDiffMigrations } from './image-diff-tables.sql.ts';

/** Comparisons that are kept of a second image. */
const KEPT = 10;

type Row = Selectable<ImageDiffTables['image_diff']>;

/** @param enqueue enqueues a job within the transaction; the adapter of jobs has it. */
export function createSqlImageDiffStore(
  database: Database,
  enqueue: (tx: Transaction<ImageDiffTables>, job: NewJob) => Promise<void>,
): ImageDiffStore {
  const kysely = database.tables<ImageDiffTables>();
  const unfinished = (id: JobId) =>
    kysely.updateTable('image_diff').where('id', '=', id).where('finished_at', 'is', null);
  const find = (id: JobId): Promise<Row | undefined> =>
    kysely.selectFrom('image_diff').selectAll().where('id', '=', id).executeTakeFirst();

  return {
    diffAdd: (diff, job) =>
      database.transaction<ImageDiffTables, void>(async (tx) => {
        await tx.insertInto('image_diff').values(toRow(diff)).execute();
        await enqueue(tx, job);
        await makeRoom(tx, diff.after);
      }),

    diffFind: async (id) => {
      const row = await find(id);
      return row ? fromRow(row) : null;
    },

    diffRead: async (id) => {
      const row = await find(id);
      // Written by `diffFinish`, and by nobody else.
      return row
        ? { diff: fromRow(row), found: row.found === null ? null : (JSON.parse(row.found) as FoundDiff) }
        : null;
    },

    diffsWaiting: async (after) => {
      const { waiting } = await kysely
        .selectFrom('image_diff')
        .select((e) => e.fn.countAll().as('waiting'))
        .where('after_id', '=', after)
        .where('finished_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(waiting);
    },

    diffBegin: async (id, now) => {
      const row = await unfinished(id).set({ status: 'running', updated_at: now }).returningAll().executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    diffCancelWanted: async (id) => (await find(id))?.cancel === 1,

    diffFinish: async (id, found, now) => {
      const done = { status: 'done' as const, found: JSON.stringify(found), updated_at: now, finished_at: now };
      const { numUpdatedRows } = await unfinished(id).where('cancel', '=', 0).set(done).executeTakeFirst();
      if (numUpdatedRows === 0n) throw new JobCancelled();
    },

    diffEnd: async (id, failure, now) => {
      const status = failure === null ? 'cancelled' : 'failed';
      await unfinished(id).set({ status, failure, updated_at: now, finished_at: now }).execute();
    },

    diffCancel: async (id, now) => {
      const { numUpdatedRows } = await unfinished(id).set({ cancel: 1, updated_at: now }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    comparedImages: async (last, limit) => {
      const sides = (['before_id', 'after_id'] as const).map((side) => {
        let query = kysely.selectFrom('image_diff').select(`${side} as image`).distinct();
        if (last !== null) query = query.where(side, '>', last);
        return query.orderBy(side).limit(limit).execute();
      });
      const images = (await Promise.all(sides)).flat().map(({ image }) => image);
      return [...new Set(images)].toSorted().slice(0, limit);
    },

    diffsForget: async (image) => {
      await kysely
        .deleteFrom('image_diff')
        .where((e) => e.or([e('before_id', '=', image), e('after_id', '=', image)]))
        .execute();
    },
  };
}

async function makeRoom(tx: Transaction<ImageDiffTables>, after: ImageId): Promise<void> {
  const ofImage = tx.selectFrom('image_diff').where('after_id', '=', after);
  const newest = ofImage.select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').limit(KEPT);
  await tx
    .deleteFrom('image_diff')
    .where('after_id', '=', after)
    .where('finished_at', 'is not', null)
    .where('id', 'not in', newest)
    .execute();
}

function toRow(diff: Omit<ImageDiff, 'state' | 'updatedAt'>): Row {
  return {
    id: diff.id,
    before_id: diff.before,
    after_id: diff.after,
    project_id: diff.projectId,
    status: 'waiting',
    cancel: 0,
    failure: null,
    found: null,
    requested_by: diff.requestedBy,
    created_at: diff.createdAt,
    updated_at: diff.createdAt,
    finished_at: null,
  };
}

function fromRow(row: Row): ImageDiff {
  return {
    id: row.id,
    before: row.before_id,
    after: row.after_id,
    state: stateOf(row),
    requestedBy: row.requested_by,
    projectId: row.project_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
