import type { Caller } from '../../kernel/caller.ts';
import { hasCode } from '../../kernel/errors.ts';
import { onBehalfOf } from '../../kernel/on-behalf-of.ts';
import type { RecipeRun, RunState } from '../runs/run.ts';
import type { BuildContext } from './build-context.ts';
import { discardMachine } from './discard-machine.ts';

/** Milliseconds that a machine has to go before somebody else looks after it. */
const PATIENCE = 60_000;

/** As whom a run acts. */
export function callerOf(run: Pick<RecipeRun, 'id' | 'ownerId' | 'userId'>): Caller {
  return onBehalfOf(run, `recipe-run-${run.id}`);
}

/**
 * Ends a run that has come to nothing: its image and its machine go first. What of that fails is tried again by
 * `settleRuns`, which finds the machine by the run.
 *
 * @param reason a sentence; null for one that was cancelled.
 */
export async function undoRun(context: BuildContext, run: RecipeRun, reason: string | null): Promise<void> {
  try {
    await dropImage(context, run);
    await dropMachine(context, run);
  } catch (err) {
    context.log.warn({ run: run.id, err }, 'what a run has left is removed later');
  }
  const finishedAt = context.clock.now();
  await end(context, run, ({ state }) =>
    reason === null
      ? { status: 'cancelled', finishedAt }
      : { status: 'failed', finishedAt, step: 'step' in state ? state.step : null, reason },
  );
  context.nudgeCollector();
}

/** Ends a run whose image is active and all that it is to be. */
export async function endRun(context: BuildContext, run: RecipeRun): Promise<void> {
  await dropMachine(context, run);
  const finishedAt = context.clock.now();
  await end(context, run, () => ({ status: 'done', finishedAt }));
}

/** Deletes the machine of a run, if it has one, and forgets it once it is gone. */
export async function dropMachine(context: BuildContext, run: RecipeRun): Promise<void> {
  if (run.machineId === null) return;
  if (await discardMachine(context, callerOf(run), run.machineId, PATIENCE)) await context.runs.machineForget(run.id);
}

async function end({ runs, clock }: BuildContext, run: RecipeRun, state: (run: RecipeRun) => RunState): Promise<void> {
  const ended = await runs.runRevise(run.id, (current) => ({
    ...current,
    state: state(current),
    updatedAt: clock.now(),
  }));
  if (!ended) return;
  for (const step of await runs.stepsOf(run.id)) {
    if (step.status === 'waiting') await runs.stepWrite(run, { ...step, status: 'skipped' });
    // Of a process that has died.
    if (step.status === 'running') await runs.stepWrite(run, { ...step, status: 'failed', finishedAt: clock.now() });
  }
}

async function dropImage({ images }: BuildContext, run: RecipeRun): Promise<void> {
  const caller = callerOf(run);
  try {
    // Somebody may have protected it meanwhile.
    await images.imageUpdate(caller, run.imageId, () => ({ protected: false }));
    await images.imageDelete(caller, run.imageId);
  } catch (error) {
    if (!hasCode(error, 'not-found') && !hasCode(error, 'gone')) throw error;
  }
}
