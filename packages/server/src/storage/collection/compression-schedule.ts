import { createReconciler, type Reconciler } from '../../jobs/index.ts';
import { startRun } from '../run-operations.ts';
import type { StorageContext } from '../storage-context.ts';

/** Between two compressions that nobody has asked for, by whichever process: what is cold today was so yesterday. */
const INTERVAL = 24 * 3_600_000;

/** Starts a compression once a day, the first one a day after a new installation. */
export function createCompressionSchedule(context: StorageContext): Reconciler {
  const { runs, clock, log } = context;
  const startedAt = clock.now();
  return createReconciler({
    name: 'store compression',
    interval: INTERVAL / 24,
    clock,
    log,
    round: async () => {
      const [last] = await runs.runList({ kind: 'compression', limit: 1 });
      const due = (last?.createdAt ?? startedAt) + INTERVAL;
      if (due <= clock.now()) await startRun(context, { kind: 'compression' }, null);
    },
  });
}
