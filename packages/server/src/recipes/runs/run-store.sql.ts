import { sql, type Transaction } from 'kysely';
import { keysetAfter, type Database } from '../../db/index.ts';
import type { NewJob } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { RecipeRunId } from '../../kernel/ids.ts';
import { RUN_COLUMNS, toRun, toRunRow, toStep, toStepRow } from './run-rows.sql.ts';
import type { RunStore } from './run-store.ts';
import type { RunTables } from './run-tables.sql.ts';
import { isOver, mayFollow } from './run-transitions.ts';

export { recipeRunMigrations } from './run-tables.sql.ts';

/** Enqueues a job within the transaction. */
type EnqueueJob = (tx: Transaction<RunTables>, job: NewJob) => Promise<void>;

/** @param enqueue the adapter of jobs has it. */
export function createSqlRecipeRunStore(database: Database, enqueue: EnqueueJob): RunStore {
  const kysely = database.tables<RunTables>();
  return {
    runAdd: (run, { document, steps, job }, most) =>
      database.transaction<RunTables, void>(async (tx) => {
        const open = tx.selectFrom('recipe_run').where('project_id', '=', run.ownerId).where('finished_at', 'is', null);
        const { count } = await open.select((all) => all.fn.countAll().as('count')).executeTakeFirstOrThrow();
        if (Number(count) >= most.underWay) {
          throw new IngotError('conflict', `${most.underWay} runs of the project are under way: wait for one of them.`);
        }
        const over = tx.selectFrom('recipe_run').select('id').where('project_id', '=', run.ownerId);
        const rest = over.where('finished_at', 'is not', null).where('machine_id', 'is', null);
        const oldest = rest.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(FORGOTTEN).offset(most.over);
        await forget(tx, await oldest.execute());
        await tx
          .insertInto('recipe_run')
          .values({ ...toRunRow(run), document })
          .execute();
        await tx
          .insertInto('recipe_run_step')
          .values(steps.map((step) => toStepRow(run.id, step)))
          .execute();
        await enqueue(tx, job);
      }),

    runFind: async (id) => {
      const row = await kysely.selectFrom('recipe_run').select(RUN_COLUMNS).where('id', '=', id).executeTakeFirst();
      return row ? toRun(row) : null;
    },

    runDocument: async (id) => {
      const row = kysely.selectFrom('recipe_run').select('document').where('id', '=', id);
      return (await row.executeTakeFirstOrThrow()).document;
    },

    runList: async (owner, { recipe, after, limit }) => {
      let rows = kysely.selectFrom('recipe_run').select(RUN_COLUMNS);
      if (owner !== null) rows = rows.where('project_id', '=', owner);
      if (recipe !== undefined) rows = rows.where('recipe_id', '=', recipe);
      if (after) {
        const keys = [
          { expression: sql.ref<number>('created_at'), direction: 'desc', value: after.createdAt },
          { expression: sql.ref<string>('id'), direction: 'desc', value: after.id },
        ] as const;
        rows = rows.where(keysetAfter(keys));
      }
      return (await rows.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toRun);
    },

    runRevise: (id, revise) =>
      database.transaction<RunTables, ReturnType<typeof toRun> | null>(async (tx) => {
        const rows = tx.selectFrom('recipe_run').select(RUN_COLUMNS).where('id', '=', id);
        const row = await rows.forNoKeyUpdate().executeTakeFirst();
        const before = row && toRun(row);
        if (!before || isOver(before)) return null;
        const after = revise(before);
        if (!mayFollow(before.state.status, after.state.status)) {
          throw new Error(`run ${id} cannot go from ${before.state.status} to ${after.state.status}`);
        }
        await tx.updateTable('recipe_run').set(toRunRow(after)).where('id', '=', id).execute();
        return after;
      }),

    machineForget: async (id) => {
      await kysely.updateTable('recipe_run').set({ machine_id: null }).where('id', '=', id).execute();
    },

    stepsOf: async (id) => {
      const rows = kysely.selectFrom('recipe_run_step').selectAll().where('run_id', '=', id);
      return (await rows.orderBy('place').execute()).map(toStep);
    },

    stepWrite: async ({ id }, step) => {
      // How long its log is, is for the log to say.
      const { log_length: _, ...row } = toStepRow(id, step);
      const rows = kysely.updateTable('recipe_run_step').set(row).where('run_id', '=', id);
      await rows.where('place', '=', step.place).execute();
    },

    logAppend: ({ id }, place, { at, text, isOurs }) =>
      database.transaction<RunTables, void>(async (tx) => {
        const { length } = text;
        const row = { run_id: id, place, position: at, length, text, is_ours: isOurs ? 1 : 0 };
        await tx.insertInto('recipe_run_log').values(row).execute();
        const step = tx
          .updateTable('recipe_run_step')
          .set({ log_length: at + length })
          .where('run_id', '=', id);
        await step.where('place', '=', place).execute();
      }),

    logRead: async (id, place, from, limit) => {
      const parts = await kysely
        .selectFrom('recipe_run_log')
        .select(['position', 'text', 'is_ours'])
        .where('run_id', '=', id)
        .where('place', '=', place)
        .where('position', '<', from + limit)
        .where(sql<number>`position + length`, '>', from)
        .orderBy('position')
        .execute();
      return parts.map(({ position, text, is_ours: isOurs }) => {
        const begin = Math.max(0, from - position);
        return { at: position + begin, text: text.slice(begin, from + limit - position), isOurs: isOurs === 1 };
      });
    },

    runsUnsettled: async (host, after, limit) => {
      let rows = kysely.selectFrom('recipe_run').select(RUN_COLUMNS).where('host', '=', host);
      rows = rows.where((each) => each.or([each('finished_at', 'is', null), each('machine_id', 'is not', null)]));
      if (after !== null) rows = rows.where('id', '>', after);
      return (await rows.orderBy('id').limit(limit).execute()).map(toRun);
    },

    runsForget: (finishedBefore, limit) =>
      database.transaction<RunTables, number>(async (tx) => {
        const old = await tx
          .selectFrom('recipe_run')
          .select('id')
          .where('finished_at', '<', finishedBefore)
          .where('machine_id', 'is', null)
          .orderBy('finished_at')
          .limit(limit)
          .execute();
        return forget(tx, old);
      }),
  };
}

/** Of a project, runs that go when a new one comes. */
const FORGOTTEN = 10;

async function forget(tx: Transaction<RunTables>, runs: readonly { readonly id: RecipeRunId }[]): Promise<number> {
  const ids = runs.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.deleteFrom('recipe_run_log').where('run_id', 'in', ids).execute();
  await tx.deleteFrom('recipe_run_step').where('run_id', 'in', ids).execute();
  await tx.deleteFrom('recipe_run').where('id', 'in', ids).execute();
  return ids.length;
}
