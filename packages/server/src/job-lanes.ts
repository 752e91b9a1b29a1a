import type { Signals } from './db/index.ts';
import { createJobRunner, type JobHandler, type JobRunner, type JobRunnerOptions } from './jobs/index.ts';

/** What processes tell each other so that nobody waits for the next look. */
const JOB_ENQUEUED = 'job enqueued';

/**
 * Work of one kind, with a runner of its own, so that it waits for no other. Handlers wake the lane that runs them: it is
 * there before they are.
 */
export interface JobLane {
  /** Something was enqueued for this lane: here and in other processes somebody looks. */
  readonly wake: () => void;
  /** Says once what the lane runs. @param concurrency jobs at a time; the runner's own default unless given. */
  serve(handlers: Readonly<Record<string, JobHandler>>, concurrency?: number): void;
}

/** The lanes of one process. */
export interface JobLanes {
  /** @param beside lanes that are woken with it. */
  add(...beside: readonly JobLane[]): JobLane;
  start(): Promise<void>;
  /** As {@link JobRunner.stop}, one after the other. */
  stop(grace: number): Promise<void>;
}

export function createJobLanes(
  options: Omit<JobRunnerOptions, 'handlers' | 'concurrency'>,
  signals: Signals,
): JobLanes {
  const runners: JobRunner[] = [];
  signals.on(JOB_ENQUEUED, () => {
    for (const runner of runners) runner.wake();
  });
  return {
    add: (...beside) => {
      let own: JobRunner | null = null;
      return {
        wake: () => {
          own?.wake();
          for (const lane of beside) lane.wake();
          if (beside.length === 0) signals.send(JOB_ENQUEUED);
        },
        serve: (handlers, concurrency) => {
          own = createJobRunner({ ...options, handlers, ...(concurrency !== undefined && { concurrency }) });
          runners.push(own);
        },
      };
    },
    start: async () => {
      for (const runner of runners) await runner.start();
    },
    stop: async (grace) => {
      for (const runner of runners) await runner.stop(grace);
    },
  };
}
