import { createReconciler } from '../../jobs/index.ts';
import type { MachineContext } from '../machine-context.ts';
import { machineJobKind } from '../machine-job.ts';
import { endOverdue } from './overdue.ts';
import { guestEnded, takeUpGuests } from './supervision.ts';

/** What keeps machines in order without being asked. */
export interface MachineKeeping {
  /** Resolves when the guests of an earlier life have been taken up; to be called before jobs are. */
  start(): Promise<void>;
  /** Resolves when nothing runs any more but the guests. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** How long a finished job is remembered, in milliseconds. */
const JOB_LIFETIME = 48 * 60 * MINUTE;
const BATCH = 100;

export function createMachineKeeping(context: MachineContext): MachineKeeping {
  const { hypervisor, jobs, clock, host, log } = context;
  const endings = new Set<Promise<void>>();
  const reconciler = createReconciler({
    name: 'machines',
    interval: MINUTE,
    round: async () => {
      await endOverdue(context);
      while ((await jobs.jobForget(machineJobKind(host), clock.now() - JOB_LIFETIME, BATCH)) === BATCH);
    },
    clock,
    log,
  });
  return {
    start: async () => {
      hypervisor.onEnd((id, end) => {
        const ending = guestEnded(context, id, end)
          .catch((err: unknown) => log.error({ machine: id, err }, 'the end of a guest was not written down'))
          .finally(() => endings.delete(ending));
        endings.add(ending);
      });
      await takeUpGuests(context);
      reconciler.start();
    },
    stop: async () => {
      await reconciler.stop();
      await hypervisor.close();
      await Promise.all(endings);
    },
  };
}
