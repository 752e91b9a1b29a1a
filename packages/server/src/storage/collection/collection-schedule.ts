import { createReconciler, type Reconciler } from '../../jobs/index.ts';
import { startRun } from '../run-operations.ts';
import type { StorageContext } from '../storage-context.ts';

const MINUTE = 60_000;
/** Between two collections that nobody has asked for, by whichever process. */
const INTERVAL = 360 * MINUTE;
/** However much is deleted, there is at most one collection in this time. */
const MINIMUM_GAP = 5 * MINUTE;
/** How long a run that is over is remembered. */
const RUN_LIFETIME = 30 * 24 * 60 * MINUTE;
const FORGOTTEN_AT_ONCE = 100;

/**
 * Starts collections: with the process, as one that died may have left something, whenever bytes may have become
 * garbage (`nudge`), and now and then in any case. Forgets old runs on the way.
 */
export function createCollectionSchedule(context: StorageContext): Reconciler {
  const { runs, clock, log } = context;
  /** There is a reason to collect, be it only a short time after the last one. */
  let wanted = true;
  const reconciler = createReconciler({
    name: 'store collections',
    interval: INTERVAL,
    minimumGap: MINIMUM_GAP,
    clock,
    log,
    round: async () => {
      while ((await runs.runForget(clock.now() - RUN_LIFETIME, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
      const [last] = await runs.runList({ kind: 'collection', limit: 1 });
      const due = (last?.createdAt ?? Number.NEGATIVE_INFINITY) + (wanted ? MINIMUM_GAP : INTERVAL / 2);
      // One that is under way may have passed by what has become garbage since it began.
      if (due > clock.now() || (await startRun(context, { kind: 'collection' }, null)) === null) {
        if (wanted) reconciler.nudge();
        return;
      }
      wanted = false;
    },
  });
  return {
    ...reconciler,
    nudge: () => {
      wanted = true;
      reconciler.nudge();
    },
  };
}
