import type { ChunkStore } from '@ingot/chunk-store';
import type { Inspector } from '@ingot/inspector';
import type { Logger } from 'pino';
import { announcingReports } from './announced-stores.ts';
import { announcingDiffs, announcingReportWork } from './announced-work.ts';
import type { Changes } from './changes/index.ts';
import { enqueueJob } from './compose-transactions.ts';
import type { Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { withTables, type Database } from './db/index.ts';
import type { ImageService, ImageStore } from './images/index.ts';
import type { TransactionParts } from './images/image-transaction.sql.ts';
import { reportOutcomeWrite, type OutcomeTables } from './images/report-outcome.sql.ts';
import { createInspections, type Profiles } from './inspection/index.ts';
import { createSqlImageDiffStore } from './inspection/diffs/image-diff-store.sql.ts';
import { createSqlReportStore } from './inspection/report-store.sql.ts';
import type { JobLanes } from './job-lanes.ts';
import type { Clock } from './kernel/clock.ts';
import { compareDisks, lookAtDisk } from './look-at-disk.ts';
import { qemuTrials } from './machines/qemu/trial-guests.ts';
import type { socketPlaces } from './publishing/index.ts';
import { tryBoot } from './try-boot.ts';

/** Disks that are looked at, at a time: each takes a processor. */
const INSPECTIONS = 2;
/** Guests that are started to be looked at, at a time: each takes a processor and its memory for minutes. */
const BOOT_TESTS = 1;

export interface InspectionParts {
  readonly config: Config;
  readonly directory: Pick<DataDirectory, 'trials'>;
  readonly database: Database;
  readonly changes: Changes;
  readonly lanes: Pick<JobLanes, 'add'>;
  readonly chunks: ChunkStore;
  readonly inspector: Inspector;
  readonly profiles: Profiles;
  readonly imageStore: ImageStore;
  /** What transactions on images take, in which reports are written as well. */
  readonly imageParts: TransactionParts;
  readonly imageService: Pick<ImageService, 'images' | 'views'>;
  readonly sockets: ReturnType<typeof socketPlaces>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Looking at what is on disks: reports, what two of them differ in, and guests that are booted to see. */
export function composeInspection(parts: InspectionParts) {
  const { config, database, changes, lanes, chunks, inspector, imageStore, sockets, clock, log } = parts;
  const bootLane = lanes.add();
  const inspectionLane = lanes.add(bootLane);
  const lookAt = lookAtDisk(chunks, inspector);
  const reportStore = createSqlReportStore(database, {
    enqueue: enqueueJob,
    outcomeWrite: (tx, ...written) => reportOutcomeWrite(withTables<OutcomeTables>(tx), parts.imageParts, ...written),
  });
  const inspection = createInspections({
    store: announcingReportWork(announcingReports(reportStore, imageStore, changes), changes),
    diffs: announcingDiffs(createSqlImageDiffStore(database, enqueueJob), changes),
    profiles: parts.profiles,
    images: parts.imageService.images,
    views: parts.imageService.views,
    suggests: config['inspection.suggest-properties'] === 'on',
    imageGone: async (id) => {
      const state = (await imageStore.imageFind(id))?.state;
      return state === undefined || (state.status === 'deleted' && state.before === null);
    },
    lookAt,
    compareDisks: compareDisks(chunks, inspector),
    tryBoot: tryBoot({
      chunks,
      trials: qemuTrials({ place: () => sockets.make() }),
      imageFind: (id) => imageStore.imageFind(id),
      scratch: parts.directory.trials,
      place: () => sockets.make(),
      patience: config['inspection.boot-timeout'],
      log,
    }),
    clock,
    log,
    wakeJobs: inspectionLane.wake,
  });
  inspectionLane.serve(inspection.jobHandlers, INSPECTIONS);
  bootLane.serve(inspection.bootTestHandlers, BOOT_TESTS);
  return { inspection, lookAt };
}
