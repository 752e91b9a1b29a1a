import type { Logger } from 'pino';
import type { composeChunks } from './compose-chunks.ts';
import type { composeRecords } from './compose-records.ts';
import { enqueueJob } from './compose-transactions.ts';
import type { Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import type { Database } from './db/index.ts';
import type { ProjectRecovery } from './identity/index.ts';
import type { JobLanes } from './job-lanes.ts';
import type { Clock } from './kernel/clock.ts';
import { compactionSettings } from './part-settings.ts';
import { createSqlAccountingStore } from './storage/accounting/accounting-store.sql.ts';
import { createStorage, rebuild, type LiveDisk, type RebuildFigures, type RebuildOptions } from './storage/index.ts';
import { createSqlDamageStore } from './storage/integrity/damage-store.sql.ts';
import { createSqlLabelStore } from './storage/labels/label-store.sql.ts';
import { createSqlFoundRoots } from './storage/rebuild/found-roots.sql.ts';
import { createSqlRunStore } from './storage/run-store.sql.ts';
import { snapshotLabels } from './volumes/index.ts';

export interface StorageParts {
  readonly config: Config;
  readonly directory: Pick<DataDirectory, 'accounting' | 'processName'>;
  readonly database: Database;
  readonly lanes: Pick<JobLanes, 'add'>;
  readonly store: Awaited<ReturnType<typeof composeChunks>>;
  /** Of everything that has a disk in the store. */
  readonly records: Pick<ReturnType<typeof composeRecords>, 'images' | 'volumes' | 'exports' | 'machines'>;
  readonly owners: ProjectRecovery;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What keeps the store in order, and makes the records anew from it when they are lost. */
export function composeStorage({
  config,
  directory,
  database,
  lanes,
  store,
  records,
  owners,
  clock,
  log,
}: StorageParts) {
  const { images, volumes, exports, machines } = records;
  const { chunks, labelPacks, oldSeals, backend, index } = store;
  const shared = {
    chunks,
    images,
    disks: async function* liveDisks(): AsyncGenerator<LiveDisk> {
      // Before the volumes, which come to stand on them.
      for await (const { root, contentRoot } of images.views()) yield { root, keptBy: 'view', id: contentRoot };
      for await (const { place: keptBy, ...tree } of volumes.trees()) yield { ...tree, keptBy };
      for await (const { root, imageId } of exports.artefacts()) yield { root, keptBy: 'export', id: imageId };
      for await (const { root, id } of machines.media()) yield { root, keptBy: 'medium', id };
    },
    labels: createSqlLabelStore(database),
    labelPacks,
    snapshotLabels: snapshotLabels({
      store: volumes,
      projectName: (id) => owners.projectName(id),
      host: directory.processName,
      clock,
    }),
    clock,
  };
  const lane = lanes.add();
  const storage = createStorage({
    ...shared,
    projectName: (id) => owners.projectName(id),
    oldSeals,
    runs: createSqlRunStore(database, enqueueJob),
    damage: createSqlDamageStore(database),
    compaction: compactionSettings(config),
    trashRetention: config['images.trash-retention'],
    scrubRate: config['store.scrub-rate'],
    scrubInterval: config['store.scrub-interval'],
    accounts: createSqlAccountingStore(database),
    accountingInterval: config['store.accounting-interval'],
    scratch: directory.accounting,
    log,
    wakeJobs: lane.wake,
  });
  lane.serve(storage.jobHandlers);
  return {
    ...storage,
    /** @param administrator makes the first one, where there is none. */
    rebuild: (administrator: () => Promise<void>, options: RebuildOptions): Promise<RebuildFigures> =>
      rebuild(
        {
          ...shared,
          backend,
          index,
          owner: directory.processName,
          found: createSqlFoundRoots(database),
          projectRecover: (project) => owners.projectRecover(project),
          administrator: async () => {
            await administrator();
            return owners.administratorProject();
          },
        },
        options,
      ),
  };
}
