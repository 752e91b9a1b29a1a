import { createReconciler, type Reconciler, type WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AuditStore } from './audit-store.ts';

const INTERVAL = 3_600_000;
/** Few enough that nobody waits long for a turn at the database. */
const FORGOTTEN_AT_ONCE = 500;

export interface AuditRetention {
  readonly store: Pick<AuditStore, 'entriesForget'>;
  /** Milliseconds for which entries are kept. */
  readonly retention: number;
  readonly clock: Clock;
  readonly log: WorkLog;
}

/** Forgets entries that are old enough. */
export function createAuditRetention({ store, retention, clock, log }: AuditRetention): Reconciler {
  return createReconciler({
    name: 'retention of the audit log',
    interval: INTERVAL,
    clock,
    log,
    round: async (signal) => {
      const before = clock.now() - retention;
      while (!signal.aborted && (await store.entriesForget(before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
    },
  });
}
