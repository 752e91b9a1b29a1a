import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { keysetAfter, lockForTransaction, type Database, type Migrations } from '../db/index.ts';
import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { Job, JobClaim, JobMatter, JobState, JobStatus, JobTopic, NewJob } from './job.ts';
import type { JobStore, MatterJob, WorkNews } from './job-store.ts';

interface JobTable {
  id: JobId;
  kind: string;
  subject: string;
  lane: string;
  /** Null in all five for work that nobody looks for. */
  action: string | null;
  topic: JobTopic | null;
  topic_id: string | null;
  project_id: ProjectId | null;
  user_id: UserId | null;
  payload: string;
  status: JobStatus;
  /** When a waiting job is due; when the lease of a running one ends. Null once it is finished. */
  due_at: number | null;
  attempts: number;
  worker: string | null;
  message: string;
  /** Both null where work says nothing in figures. */
  done: number | null;
  total: number | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

export type JobTables = {
  job: JobTable;
};

type JobRow = Selectable<JobTable>;

export const jobMigrations: Migrations = {
  '0004-jobs': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('job')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('lane', 'text', (column) => column.notNull())
        .addColumn('payload', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('due_at', 'bigint')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('worker', 'text')
        .addColumn('message', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      await kysely.schema.createIndex('job_due').on('job').columns(['due_at', 'kind']).execute();
      await kysely.schema.createIndex('job_lane').on('job').columns(['status', 'lane']).execute();
      await kysely.schema.createIndex('job_subject').on('job').columns(['subject', 'created_at']).execute();
      await kysely.schema.createIndex('job_created').on('job').columns(['kind', 'created_at', 'id']).execute();
      await kysely.schema.createIndex('job_finished').on('job').columns(['kind', 'finished_at']).execute();
    },
  },
  '0063-jobs-that-people-see': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      for (const column of ['action', 'topic', 'topic_id', 'project_id', 'user_id']) {
        await schema.alterTable('job').addColumn(column, 'text').execute();
      }
      const index = (name: string) => schema.createIndex(`job_seen_${name}`).on('job');
      const seen = [sql.ref('topic'), 'is not', null] as const;
      await index('all')
        .columns(['created_at', 'id'])
        .where(...seen)
        .execute();
      await index('project')
        .columns(['project_id', 'created_at', 'id'])
        .where(...seen)
        .execute();
      await index('subject')
        .columns(['topic_id', 'created_at', 'id'])
        .where(...seen)
        .execute();
    },
  },
  '0090-progress-of-jobs': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      for (const column of ['done', 'total']) await schema.alterTable('job').addColumn(column, 'bigint').execute();
    },
  },
};

/** Jobs of one lane that run at a time, in all processes: half of the places of a runner. */
const LANE_WIDTH = 2;

/** Enqueues within a transaction, so that a job exists if and only if what it stands for does. */
export async function jobInsert(tx: Kysely<JobTables> | Transaction<JobTables>, job: NewJob): Promise<void> {
  await tx
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      subject: job.subject,
      lane: job.lane,
      action: job.about?.action ?? null,
      topic: job.about?.topic ?? null,
      topic_id: job.about?.id ?? null,
      project_id: job.about?.projectId ?? null,
      user_id: job.about?.userId ?? null,
      payload: JSON.stringify(job.payload),
      status: 'waiting',
      due_at: job.at,
      attempts: 0,
      worker: null,
      message: '',
      done: null,
      total: null,
      created_at: job.at,
      updated_at: job.at,
      finished_at: null,
    })
    .execute();
}

/** Ends a job that nobody wants any more: whoever works on it has lost it. Nothing happens to one that is over. */
export async function jobCancel(tx: Kysely<JobTables>, id: JobId, message: string, now: number): Promise<void> {
  await tx
    .updateTable('job')
    .set({ status: 'cancelled', message, due_at: null, worker: null, updated_at: now, finished_at: now })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute();
}

/**
 * Ends a job that nobody wants any more and nobody has begun, or that was interrupted and waits again: nobody will begin it.
 *
 * @param action of what people see of it: other jobs are left alone. @returns its subject; null when nothing was done.
 */
export async function jobCancelWaiting(
  tx: Kysely<JobTables>,
  { id, action }: { readonly id: JobId; readonly action: string },
  message: string,
  now: number,
): Promise<string | null> {
  const ended = await tx
    .updateTable('job')
    .set({ status: 'cancelled', message, due_at: null, worker: null, updated_at: now, finished_at: now })
    .where('id', '=', id)
    .where('action', '=', action)
    .where('status', '=', 'waiting')
    .returning('subject')
    .executeTakeFirst();
  return ended?.subject ?? null;
}

/** As `jobInsert`, unless a job of that kind and subject waits or runs. Of two at the same moment both may come in. */
export async function jobInsertOnce(tx: Transaction<JobTables>, job: NewJob): Promise<void> {
  const pending = tx.selectFrom('job').select('id').where('subject', '=', job.subject).where('kind', '=', job.kind);
  if (await pending.where('finished_at', 'is', null).executeTakeFirst()) return;
  await jobInsert(tx, job);
}

