import { createReconciler, type Reconciler } from '../../jobs/index.ts';
import { startRun } from '../run-operations.ts';
import type { StorageContext } from '../storage-context.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** However many reads meet damage, there is one attempt to heal in this time. */
const HEAL_GAP = 10 * MINUTE;

/** Starts a scrub when the last one began so many milliseconds ago, by whichever process. */
export function createScrubSchedule(context: StorageContext, interval: number): Reconciler {
  const { runs, clock, log } = context;
  const startedAt = clock.now();
  return createReconciler({
    name: 'store scrubs',
    interval: Math.min(HOUR, interval),
    clock,
    log,
    round: async () => {
      const [last] = await runs.runList({ kind: 'scrub', limit: 1 });
      const pause = last?.status === 'failed' ? Math.min(interval, DAY) : interval;
      // A new installation has nothing to look at yet.
      const due = last ? last.createdAt + pause : startedAt + HOUR;
      if (due <= clock.now()) await startRun(context, { kind: 'scrub' }, null);
    },
  });
}

/** When a read has found damage: tries to heal it, and finds out whom it concerns. A scrub does that by itself. */
export function createHealSchedule(context: StorageContext): Reconciler {
  const { runs, clock, log } = context;
  let isWanted = false;
  const reconciler = createReconciler({
    name: 'healing of the store',
    interval: DAY,
    minimumGap: HEAL_GAP,
    clock,
    log,
    round: async () => {
      if (!isWanted) return;
      isWanted = false;
      const [scrub] = await runs.runList({ kind: 'scrub', limit: 1 });
      if (scrub?.finishedAt !== null) await startRun(context, { kind: 'heal' }, null);
    },
  });
  return {
    ...reconciler,
    nudge: () => {
      isWanted = true;
      reconciler.nudge();
    },
  };
}
