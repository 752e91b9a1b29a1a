import { announcingMachines } from './announced-machines.ts';
import { announcingImages, announcingVolumes } from './announced-stores.ts';
import { announcingExports } from './announced-work.ts';
import type { Changes } from './changes/index.ts';
import { seeingToLayers } from './compose-layers.ts';
import {
  cancelJob,
  cancelWaitingUpload,
  enqueueJob,
  enqueueJobOnce,
  leaseHolds,
  shareImage,
  shareTree,
} from './compose-transactions.ts';
import type { Config } from './config/index.ts';
import { withTables, type Database } from './db/index.ts';
import { createSqlExportStore } from './exports/export-store.sql.ts';
import { noteChange, type LabelDueTables } from './images/image-changes.sql.ts';
import { createSqlImageStore, type ImageRowTables } from './images/image-store.sql.ts';
import type { TransactionParts } from './images/image-transaction.sql.ts';
import { imagesGone } from './images/images-gone.sql.ts';
import { imagesWithContent } from './images/images-with-content.sql.ts';
import type { InspectionTables } from './inspection/inspection-tables.sql.ts';
import type { Profiles } from './inspection/index.ts';
import { requestReport } from './inspection/report-request.sql.ts';
import { profilesUnmet } from './inspection/report-store.sql.ts';
import type { Clock } from './kernel/clock.ts';
import type { ProjectId } from './kernel/ids.ts';
import { createSqlMachineStore } from './machines/machine-store.sql.ts';
import { desktopImageDependants, type DesktopImageRowTables } from './publishing/desktop-image-dependants.sql.ts';
import { imageCeiling, imageQuotaUsage, volumeLimits, volumeQuotaUsage, type quotaDefaults } from './quota-limits.ts';
import { createQuotas } from './quotas/index.ts';
import { createSqlQuotaStore, quotaOverrides, type QuotaTables } from './quotas/quota-store.sql.ts';
import { freedBytes } from './storage/accounting/freed-bytes.sql.ts';
import type { TreeAccountTables } from './storage/accounting/accounting-store.sql.ts';
import { subjectOf } from './storage/index.ts';
import { imageDependants, type VolumeRowTables } from './volumes/image-dependants.sql.ts';
import { createSqlVolumeStore } from './volumes/volume-store.sql.ts';

export interface RecordParts {
  readonly config: Config;
  readonly database: Database;
  readonly changes: Changes;
  readonly profiles: Profiles;
  readonly clock: Clock;
  /** Of a project for which nothing else was set. */
  readonly defaultLimits: (project: ProjectId) => ReturnType<typeof quotaDefaults>;
  /** A layer may be due. */
  readonly seeToLayers: () => void;
}

/**
 * The records of images, disks, exports and machines. One transaction of theirs reaches into the tables of others, so that
 * what depends on each other is written at once; here they are given what that takes, and people hear of what changed.
 */
export function composeRecords(parts: RecordParts) {
  const { config, database, changes, profiles, clock, defaultLimits } = parts;
  const limitsOf = async (tx: Parameters<typeof quotaOverrides>[0], project: ProjectId) => ({
    ...defaultLimits(project),
    ...(await quotaOverrides(tx, project)),
  });
  const imageParts: TransactionParts = {
    enqueueJob,
    enqueueJobOnce,
    cancelJob,
    cancelFilling: cancelWaitingUpload,
    leaseHolds,
    shareTree,
    limitsFind: async (tx, project) => imageCeiling(await limitsOf(withTables<QuotaTables>(tx), project)),
    profilesUnmet: (tx, image, disk) => profilesUnmet(withTables<InspectionTables>(tx), profiles, image, disk),
    reportRequest: (tx, image) =>
      requestReport(
        withTables<InspectionTables>(tx),
        { profiles, always: config['inspection.look-at'] === 'all', now: clock.now(), enqueue: enqueueJob },
        image,
      ),
    dependantsFind: async (tx, ...question) => {
      const desktops = await desktopImageDependants(withTables<DesktopImageRowTables>(tx), ...question);
      const disks = await imageDependants(withTables<VolumeRowTables>(tx), ...question);
      return { ...disks, items: [...desktops, ...disks.items] };
    },
    freedFind: (kysely, ...question) => freedBytes(withTables<TreeAccountTables>(kysely), ...question),
  };
  const images = seeingToLayers(
    announcingImages(createSqlImageStore(database, imageParts), changes),
    parts.seeToLayers,
  );
  const volumeRecords = createSqlVolumeStore(database, {
    enqueueJob,
    leaseHolds,
    shareTree,
    shareImage,
    imagesOf: (kysely, ...question) => imagesWithContent(withTables<ImageRowTables>(kysely), ...question),
    freedFind: (kysely, ...question) => freedBytes(withTables<TreeAccountTables>(kysely), ...question),
    labelDue: (tx, id) => noteChange(withTables<LabelDueTables>(tx), subjectOf({ kind: 'snapshot', id })),
    limitsFind: async (tx, project) => volumeLimits(await limitsOf(withTables<QuotaTables>(tx), project)),
  });
  const volumes = announcingVolumes(volumeRecords, changes);
  const exportRecords = createSqlExportStore(database, {
    enqueueJob,
    leaseHolds,
    shareTree,
    imagesGone: (kysely, ids) => imagesGone(withTables<ImageRowTables>(kysely), ids),
  });
  const machineRecords = createSqlMachineStore(database, {
    enqueueJob,
    shareImage,
    limitsFind: (tx, project) => limitsOf(withTables<QuotaTables>(tx), project),
  });
  const machines = announcingMachines(machineRecords, changes);
  const quotaStore = createSqlQuotaStore(database);
  const quotas = createQuotas({
    store: quotaStore,
    defaults: defaultLimits,
    usage: [
      async (project) => imageQuotaUsage(await images.usageFind(project)),
      async (project) => volumeQuotaUsage(await volumes.usageFind(project)),
      async (project) => ({ ...(await machines.usageFind(project)) }),
    ],
  });
  return {
    imageParts,
    images,
    volumes,
    exports: announcingExports(exportRecords, changes),
    machines,
    quotaStore,
    quotas,
  };
}
