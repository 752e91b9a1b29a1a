import { createReconciler, type Reconciler } from '../../jobs/index.ts';
import { startRun } from '../run-operations.ts';
import type { StorageContext } from '../storage-context.ts';

const MINUTE = 60_000;
/** A measurement that takes long is made less often, so that it is under way for a twentieth of the time at most. */
const REST = 20;

/** Starts a measurement when the last one began so many milliseconds ago, by whichever process. */
export function createAccountingSchedule(context: StorageContext, interval: number): Reconciler {
  const { runs, clock, log } = context;
  const startedAt = clock.now();
  return createReconciler({
    name: 'accounting of the store',
    interval: Math.min(10 * MINUTE, interval),
    clock,
    log,
    round: async () => {
      const [last] = await runs.runList({ kind: 'accounting', limit: 1 });
      const duration = last ? (last.finishedAt ?? clock.now()) - last.createdAt : 0;
      const due = last ? last.createdAt + Math.max(interval, duration * REST) : startedAt + 10 * MINUTE;
      if (due <= clock.now()) await startRun(context, { kind: 'accounting' }, null);
    },
  });
}
