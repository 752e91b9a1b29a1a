import type { Findings, Profile, ProfileResult } from '@ingot/inspector';
import { sql, type Selectable, type Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { ReportOutcome, TreeRoot } from '../images/index.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import { JobCancelled, type NewJob } from '../jobs/index.ts';
import { policyFind } from './image-policy.sql.ts';
import type { InspectionTables } from './inspection-tables.sql.ts';
import type { JudgedProfile, Report } from './report.ts';
import { stateOf } from './report-state.sql.ts';
import { verdictsFind } from './verdicts.sql.ts';
import type { Found, KeptProfile, NewReport, ReportStore } from './report-store.ts';

export { inspectionMigrations } from './inspection-tables.sql.ts';
export { profilesUnmet } from './verdicts.sql.ts';

/** Reports that are kept of an image. */
const KEPT = 20;

type ReportRow = Selectable<InspectionTables['inspection_report']>;

/** Enqueues a job within the transaction. */
export type EnqueueJob = (tx: Transaction<InspectionTables>, job: NewJob) => Promise<void>;

/** What belongs to other adapters, and happens in the same transaction. */
export interface ReportStoreParts {
  readonly enqueue: EnqueueJob;
  /** Locks the image before anything else, has the results written that the outcome follows from, then writes that. */
  readonly outcomeWrite: (
    tx: Transaction<InspectionTables>,
    image: ImageId,
    outcome: ReportOutcome,
    results: () => Promise<void>,
  ) => Promise<void>;
}

export function createSqlReportStore(database: Database, { enqueue, outcomeWrite }: ReportStoreParts): ReportStore {
  const kysely = database.tables<InspectionTables>();
  const unfinished = (id: JobId) =>
    kysely.updateTable('inspection_report').where('id', '=', id).where('finished_at', 'is', null);
  const findFindings = async (root: TreeRoot): Promise<Findings | null> => {
    const rows = kysely.selectFrom('inspection_findings').select('findings').where('root', '=', root);
    const row = await rows.executeTakeFirst();
    // Written by `keepFound`, and by nobody else.
    return row ? (JSON.parse(row.findings) as Findings) : null;
  };
  const fromRows = async (rows: readonly ReportRow[]): Promise<Report[]> => {
    const reports: Report[] = [];
    for (const row of rows) reports.push(await fromRow(kysely, row));
    return reports;
  };

  return {
    reportAdd: (report, next) =>
      database.transaction<InspectionTables, void>(async (tx) => {
        if ('job' in next) return reportAdd(tx, report, next.job, enqueue);
        await outcomeWrite(tx, report.imageId, next.outcome, () => reportAdd(tx, report, null, enqueue));
      }),

    reportFind: async (id) => {
      const row = await kysely.selectFrom('inspection_report').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(kysely, row) : null;
    },

    reportList: async ({ imageId, after, limit }) => {
      let query = kysely.selectFrom('inspection_report').selectAll().where('image_id', '=', imageId);
      if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id})`);
      return fromRows(await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute());
    },

    reportRead: async (report) => {
      const { root } = report;
      if (report.state.status !== 'done' || root === null)
        return { report, findings: null, results: [], attachments: [] };
      const findings = await findFindings(root);
      const results: { profile: Profile; result: ProfileResult }[] = [];
      for (const { hash, subject } of report.profiles) {
        const row = await kysely
          .selectFrom('inspection_result')
          .innerJoin('inspection_profile', 'inspection_profile.hash', 'inspection_result.profile_hash')
          .select(['result', 'profile'])
          .where('root', '=', root)
          .where('profile_hash', '=', hash)
          .where('subject', '=', subject)
          .executeTakeFirst();
        // Written by `keepFound`, and by nobody else.
        if (row) {
          const result = JSON.parse(row.result) as ProfileResult;
          results.push({ profile: JSON.parse(row.profile) as Profile, result });
        }
      }
      const attached = await kysely
        .selectFrom('inspection_attachment')
        .selectAll()
        .where('report_id', '=', report.id)
        .orderBy('name')
        .execute();
      const attachments = attached.map(({ name, media_type, content }) => ({
        name,
        mediaType: media_type,
        bytes: Buffer.from(content, 'base64'),
      }));
      return { report, findings, results, attachments };
    },

    reportBegin: async (id, now) => {
      const row = await unfinished(id).set({ status: 'running', updated_at: now }).returningAll().executeTakeFirst();
      return row ? fromRow(kysely, row) : null;
    },

    cancelWanted: async (id) => {
      const row = await kysely.selectFrom('inspection_report').select('cancel').where('id', '=', id).executeTakeFirst();
      return row?.cancel === 1;
    },

    reportFinish: ({ id, imageId }, { root, found, outcome, now }) =>
      database.transaction<InspectionTables, void>((tx) =>
        outcomeWrite(tx, imageId, outcome, async () => {
          const { numUpdatedRows } = await tx
            .updateTable('inspection_report')
            .set({ status: 'done', root, updated_at: now, finished_at: now })
            .where('id', '=', id)
            .where('finished_at', 'is', null)
            .where('cancel', '=', 0)
            .executeTakeFirst();
          if (numUpdatedRows === 0n) throw new JobCancelled();
          if (found) await keepFound(tx, id, root, found);
        }),
      ),

    reportEnd: async (id, failure, now) => {
      const status = failure === null ? 'cancelled' : 'failed';
      await unfinished(id).set({ status, failure, updated_at: now, finished_at: now }).execute();
    },

    reportCancel: async (id, now) => {
      const { numUpdatedRows } = await unfinished(id).set({ cancel: 1, updated_at: now }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    findingsFind: findFindings,

    verdictsFind: async (root, keys) => {
      const verdicts = await verdictsFind(kysely, root, keys);
      return new Map([...verdicts].filter(([, verdict]) => verdict !== 'unknown'));
    },

    policyFind: (project) => policyFind(kysely, project),

    policyWrite: async ({ projectId, required, checked }, now) => {
      const policy = { required: JSON.stringify(required), checked: JSON.stringify(checked), updated_at: now };
      await kysely
        .insertInto('image_policy')
        .values({ project_id: projectId, ...policy })
        .onConflict((conflict) => conflict.column('project_id').doUpdateSet(policy))
        .execute();
    },

    reportedImages: async (after, limit) => {
      let query = kysely.selectFrom('inspection_report').select('image_id').distinct();
      if (after !== null) query = query.where('image_id', '>', after);
      return (await query.orderBy('image_id').limit(limit).execute()).map((row) => row.image_id);
    },

    reportsForget: (image) =>
      database.transaction<InspectionTables, void>(async (tx) => {
        const gone = tx.deleteFrom('inspection_report').where('image_id', '=', image);
        await forgetFound(tx, await gone.returning(['id', 'root']).execute());
      }),
  };
}

/** Also in the transaction by which an image becomes active. */
export async function reportAdd(
  tx: Transaction<InspectionTables>,
  report: NewReport,
  job: NewJob | null,
  enqueue: EnqueueJob,
): Promise<void> {
  const kept: KeptProfile[] = report.profiles.map(({ id, version, hash, subject }) => ({ id, version, hash, subject }));
  await tx
    .insertInto('inspection_report')
    .values({
      id: report.id,
      image_id: report.imageId,
      root: report.root,
      project_id: report.projectId,
      profiles: JSON.stringify(kept),
      status: job === null ? 'done' : 'waiting',
      cancel: 0,
      failure: null,
      requested_by: report.requestedBy,
      created_at: report.createdAt,
      updated_at: report.createdAt,
      finished_at: job === null ? report.createdAt : null,
    })
    .execute();
  if (job !== null) await enqueue(tx, job);
  await makeRoom(tx, report.imageId);
}

async function makeRoom(tx: Transaction<InspectionTables>, image: ImageId): Promise<void> {
  const ofImage = tx.selectFrom('inspection_report').where('image_id', '=', image);
  const newest = ofImage.select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').limit(KEPT);
  const old = tx
    .deleteFrom('inspection_report')
    .where('image_id', '=', image)
    .where('finished_at', 'is not', null)
    .where('id', 'not in', newest);
  await forgetFound(tx, await old.returning(['id', 'root']).execute());
}

/** What was found on disks that no report is about any more. */
async function forgetFound(
  tx: Transaction<InspectionTables>,
  gone: readonly Pick<ReportRow, 'id' | 'root'>[],
): Promise<void> {
  for (const { id } of gone) await tx.deleteFrom('inspection_attachment').where('report_id', '=', id).execute();
  for (const root of new Set(gone.map((row) => row.root))) {
    if (root === null) continue;
    const left = await tx.selectFrom('inspection_report').select('id').where('root', '=', root).limit(1).execute();
    if (left.length > 0) continue;
    await tx.deleteFrom('inspection_result').where('root', '=', root).execute();
    await tx.deleteFrom('inspection_findings').where('root', '=', root).execute();
  }
}

async function keepFound(
  tx: Transaction<InspectionTables>,
  report: JobId,
  root: TreeRoot,
  found: Found,
): Promise<void> {
  for (const { name, mediaType: media_type, bytes } of found.attachments) {
    const content = bytes.toString('base64');
    await tx.insertInto('inspection_attachment').values({ report_id: report, name, media_type, content }).execute();
  }
  if (found.findings !== null) {
    const findings = JSON.stringify(found.findings);
    const row = tx.insertInto('inspection_findings').values({ root, findings });
    await row.onConflict((conflict) => conflict.column('root').doUpdateSet({ findings })).execute();
  }
  for (const { profile, key, result } of found.results) {
    const kept = tx.insertInto('inspection_profile').values({ hash: key.hash, profile: JSON.stringify(profile) });
    await kept.onConflict((conflict) => conflict.column('hash').doNothing()).execute();
    const came = { verdict: result.verdict, result: JSON.stringify(result) };
    await tx
      .insertInto('inspection_result')
      .values({ root, profile_hash: key.hash, subject: key.subject, ...came })
      .onConflict((conflict) => conflict.columns(['root', 'profile_hash', 'subject']).doUpdateSet(came))
      .execute();
  }
}

async function fromRow(kysely: Parameters<typeof verdictsFind>[0], row: ReportRow): Promise<Report> {
  // Written by `reportAdd`, and by nobody else.
  const kept = JSON.parse(row.profiles) as KeptProfile[];
  const state = stateOf(row);
  const verdicts =
    state.status === 'done' && row.root !== null
      ? await verdictsFind(kysely, row.root, kept)
      : new Map<string, never>();
  return {
    id: row.id,
    imageId: row.image_id,
    root: row.root,
    projectId: row.project_id,
    profiles: kept.map((profile): JudgedProfile => ({ ...profile, verdict: verdicts.get(profile.hash) ?? null })),
    state,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
