import type { RecipeRunId } from '../../kernel/ids.ts';
import { runJobKind } from '../runs/run-job.ts';
import { isOver } from '../runs/run-transitions.ts';
import type { RecipeRun } from '../runs/run.ts';
import type { BuildContext } from './build-context.ts';
import { dropMachine } from './end-run.ts';
import { resume } from './run-handler.ts';

const BATCH = 100;
const DAY = 24 * 3_600_000;
/** How long runs that are over are remembered, with their logs. */
const KEPT = 30 * DAY;

/** One round: machines that have outlived their runs go, runs that nobody works on end, old ones are forgotten. */
export async function settleRuns(context: BuildContext, signal: AbortSignal): Promise<void> {
  const { runs, jobs, clock, log, host } = context;
  for (let after: RecipeRunId | null = null; ;) {
    const unsettled: readonly RecipeRun[] = await runs.runsUnsettled(host, after, BATCH);
    for (const run of unsettled) {
      try {
        await settle(context, run, signal);
      } catch (err) {
        // The others do not wait for it.
        log.warn({ run: run.id, err }, 'a run cannot be ended yet');
      }
    }
    after = unsettled.at(-1)?.id ?? null;
    if (unsettled.length < BATCH) break;
  }
  const before = clock.now() - KEPT;
  while ((await runs.runsForget(before, BATCH)) === BATCH);
  while ((await jobs.jobForget(runJobKind(host), before, BATCH)) === BATCH);
}

async function settle(context: BuildContext, run: RecipeRun, signal: AbortSignal): Promise<void> {
  const job = await context.jobs.jobFind(run.task);
  // Somebody is at it, or will be.
  if (job && !('finishedAt' in job.state)) return;
  if (isOver(run)) await dropMachine(context, run);
  else await resume(context, run, signal);
}
