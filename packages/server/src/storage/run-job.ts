import { endedBefore, JobCancelled, type JobHandler, type JobRun, type NewJob } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { JobId, UserId } from '../kernel/ids.ts';
import { ChunkStoreError } from '@ingot/chunk-store';
import type { MaintenanceTask, MaintenanceTasks } from './maintenance-task.ts';
import type { MaintenanceRun, RunKind } from './run.ts';
import type { StorageContext } from './storage-context.ts';

/** The kind of job that does maintenance, of all kinds of maintenance. */
export const RUN_JOB = 'store-maintenance';

/** How often figures are written down, and how soon a run notices that it was cancelled, in milliseconds. */
const TELL_INTERVAL = 1000;

/** The job of a run; the run has what it needs. Each has a lane of its own: kinds do not wait for one another. */
export function runJob(run: JobId, kind: RunKind, requestedBy: UserId | null, at: number): NewJob {
  const about = { action: kind, topic: 'store', id: run, projectId: null, userId: requestedBy } as const;
  return { id: run, kind: RUN_JOB, subject: run, lane: run, about, payload: null, at };
}

export function runHandler(context: StorageContext, tasks: MaintenanceTasks): JobHandler {
  const { runs, clock, log } = context;
  return {
    // A run of days meets many restarts; only those that were no orderly stop are counted.
    maxAttempts: 20,
    run: async (job, jobRun) => {
      const run = await runs.runBegin(job.id, clock.now());
      if (!run) return endedBefore((await runs.runFind(job.id))?.status === 'cancelled');
      const told = new Telling(context, run, jobRun);
      try {
        const figures = await perform(tasks, run, told);
        await runs.runEnd(run.id, { status: 'succeeded', figures, failure: null }, clock.now());
        log.info({ run: run.id, kind: run.request.kind, figures }, 'maintenance of the store has ended');
      } catch (error) {
        // The job is returned, and the run goes on with it.
        if (jobRun.signal.aborted) throw error;
        const cancelled = told.cancelled;
        const failure = cancelled ? null : failureOf(error);
        const status = cancelled ? 'cancelled' : 'failed';
        await runs.runEnd(run.id, { status, figures: told.figures, failure }, clock.now());
        throw cancelled ? new JobCancelled() : error;
      } finally {
        told.stop();
      }
      return '';
    },
    gaveUp: (job, reason) => runs.runEnd(job.id, { status: 'failed', figures: null, failure: reason }, clock.now()),
  };
}

async function perform<Kind extends RunKind>(
  tasks: MaintenanceTasks,
  run: MaintenanceRun<Kind>,
  told: Telling,
): Promise<MaintenanceRun['figures']> {
  told.signal.throwIfAborted();
  const task: MaintenanceTask<Kind> = tasks[run.request.kind];
  return task.run(run.request, {
    signal: told.signal,
    createdAt: run.createdAt,
    before: run.figures,
    tell: (figures) => {
      told.figures = figures;
    },
  });
}

/** Writes the figures of a run down now and then, and learns on that occasion that it was cancelled. */
class Telling {
  figures: MaintenanceRun['figures'];
  readonly signal: AbortSignal;
  readonly #cancel = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor({ runs, clock, log }: StorageContext, run: MaintenanceRun, jobRun: JobRun) {
    this.figures = run.figures;
    this.signal = AbortSignal.any([jobRun.signal, this.#cancel.signal]);
    const tell = (): void => {
      // The figures say how far it is; this tells those who look that there are new ones.
      jobRun.progress('');
      runs.runTell(run.id, this.figures, clock.now()).then(
        (cancel) => cancel && this.#cancel.abort(new Error('the run was cancelled')),
        (error: unknown) => log.warn({ run: run.id, err: error }, 'the progress of a run was not written down'),
      );
    };
    this.#timer = setInterval(tell, TELL_INTERVAL);
    if (run.cancelRequested) this.#cancel.abort(new Error('the run was cancelled'));
  }

  get cancelled(): boolean {
    return this.#cancel.signal.aborted;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function failureOf(error: unknown): string {
  if (error instanceof IngotError || error instanceof ChunkStoreError) return error.message;
  return 'An internal error occurred; the log of the service has it.';
}
