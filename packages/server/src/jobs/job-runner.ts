import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { Job, JobClaim, WorkMeasure } from './job.ts';
import { JobCancelled } from './job-cancelled.ts';
import type { JobStore, WorkNews } from './job-store.ts';
import type { WorkLog } from './work-log.ts';

/** What a kind of job does. It may be run again after it was interrupted anywhere, so it has to be idempotent. */
export interface JobHandler {
  /** Attempts after which an interrupted job is given up. */
  readonly maxAttempts: number;
  /**
   * Resolves to the closing message; throwing fails the job for good, `JobCancelled` ends it as cancelled. Rejects soon
   * after `signal` aborts.
   */
  run(job: Job, run: JobRun): Promise<string>;
  /** The job has been interrupted too often and will not be run again: clean up after it. */
  gaveUp(job: Job, reason: string): Promise<void>;
}

export interface JobRun {
  /** Aborts when the process stops or the claim is lost; the job is then run again, here or elsewhere. */
  readonly signal: AbortSignal;
  /** How far the work has come; shown to people with the next heartbeat. */
  progress(message: string, measure?: WorkMeasure): void;
}

export interface JobRunnerOptions {
  readonly store: JobStore;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** Distinct for every process that shares the store, and the same when it starts again. */
  readonly worker: string;
  /** Jobs at a time. */
  readonly concurrency?: number;
  /** Milliseconds; how soon a job of another process is noticed. */
  readonly pollInterval?: number;
  /** Milliseconds after which a silent worker is taken for dead; it says that it lives four times as often. */
  readonly lease?: number;
  /** Milliseconds between two looks at how far a job has come; what is new is written down then. */
  readonly progressInterval?: number;
}

export interface JobRunner {
  /** What an earlier life of this worker was running is due at once. */
  start(): Promise<void>;
  /** Something was enqueued. */
  wake(): void;
  /** Takes no more jobs, waits `grace` milliseconds for those that run, then interrupts and returns them. */
  stop(grace: number): Promise<void>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { store, handlers, clock, log, worker } = options;
  const { concurrency = 4, pollInterval = 1000, lease = 60_000, progressInterval = 2000 } = options;
  const kinds = Object.keys(handlers);
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let state: 'new' | 'started' | 'stopped' = 'new';
  let poll: NodeJS.Timeout | undefined;
  let filling: Promise<void> | null = null;
  let again = false;

  function hasRoom(): boolean {
    return state === 'started' && running.size < concurrency;
  }

  /** Claims until there is nothing due or no place left. One at a time; a wake-up meanwhile makes it look again. */
  async function fill(): Promise<void> {
    do {
      again = false;
      while (hasRoom()) {
        const now = clock.now();
        const job = await store.jobClaim(worker, kinds, now, now + lease);
        if (!job) break;
        const work = runJob(job)
          // The job keeps its lease until that is over, and is then run again.
          .catch((error: unknown) => log.error({ job: job.id, err: error }, 'the end of a job was not written down'))
          .finally(() => {
            running.delete(work);
            wake();
          });
        running.add(work);
      }
    } while (again);
  }

  function wake(): void {
    if (state !== 'started') return;
    again = true;
    filling ??= fill()
      .catch((error: unknown) => log.error({ err: error }, 'jobs cannot be claimed'))
      .finally(() => {
        filling = null;
        if (again) wake();
      });
  }

  async function runJob(job: Job): Promise<void> {
    const claim: JobClaim = { id: job.id, worker, attempt: job.attempts };
    const context = { job: job.id, kind: job.kind, subject: job.subject, attempt: job.attempts };
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    let news: WorkNews | null = null;
    let renewedAt = clock.now();
    const heartbeat = setInterval(
      () => {
        const now = clock.now();
        if (news === null && now - renewedAt < lease / 4) return;
        const told = news;
        news = null;
        renewedAt = now;
        store.jobRenew(claim, now, now + lease, told).then(
          (held) => held || lost.abort(),
          (error: unknown) => log.warn({ ...context, err: error }, 'the lease of a job was not renewed'),
        );
      },
      Math.min(progressInterval, lease / 4),
    );
    try {
      const handler = handlers[job.kind];
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
      if (job.attempts > handler.maxAttempts) {
        const reason = `It was interrupted ${handler.maxAttempts} times and given up.`;
        await handler.gaveUp(job, reason);
        await store.jobFinish(claim, 'failed', reason, clock.now());
        return;
      }
      const progress: JobRun['progress'] = (message, measure) => {
        news = { message, measure: measure ?? null };
      };
      await store.jobFinish(claim, 'succeeded', await handler.run(job, { signal, progress }), clock.now());
    } catch (error) {
      if (error instanceof JobCancelled) {
        await store.jobFinish(claim, 'cancelled', error.message, clock.now());
      } else if (signal.aborted) {
        const returned = await store.jobReturn(claim, clock.now());
        log.info(context, returned ? 'a job was interrupted and returned' : 'a job was taken away or cancelled');
      } else {
        await store.jobFinish(claim, 'failed', publicMessage(error), clock.now());
        log.warn({ ...context, err: error }, 'a job failed');
      }
    } finally {
      clearInterval(heartbeat);
    }
  }

  return {
    start: async () => {
      await store.jobRecover(worker, kinds, clock.now());
      state = 'started';
      poll = setInterval(wake, pollInterval);
      wake();
    },
    wake,
    stop: async (grace) => {
      state = 'stopped';
      clearInterval(poll);
      await filling;
      const interrupt = setTimeout(() => stopping.abort(new Error('the process is stopping')), grace);
      await Promise.all(running);
      clearTimeout(interrupt);
    },
  };
}

function publicMessage(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
