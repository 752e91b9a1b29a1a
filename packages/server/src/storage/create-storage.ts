import type { ChunkStore } from '@ingot/chunk-store';
import type { ImageStore } from '../images/index.ts';
import type { JobHandler } from '../jobs/index.ts';
import { accountingOperations, type AccountingParts } from './accounting/accounting-operations.ts';
import { createAccountingSchedule } from './accounting/accounting-schedule.ts';
import { accountingTask } from './accounting/accounting-task.ts';
import type { StoreAccount } from './accounting/accounts.ts';
import { createCollectionSchedule } from './collection/collection-schedule.ts';
import { collectionTask } from './collection/collection-task.ts';
import type { CompactionSettings } from './collection/compaction-settings.ts';
import type { LiveDisks } from './collection/live-disks.ts';
import { createCompressionSchedule } from './collection/compression-schedule.ts';
import { compressionTask } from './collection/compression-task.ts';
import { MaintenanceTotals } from './collection/maintenance-totals.ts';
import type { DamageStore } from './integrity/damage-store.ts';
import { healTask } from './integrity/heal-task.ts';
import { integrityOperations, storeHealth } from './integrity/integrity-operations.ts';
import { createHealSchedule, createScrubSchedule } from './integrity/integrity-schedule.ts';
import { checkLabels } from './labels/label-check.ts';
import { createLabelWriter, type LabelParts } from './labels/label-writer.ts';
import { scrubTask } from './integrity/scrub-task.ts';
import type { MaintenanceTasks } from './maintenance-task.ts';
import { resealTask, type OldSealsOf } from './resealing/reseal-task.ts';
import { RUN_JOB, runHandler } from './run-job.ts';
import { runOperations } from './run-operations.ts';
import type { Storage, StoreHealth } from './storage.ts';
import type { StorageContext } from './storage-context.ts';

/** How much of the time of the main thread a measurement takes. */
const ACCOUNTING_SHARE = 0.25;

export interface StorageOptions
  extends StorageContext, Omit<AccountingParts, 'usage' | 'images'>, Omit<LabelParts, 'images'> {
  readonly chunks: ChunkStore;
  readonly compaction: CompactionSettings;
  /** How long a deleted image can be restored, in milliseconds. */
  readonly trashRetention: number;
  readonly images: ImageStore;
  /** What is to be sealed anew. */
  readonly oldSeals: OldSealsOf;
  /** What volumes and snapshots need. */
  readonly disks: LiveDisks;
  readonly damage: DamageStore;
  /** Bytes a second. */
  readonly scrubRate: number;
  /** Milliseconds from one scrub to the next. */
  readonly scrubInterval: number;
  /** Milliseconds from one measurement to the next. */
  readonly accountingInterval: number;
  /** A scratch file for measurements, in a directory that this process alone uses. */
  readonly scratch: string;
}

export interface StorageService {
  readonly storage: Storage;
  /**
   * For a job runner of its own, whose `wake` is `wakeJobs`: maintenance of several kinds goes on for days, and must
   * not take the places of work that somebody waits for.
   */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  /** Bytes may have become garbage. */
  readonly nudgeCollector: () => void;
  /** Something damaged has been met. */
  readonly nudgeHealer: () => void;
  /** For metrics. */
  readonly health: () => Promise<StoreHealth>;
  /** For metrics. */
  readonly totals: Readonly<MaintenanceTotals>;
  /** For metrics; null before the first measurement. */
  readonly account: () => Promise<StoreAccount | null>;
  /** What happens without being asked for. */
  readonly work: { start(): void; stop(): Promise<void> };
}

/** Puts the domain together. */
export function createStorage(options: StorageOptions): StorageService {
  const { chunks, images, scrubRate: rate, scrubInterval, accounts } = options;
  const usage = () => chunks.usage();
  const contents = () => images.contents();
  const integrity = { ...options, integrity: chunks.integrity, contents, usage, rate };
  const totals = new MaintenanceTotals();
  const tasks: MaintenanceTasks = {
    collection: collectionTask({ ...options, contents, pushed: () => images.pushedContents(), totals }),
    compression: compressionTask({ ...options, totals }),
    scrub: scrubTask({ ...integrity, checkLabels: (signal) => checkLabels(options, signal) }),
    heal: healTask(integrity),
    reseal: resealTask({ ...options, totals, rate: options.compaction.rate }),
    accounting: accountingTask({ ...options, contents, share: ACCOUNTING_SHARE }),
  };
  const collections = createCollectionSchedule(options);
  const scrubs = createScrubSchedule(options, scrubInterval);
  const healing = createHealSchedule(options);
  const compressions = options.compaction.compressionLevel > 0 ? [createCompressionSchedule(options)] : [];
  const measurements = createAccountingSchedule(options, options.accountingInterval);
  const schedules = [collections, ...compressions, scrubs, healing, measurements, createLabelWriter(options)];
  return {
    storage: {
      ...runOperations(options),
      ...integrityOperations(integrity),
      ...accountingOperations({ ...options, usage }),
    },
    jobHandlers: { [RUN_JOB]: runHandler(options, tasks) },
    nudgeCollector: () => collections.nudge(),
    nudgeHealer: () => healing.nudge(),
    totals,
    health: () => storeHealth(integrity),
    account: () => accounts.storeFind(),
    work: {
      start: () => {
        for (const each of schedules) each.start();
      },
      stop: async () => {
        await Promise.all(schedules.map((each) => each.stop()));
      },
    },
  };
}
