import { createReconciler, type JobHandler, type Reconciler } from '../jobs/index.ts';
import type { PreparationContext } from './preparation-context.ts';
import { PREPARATION_JOB, preparationHandler } from './preparation-job.ts';
import { preparationOperations } from './preparation-operations.ts';
import type { Preparations } from './preparations.ts';

export interface PreparationService {
  readonly preparations: Preparations;
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: Pick<Reconciler, 'start' | 'stop'>;
}

const HOUR = 3_600_000;
/** How long one that is over is remembered, in milliseconds. */
const KEPT = 30 * 24 * HOUR;
const BATCH = 100;

/** Puts the domain together. */
export function createPreparations(context: PreparationContext): PreparationService {
  return {
    preparations: preparationOperations(context),
    jobHandlers: { [PREPARATION_JOB]: preparationHandler(context) },
    work: createReconciler({
      name: 'preparations that are over',
      round: () => forget(context),
      interval: HOUR,
      clock: context.clock,
      log: context.log,
    }),
  };
}

async function forget({ store, jobs, clock }: PreparationContext): Promise<void> {
  const before = clock.now() - KEPT;
  while ((await store.preparationsForget(before, BATCH)) === BATCH);
  while ((await jobs.jobForget(PREPARATION_JOB, before, BATCH)) === BATCH);
}
