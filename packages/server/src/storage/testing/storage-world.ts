import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ChunkStore, TreeRoot } from '@ingot/chunk-store';
import { put, temporaryStore, type TemporaryStore } from '@ingot/chunk-store/testing';
import { type Database, withTables } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createJobRunner, type JobRunner } from '../../jobs/index.ts';
import { createSqlJobStore, jobInsert, jobMigrations, type JobTables } from '../../jobs/job-store.sql.ts';
import type { Caller } from '../../kernel/caller.ts';
import { newDomainId, newImageId, newProjectId, newUserId, type JobId } from '../../kernel/ids.ts';
import type { CompactionSettings } from '../collection/compaction-settings.ts';
import { createStorage, type StorageService } from '../create-storage.ts';
import { createSqlImageStore, imageMigrations } from '../../images/image-store.sql.ts';
import type { ImageStore } from '../../images/index.ts';
import { NO_OTHER_PARTS } from '../../images/testing/no-other-parts.ts';
import { accountingMigrations, createSqlAccountingStore } from '../accounting/accounting-store.sql.ts';
import type { LiveDisk } from '../collection/live-disks.ts';
import type { DamageStore } from '../integrity/damage-store.ts';
import { createSqlDamageStore, damageMigrations } from '../integrity/damage-store.sql.ts';
import { createSqlLabelStore, labelMigrations } from '../labels/label-store.sql.ts';
import { NO_SNAPSHOTS } from './no-snapshots.ts';
import type { MaintenanceRun } from '../run.ts';
import type { RunStore } from '../run-store.ts';
import { createSqlRunStore, runMigrations } from '../run-store.sql.ts';

/** The domain over a real database and a real chunk store, with the live roots in the hand of the test. */
export interface StorageWorld extends StorageService {
  readonly temporary: TemporaryStore;
  readonly database: Database;
  readonly runs: RunStore;
  readonly damage: DamageStore;
  readonly live: Set<TreeRoot>;
  /** Those of volumes. */
  readonly liveDisks: Set<TreeRoot>;
  /** What else is of volumes, snapshots and images. */
  readonly disks: LiveDisk[];
  /** What is in them is alive as well. */
  readonly images: ImageStore;
  readonly runner: JobRunner;
  /** Moved by the test. */
  readonly clock: { now(): number; advance(milliseconds: number): void };
  /** Stores content that nothing refers to. */
  putAway(text: string): Promise<TreeRoot>;
  /** Resolves to a run when it is over. */
  ended(id: JobId): Promise<MaintenanceRun>;
  /** Another process over the same database and chunks; not started. */
  beside(): StorageService & { readonly runner: JobRunner };
}

const DAY = 86_400_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const COMPACTION: CompactionSettings = {
  rate: Infinity,
  budget: Infinity,
  deadShare: 0.2,
  compressionLevel: 3,
  compressionAfter: DAY,
  compressionRate: Infinity,
};

/** @param wrap what the domain is given for the chunk store. */
export async function openStorageWorld(
  context: TestContext,
  wrap: (chunks: ChunkStore) => ChunkStore = (chunks) => chunks,
): Promise<StorageWorld> {
  const temporary = await temporaryStore({ workers: 1 });
  context.after(() => temporary.remove());
  const migrations = [
    accountingMigrations,
    damageMigrations,
    imageMigrations,
    jobMigrations,
    labelMigrations,
    runMigrations,
  ];
  const { database, remove } = await temporaryDatabase({ migrations });
  context.after(remove);
  const ownerId = newProjectId();
  const damage = createSqlDamageStore(database);
  let time = 1_700_000_000_000;
  const clock = { now: () => time++, advance: (milliseconds: number) => (time += milliseconds) };
  const live = new Set<TreeRoot>();
  const liveDisks = new Set<TreeRoot>();
  const disks: LiveDisk[] = [];
  const runs = createSqlRunStore(database, (tx, job) => jobInsert(withTables<JobTables>(tx), job));
  const jobs = createSqlJobStore(database);
  const accounts = createSqlAccountingStore(database);
  const images = createSqlImageStore(database, NO_OTHER_PARTS);
  const create = (worker: string): StorageService & { readonly runner: JobRunner } => {
    const service = createStorage({
      runs,
      clock,
      log,
      chunks: wrap(temporary.store),
      wakeJobs: () => runner.wake(),
      images: {
        ...images,
        contents: async function* contents() {
          const image = { ownerId, name: 'live', family: null, place: 'content', size: 1, deletedAt: null } as const;
          for (const root of live) yield { imageId: newImageId(), ...image, root };
          yield* images.contents();
        },
      },
      disks: async function* all() {
        for (const root of liveDisks) yield { root, keptBy: 'volume', id: 'live', ownerId, name: null, size: 1 };
        yield* disks;
      },
      oldSeals: null,
      snapshotLabels: NO_SNAPSHOTS,
      labels: createSqlLabelStore(database),
      labelPacks: temporary.backend,
      projectName: async () => null,
      damage,
      compaction: COMPACTION,
      trashRetention: DAY,
      scrubRate: Infinity,
      scrubInterval: DAY,
      accounts,
      accountingInterval: DAY,
      scratch: join(temporary.directory, 'accounting.tmp'),
    });
    const runner: JobRunner = createJobRunner({
      store: jobs,
      handlers: service.jobHandlers,
      clock,
      log,
      worker,
      pollInterval: 60_000,
    });
    context.after(() => runner.stop(0));
    context.after(() => service.work.stop());
    return { ...service, runner };
  };
  const service = create('test');
  await service.runner.start();
  return {
    ...service,
    damage,
    database,
    temporary,
    runs,
    live,
    liveDisks,
    disks,
    images,
    clock,
    putAway: (text) => put(temporary.store, Buffer.from(text)),
    ended: async (id) => {
      for (;;) {
        const run = await runs.runFind(id);
        if (run && run.finishedAt !== null) return run;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    beside: () => create('beside'),
  };
}

/** Somebody with these roles. */
export function callerWith(...roles: readonly string[]): Caller {
  return {
    userId: newUserId(),
    userName: 'somebody',
    userDomainId: newDomainId(),
    projectId: newProjectId(),
    domainId: null,
    roles: new Set(roles),
    requestId: 'req-test',
  };
}
