import { contentOf } from '../../images/index.ts';
import { endedBefore, JobCancelled, type JobHandler, type JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { parseRecipe } from '../document/parse-recipe.ts';
import { fillIn } from '../document/references.ts';
import { runIdOf } from '../runs/run-job.ts';
import { isOver } from '../runs/run-transitions.ts';
import type { RecipeRun } from '../runs/run.ts';
import type { BuildContext } from './build-context.ts';
import { buildImage } from './build.saga.ts';
import { callerOf, endRun, undoRun } from './end-run.ts';
import { finishPublishing } from './publish-image.ts';
import { RunRecorder } from './run-recorder.ts';
import { SecretMask } from './secret-mask.ts';

const INTERRUPTED = 'The service stopped while it was built, and half a build is none: start it again.';
const SECRETS_LOST = 'The service was restarted, and secrets are kept nowhere: start it again with them.';
/** Nobody needs more words of a process that goes on where another one died. */
const SILENT = { say: () => Promise.resolve() };

/** Runs the recipes of this host. One that was interrupted is undone, or finished where its image is active. */
export function runHandler(context: BuildContext): JobHandler {
  const { runs, secrets, log } = context;
  return {
    // Taking back, too, may be interrupted.
    maxAttempts: 10,
    run: async (job, jobRun) => {
      const run = await runs.runFind(runIdOf(job));
      if (!run || isOver(run)) return endedBefore(run?.state.status === 'cancelled');
      if (run.state.status !== 'queued') {
        const failure = await resume(context, run, jobRun.signal);
        if (failure !== null) throw new IngotError('unavailable', failure);
        return built(run);
      }
      const known = secrets.take(run.id) ?? new Map<string, string>();
      if (run.secretNames.some((name) => !known.has(name))) {
        await undoRun(context, run, SECRETS_LOST);
        throw new IngotError('unavailable', SECRETS_LOST);
      }
      return runOnce(context, run, known, jobRun);
    },
    gaveUp: async (job, reason) => {
      const run = await runs.runFind(runIdOf(job));
      log.error({ run: run?.id, reason }, 'a run of a recipe was given up');
      if (run) await undoRun(context, run, reason);
    },
  };
}

async function runOnce(
  context: BuildContext,
  run: RecipeRun,
  secrets: ReadonlyMap<string, string>,
  job: JobRun,
): Promise<string> {
  const { runs, log } = context;
  const mask = new SecretMask(secrets.values());
  const steps = await runs.stepsOf(run.id);
  const recorder = new RunRecorder(context, { run, steps, mask, job });
  try {
    const variables = new Map(Object.entries(run.variables));
    const plan = fillIn(parseRecipe(await runs.runDocument(run.id)), variables);
    const environment = new Map([...variables, ...secrets]);
    await buildImage(context, { run, caller: callerOf(run), plan, environment, recorder });
  } catch (error) {
    // The job is returned; whoever takes it up undoes the run.
    if (job.signal.aborted) throw error;
    if (recorder.isUnwanted) {
      await undoRun(context, run, null);
      throw new JobCancelled();
    }
    const reason = reasonOf(error);
    log.warn({ run: run.id, reason, ...(error instanceof IngotError ? {} : { err: error }) }, 'a recipe was not run');
    await undoRun(context, run, reason);
    throw error;
  } finally {
    recorder.stop();
  }
  await endRun(context, run);
  return built(run);
}

/**
 * Goes on with a run whose process died: forward where its image is active, else back.
 *
 * @returns why it has failed; null where it has not.
 */
export async function resume(context: BuildContext, run: RecipeRun, signal: AbortSignal): Promise<string | null> {
  const image = run.state.status === 'publishing' ? await context.imageFind(run.imageId) : null;
  if (!image || image.state.status === 'deleted' || contentOf(image) === null) {
    await undoRun(context, run, INTERRUPTED);
    return INTERRUPTED;
  }
  try {
    const plan = fillIn(parseRecipe(await context.runs.runDocument(run.id)), new Map(Object.entries(run.variables)));
    await finishPublishing(context, { run, caller: callerOf(run), plan, recorder: { signal } }, SILENT);
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = reasonOf(error);
    await undoRun(context, run, reason);
    return reason;
  }
  const steps = await context.runs.stepsOf(run.id);
  for (const step of steps.filter(({ status }) => status === 'running')) {
    await context.runs.stepWrite(run, { ...step, status: 'done', finishedAt: context.clock.now() });
  }
  await endRun(context, run);
  return null;
}

function built({ imageId }: RecipeRun): string {
  return `Image ${imageId} is built.`;
}

function reasonOf(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
