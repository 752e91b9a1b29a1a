import { createReconciler } from '../../jobs/index.ts';
import type { VolumeContext } from '../volume-context.ts';
import { volumeJobKind } from '../volume-job.ts';
import { removeLitter } from './litter.ts';
import { endOverdue } from './overdue.ts';

/** What keeps volumes in order without being asked. */
export interface VolumeWork {
  start(): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** How long a finished job is remembered, in milliseconds. */
const JOB_LIFETIME = 48 * 60 * MINUTE;
const BATCH = 100;

export function createVolumeWork(context: VolumeContext): VolumeWork {
  const { clock, log } = context;
  const reconcilers = [
    createReconciler({ name: 'overdue volumes', interval: MINUTE, round: () => endOverdue(context), clock, log }),
    createReconciler({
      name: 'litter of volumes',
      interval: 60 * MINUTE,
      round: async (signal) => {
        await removeLitter(context, signal);
        await forgetJobs(context);
      },
      clock,
      log,
    }),
  ];
  return {
    start: () => {
      for (const each of reconcilers) each.start();
    },
    stop: async () => {
      await Promise.all(reconcilers.map((each) => each.stop()));
    },
  };
}

async function forgetJobs({ jobs, clock, host }: VolumeContext): Promise<void> {
  while ((await jobs.jobForget(volumeJobKind(host), clock.now() - JOB_LIFETIME, BATCH)) === BATCH);
}