export function createSqlJobStore(database: Database): JobStore {
  const kysely = database.tables<JobTables>();

  /** The row of a claim, if the claim still holds. */
  const claimed = (claim: JobClaim) =>
    kysely
      .updateTable('job')
      .where('id', '=', claim.id)
      .where('status', '=', 'running')
      .where('worker', '=', claim.worker)
      .where('attempts', '=', claim.attempt);
  const hits = async (update: ReturnType<typeof claimed>): Promise<boolean> =>
    (await update.executeTakeFirst()).numUpdatedRows > 0n;

  return {
    jobAdd: (job) => jobInsert(kysely, job),

    jobFind: async (id) => {
      const row = await kysely.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    jobList: async ({ kind, subject, statuses, after, direction, limit }) => {
      let query = kysely.selectFrom('job').selectAll().where('kind', '=', kind);
      if (subject !== undefined) query = query.where('subject', '=', subject);
      if (statuses) query = query.where('status', 'in', statuses);
      if (after) {
        const beyond = direction === 'asc' ? '>' : '<';
        query = query.where((e) =>
          e.or([
            e('created_at', beyond, after.createdAt),
            e.and([e('created_at', '=', after.createdAt), e('id', beyond, after.id)]),
          ]),
        );
      }
      const rows = await query.orderBy('created_at', direction).orderBy('id', direction).limit(limit).execute();
      return rows.map(fromRow);
    },

    matterList: async ({ projectId, statuses, subjectId, after, limit }) => {
      let query = kysely.selectFrom('job').selectAll().where('topic', 'is not', null);
      if (projectId !== undefined) query = query.where('project_id', projectId === null ? 'is' : '=', projectId);
      if (statuses) query = query.where('status', 'in', statuses);
      if (subjectId !== undefined) query = query.where('topic_id', '=', subjectId);
      if (after) {
        const place = [
          { expression: sql.ref<number>('created_at'), direction: 'desc', value: after.createdAt },
          { expression: sql.ref<string>('id'), direction: 'desc', value: after.id },
        ] as const;
        query = query.where(keysetAfter(place));
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(fromRow).filter((job): job is MatterJob => job.about !== null);
    },

    jobClaim: async (worker, kinds, now, leaseUntil) => {
      const row = await database.transaction<JobTables, JobRow | undefined>(async (tx) => {
        // Two that count a lane at the same moment would both find a place in it.
        await lockForTransaction(database.engine, tx, 'job claims');
        return claimOldest(tx, worker, kinds, now, leaseUntil);
      }, 'read committed');
      return row ? fromRow(row) : null;
    },

    jobRenew: (claim, now, leaseUntil, news) =>
      hits(claimed(claim).set({ due_at: leaseUntil, updated_at: now, ...(news && newsColumns(news)) })),

    jobFinish: (claim, status, message, now) =>
      hits(claimed(claim).set({ status, message, due_at: null, worker: null, updated_at: now, finished_at: now })),

    jobReturn: (claim, now) =>
      hits(
        claimed(claim).set({
          status: 'waiting',
          due_at: now,
          worker: null,
          attempts: sql<number>`attempts - 1`,
          updated_at: now,
        }),
      ),

    jobRecover: async (worker, kinds, now) => {
      const running = kysely.updateTable('job').where('status', '=', 'running');
      const update = running.where('worker', '=', worker).where('kind', 'in', kinds).set({ due_at: now });
      return Number((await update.executeTakeFirst()).numUpdatedRows);
    },

    jobForget: async (kind, finishedBefore, limit) => {
      const result = await kysely
        .deleteFrom('job')
        .where('id', 'in', (e) =>
          e
            .selectFrom('job')
            .select('id')
            .where('kind', '=', kind)
            .where('finished_at', '<', finishedBefore)
            .orderBy('finished_at')
            .limit(limit),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

/** The oldest job that is due and has a place in its lane. Those that are just being changed are left alone. */
function claimOldest(
  tx: Transaction<JobTables>,
  worker: string,
  kinds: readonly string[],
  now: number,
  leaseUntil: number,
): Promise<JobRow | undefined> {
  return tx
    .updateTable('job')
    .set({ status: 'running', worker, due_at: leaseUntil, attempts: sql<number>`attempts + 1`, updated_at: now })
    .where('id', '=', (e) =>
      e
        .selectFrom('job')
        .select('id')
        .where('due_at', '<=', now)
        .where('kind', 'in', kinds)
        .where('lane', 'not in', (full) =>
          full
            .selectFrom('job')
            .select('lane')
            .where('status', '=', 'running')
            .where('due_at', '>', now)
            .groupBy('lane')
            .having((group) => group.fn.countAll(), '>=', LANE_WIDTH),
        )
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

function fromRow(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    lane: row.lane,
    about: aboutOf(row),
    payload: JSON.parse(row.payload) as unknown,
    attempts: row.attempts,
    message: row.message,
    measure: row.done === null ? null : { done: row.done, total: row.total },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: stateOf(row),
  };
}

function newsColumns({ message, measure }: WorkNews) {
  return { message, done: measure?.done ?? null, total: measure?.total ?? null };
}

function aboutOf({ action, topic, topic_id: id, project_id: projectId, user_id: userId }: JobRow): JobMatter | null {
  return action === null || topic === null || id === null ? null : { action, topic, id, projectId, userId };
}

function stateOf(row: JobRow): JobState {
  if (row.status === 'waiting') return { status: row.status, runAt: row.due_at ?? 0 };
  if (row.status === 'running') return { status: row.status, worker: row.worker ?? '', leaseUntil: row.due_at ?? 0 };
  return { status: row.status, finishedAt: row.finished_at ?? row.updated_at };
}
