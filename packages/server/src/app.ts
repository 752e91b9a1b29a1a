import { openChunkStore } from '@ingot/chunk-store';
import { openExtEditor, openQemuImg, openUnpacker } from '@ingot/disk';
import { openInspector } from '@ingot/inspector';
import type { Logger } from 'pino';
import { announceOperation, announcingJobs } from './announced-jobs.ts';
import { announcingMachines } from './announced-machines.ts';
import { announcingImages, announcingReports, announcingVolumes } from './announced-stores.ts';
import { announcingDiffs, announcingExports, announcingPreparations, announcingReportWork } from './announced-work.ts';
import { createAuditRetention, createAuditWriter } from './audit/index.ts';
import { auditMigrations, createSqlAuditStore } from './audit/audit-store.sql.ts';
import { layersOfImages, seeingToLayers } from './compose-layers.ts';
import { composePublishing } from './compose-publishing.ts';
import { createChanges } from './changes/index.ts';
import { cancelJob, enqueueJob, enqueueJobOnce, leaseHolds, shareImage, shareTree } from './compose-transactions.ts';
import { ConfigError, type Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { chunkIndexMigrations, createSqlChunkIndex } from './db/chunk-index/chunk-index.sql.ts';
import { databaseClock, withTables } from './db/index.ts';
import { encryptCopies, encryptPacks, loadSealing, oldSeals } from './encryption/index.ts';
import { createSqlSealRecords, sealMigrations } from './encryption/seal-records.sql.ts';
import { createExports } from './exports/index.ts';
import { createSqlExportStore, exportMigrations } from './exports/export-store.sql.ts';
import { createHttpServer, type HttpServer } from './http/http-server.ts';
import { openIdentity } from './identity-provider.ts';
import { imageOwners } from './image-owners.ts';
import type { Identity } from './identity/index.ts';
import { createIdentityStore, identityMigrations } from './identity/identity-store.sql.ts';
import { createDiskConverter, createImages, type ImageService } from './images/index.ts';
import { createSqlImageStore, imageMigrations, type ImageRowTables } from './images/image-store.sql.ts';
import { noteChange, type LabelDueTables } from './images/image-changes.sql.ts';
import { imagesGone } from './images/images-gone.sql.ts';
import { imagesWithContent } from './images/images-with-content.sql.ts';
import { createOptimizedTrees } from './images/optimized-trees.sql.ts';
import { createInspections } from './inspection/index.ts';
import { requestReport } from './inspection/report-request.sql.ts';
import { createSqlReportStore, inspectionMigrations, profilesUnmet } from './inspection/report-store.sql.ts';
import type { TransactionParts } from './images/image-transaction.sql.ts';
import { reportOutcomeWrite, type OutcomeTables } from './images/report-outcome.sql.ts';
import { createSqlImageDiffStore, imageDiffMigrations } from './inspection/diffs/image-diff-store.sql.ts';
import type { InspectionTables } from './inspection/inspection-tables.sql.ts';
import { createSqlJobStore, jobMigrations } from './jobs/job-store.sql.ts';
import type { Clock } from './kernel/clock.ts';
import type { ProjectId } from './kernel/ids.ts';
import { compareDisks, lookAtDisk } from './look-at-disk.ts';
import { createJobLanes } from './job-lanes.ts';
import { createConsoles } from './consoles/index.ts';
import { consoleMigrations, createSqlConsoleStore } from './consoles/console-store.sql.ts';
import { createFlavors } from './flavors/index.ts';
import { createSqlFlavorStore, flavorMigrations } from './flavors/flavor-store.sql.ts';
import { createKeyPairs } from './key-pairs/index.ts';
import { createSqlKeyPairStore, keyPairMigrations } from './key-pairs/key-pair-store.sql.ts';
import { removeTrialDisks, tryBoot } from './try-boot.ts';
import { mountRoutes } from './mount-routes.ts';
import { openDatabase } from './open-database.ts';
import { compactionSettings, imageSettings } from './part-settings.ts';
import { openPackStore } from './open-pack-store.ts';
import { openProfiles } from './open-profiles.ts';
import { openLabelPacks, openPackCopies } from './open-side-packs.ts';
import {
  imageCeiling,
  imageQuotaUsage,
  quotaDefaults,
  volumeDefaults,
  volumeLimits,
  volumeQuotaChanges,
  volumeQuotaUsage,
} from './quota-limits.ts';
import { createDiskPreparer, createPreparations } from './preparation/index.ts';
import { createSqlPreparationStore, preparationMigrations } from './preparation/preparation-store.sql.ts';
import { recipeMigrations } from './recipes/recipe-store.sql.ts';
import { recipeRunMigrations } from './recipes/runs/run-store.sql.ts';
import { createQuotas } from './quotas/index.ts';
import { createSqlQuotaStore, quotaMigrations, quotaOverrides, type QuotaTables } from './quotas/quota-store.sql.ts';
import {
  createStorage,
  rebuild,
  subjectOf,
  type LiveDisk,
  type RebuildFigures,
  type RebuildOptions,
  type StorageService,
} from './storage/index.ts';
import {
  accountingMigrations,
  createSqlAccountingStore,
  type TreeAccountTables,
} from './storage/accounting/accounting-store.sql.ts';
import { freedBytes } from './storage/accounting/freed-bytes.sql.ts';
import { createSqlDamageStore, damageMigrations } from './storage/integrity/damage-store.sql.ts';
import { createSqlLabelStore, labelMigrations } from './storage/labels/label-store.sql.ts';
import { createSqlFoundRoots, foundRootMigrations } from './storage/rebuild/found-roots.sql.ts';
import { createSqlRunStore, runMigrations } from './storage/run-store.sql.ts';
import { imageDependants, type VolumeRowTables } from './volumes/image-dependants.sql.ts';
import { createOperations } from './operations/index.ts';
import { operationKinds } from './operation-kinds.ts';
import { nameOfSubject } from './operation-names.ts';
import { socketPlaces } from './publishing/index.ts';
import { desktopImageDependants, type DesktopImageRowTables } from './publishing/desktop-image-dependants.sql.ts';
import { publishingMigrations } from './publishing/publishing-store.sql.ts';
import { createSqlVolumeStore, volumeMigrations } from './volumes/volume-store.sql.ts';
import { captureOverlay, createVolumes, openDisks, snapshotLabels, volumeImages } from './volumes/index.ts';
import { createMachines } from './machines/index.ts';
import { createSqlMachineStore, machineMigrations } from './machines/machine-store.sql.ts';
import { openQemuHypervisor } from './machines/qemu/qemu-hypervisor.ts';
import { qemuTrials } from './machines/qemu/trial-guests.ts';
import { createMetadefs, loadBuiltInDefinitions } from './metadefs/index.ts';
import { createSqlMetadefStore, metadefMigrations } from './metadefs/metadef-store.sql.ts';

export interface AppOptions {
  readonly config: Config;
  readonly directory: DataDirectory;
  readonly logger: Logger;
  /** Of the product. */
  readonly version: string;
  /** The database's, unless a test moves it. */
  readonly clock?: Clock;
}

/** Everything put together, listening nowhere yet. */
export interface App {
  readonly http: HttpServer;
  readonly images: ImageService['images'];
  /** Where users sign in when that is not here, `/v3` included. */
  readonly keystoneUrl: string | null;
  /** Makes the first administrator while there is none; with an external Keystone nobody is made. */
  bootstrap: Identity['bootstrap'];
  /** Cleans up after an earlier life and starts background work. */
  startWork(): Promise<void>;
  /** Makes the records anew from what lies in the store, instead of serving. @param administrator makes him, where there is none. */
  rebuild(administrator: () => Promise<void>, options: RebuildOptions): Promise<RebuildFigures>;
  /** Ends requests and background work, then closes everything. */
  stop(): Promise<void>;
}

/** Disks that are converted at a time. */
const CONVERSIONS = 2;
/** Exports that are prepared at a time. */
const PREPARATIONS = 2;

/** Machines that are worked on at a time: most of that is waiting for guests. */
const MACHINE_WORK = 64;
/** Images of which corrected copies are made at a time: each has a file system laid out on the disk. */
const CORRECTIONS = 1;

/** Disks that are looked at, at a time: each takes a processor. */
const INSPECTIONS = 2;
/** Guests that are started to be looked at, at a time: each takes a processor and its memory for minutes. */
const BOOT_TESTS = 1;

/**
 * The composition root: the only file that names adapters. Reads top to bottom as the list of what the service is
 * made of.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, directory, logger, version } = options;
  // They ask programs or files of the machine, and none needs another.
  const [database, qemuImg, unpacker, editor, inspector] = await Promise.all([
    openDatabase(config, directory.database),
    openQemuImg(),
    openUnpacker(),
    openExtEditor(),
    openInspector({
      codeCache: directory.inspectorCode,
      onFailure: (detail) => logger.warn({ detail }, 'a disk could not be looked at'),
    }),
  ]);
  for (const { warning } of [qemuImg, inspector]) if (warning !== null) logger.warn(warning);
  await database.migrate([
    chunkIndexMigrations,
    identityMigrations,
    quotaMigrations,
    imageMigrations,
    jobMigrations,
    metadefMigrations,
    runMigrations,
    accountingMigrations,
    sealMigrations,
    damageMigrations,
    labelMigrations,
    foundRootMigrations,
    volumeMigrations,
    exportMigrations,
    inspectionMigrations,
    imageDiffMigrations,
    preparationMigrations,
    flavorMigrations,
    keyPairMigrations,
    consoleMigrations,
    machineMigrations,
    publishingMigrations,
    recipeMigrations,
    recipeRunMigrations,
    auditMigrations,
  ]);
  const sealing = await loadSealing({
    keyFiles: config['store.encryption.key-files'],
    keyCommand: config['store.encryption.key-command'],
    plainPacks: config['store.encryption.plain-packs'],
  });
  const packStore = await openPackStore(config, directory, logger);
  // Reads may meet damage before there is anybody to see to it.
  let healer: Pick<StorageService, 'nudgeHealer'> | null = null;
  const copies = await openPackCopies(config);
  const plainLabelPacks = await openLabelPacks(config, directory);
  const labelPacks = encryptCopies(plainLabelPacks, sealing);
  const databaseTime = await databaseClock(database);
  const clock = options.clock ?? databaseTime;
  const backend = await encryptPacks(packStore.backend, sealing, createSqlSealRecords(database));
  const index = createSqlChunkIndex(database);
  const chunks = await openChunkStore({
    backend,
    ...(copies && { copies: encryptCopies(copies, sealing) }),
    index,
    owner: directory.processName,
    clock,
    leaseDuration: config['processes.lease'],
    onQuarantine: (damaged) => {
      logger.error({ count: damaged.length, first: damaged[0] }, 'chunks are damaged and out of service');
      healer?.nudgeHealer();
    },
  });

  const records = {
    store: createIdentityStore(database),
    signals: database.signals,
    shared: database.engine !== 'sqlite',
  };
  const identity = await openIdentity(options, records, clock);
  const owners = imageOwners(identity.kind === 'embedded' ? identity.identity : null);
  const metadefParts = { store: createSqlMetadefStore(database), clock };
  await loadBuiltInDefinitions(metadefParts);

  let firstProject: ProjectId | null = null;
  const findFirstProject = async (): Promise<void> => {
    firstProject = await owners.firstProject();
  };
  const defaultLimits = (project: ProjectId) => quotaDefaults(config, project, firstProject);
  const limitsOf = async (tx: Parameters<typeof quotaOverrides>[0], project: ProjectId) => ({
    ...defaultLimits(project),
    ...(await quotaOverrides(tx, project)),
  });

  const changes = createChanges(database.signals);
  const jobs = announcingJobs(createSqlJobStore(database), changes);
  const lanes = createJobLanes(
    { store: jobs, clock, log: logger, worker: directory.processName, lease: config['processes.lease'] },
    database.signals,
  );
  const storeLane = lanes.add();
  const volumeLane = lanes.add();
  const viewLane = lanes.add();
  const exportLane = lanes.add();
  const bootLane = lanes.add();
  const inspectionLane = lanes.add(bootLane);
  const machineLane = lanes.add();
  const preparationLane = lanes.add();
  // An image that has come may have a disk to be taken out of it.
  const imageLane = lanes.add(viewLane);
  const profiles = await openProfiles(config);
  const imageParts: TransactionParts = {
    enqueueJob,
    enqueueJobOnce,
    cancelJob,
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
  const imageRecords = createSqlImageStore(database, imageParts);
  const imageStore = seeingToLayers(announcingImages(imageRecords, changes), () => diskService.layers.nudge());
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
  const volumeStore = announcingVolumes(volumeRecords, changes);
  const exportRecords = createSqlExportStore(database, {
    enqueueJob,
    leaseHolds,
    shareTree,
    imagesGone: (kysely, ids) => imagesGone(withTables<ImageRowTables>(kysely), ids),
  });
  const exportStore = announcingExports(exportRecords, changes);
  const machineRecords = createSqlMachineStore(database, {
    enqueueJob,
    shareImage,
    limitsFind: (tx, project) => limitsOf(withTables<QuotaTables>(tx), project),
  });
  const machineStore = announcingMachines(machineRecords, changes);
  const quotaStore = createSqlQuotaStore(database);
  const quotas = createQuotas({
    store: quotaStore,
    defaults: defaultLimits,
    usage: [
      async (project) => imageQuotaUsage(await imageStore.usageFind(project)),
      async (project) => volumeQuotaUsage(await volumeStore.usageFind(project)),
      async (project) => ({ ...(await machineStore.usageFind(project)) }),
    ],
  });
  const diskService = await openDisks({
    directory: directory.volumes,
    chunks,
    qemuImg,
    capture: (overlay, signal, progress) => captureOverlay({ chunks, qemuImg }, overlay, signal, progress),
    ready: layersOfImages(createOptimizedTrees(database), changes),
    layerSpace: config['volumes.layer-space'],
    clock,
    log: logger,
  });
  const labels = createSqlLabelStore(database);
  const labelsOfSnapshots = snapshotLabels({
    store: volumeStore,
    projectName: (id) => owners.projectName(id),
    host: directory.processName,
    clock,
  });
  const liveDisks = async function* liveDisks(): AsyncGenerator<LiveDisk> {
    // Before the volumes, which come to stand on them.
    for await (const { root, contentRoot } of imageStore.views()) yield { root, keptBy: 'view', id: contentRoot };
    for await (const { place: keptBy, ...tree } of volumeStore.trees()) yield { ...tree, keptBy };
    for await (const { root, imageId } of exportStore.artefacts()) yield { root, keptBy: 'export', id: imageId };
    for await (const { root, id } of machineStore.media()) yield { root, keptBy: 'medium', id };
  };
  const store = createStorage({
    chunks,
    images: imageStore,
    disks: liveDisks,
    snapshotLabels: labelsOfSnapshots,
    labels,
    labelPacks,
    projectName: (id) => owners.projectName(id),
    oldSeals: sealing && {
      packs: oldSeals(packStore.backend, sealing),
      labels: oldSeals(plainLabelPacks, sealing),
    },
    runs: createSqlRunStore(database, enqueueJob),
    damage: createSqlDamageStore(database),
    compaction: compactionSettings(config),
    trashRetention: config['images.trash-retention'],
    scrubRate: config['store.scrub-rate'],
    scrubInterval: config['store.scrub-interval'],
    accounts: createSqlAccountingStore(database),
    accountingInterval: config['store.accounting-interval'],
    scratch: directory.accounting,
    clock,
    log: logger,
    wakeJobs: storeLane.wake,
  });
  healer = store;
  const imageService = createImages({
    store: imageStore,
    chunks,
    converter: createDiskConverter({ chunks, unpacker, maxSize: config['images.max-size'] }),
    jobs,
    clock,
    log: logger,
    settings: imageSettings(config),
    imports: {
      schemes: config['imports.schemes'],
      ports: config['imports.ports'],
      allowedHosts: config['imports.allowed-hosts'],
      timeout: config['imports.timeout'],
    },
    wakeJobs: imageLane.wake,
    processName: directory.processName,
    lease: config['processes.lease'],
    signals: database.signals,
    nudgeCollector: store.nudgeCollector,
  });
  const lookAt = lookAtDisk(chunks, inspector);
  const sockets = socketPlaces(directory.processName);
  const reportStore = createSqlReportStore(database, {
    enqueue: enqueueJob,
    outcomeWrite: (tx, ...written) => reportOutcomeWrite(withTables<OutcomeTables>(tx), imageParts, ...written),
  });
  const inspection = createInspections({
    store: announcingReportWork(announcingReports(reportStore, imageStore, changes), changes),
    diffs: announcingDiffs(createSqlImageDiffStore(database, enqueueJob), changes),
    profiles,
    images: imageService.images,
    views: imageService.views,
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
      scratch: directory.trials,
      place: () => sockets.make(),
      patience: config['inspection.boot-timeout'],
      log: logger,
    }),
    clock,
    log: logger,
    wakeJobs: inspectionLane.wake,
  });
  const { images, jobHandlers, viewHandlers, work } = imageService;
  const disks = createVolumes({
    store: volumeStore,
    disks: diskService.disks,
    layers: diskService.layers,
    images: volumeImages(imageService, chunks),
    jobs,
    clock,
    log: logger,
    settings: { limits: volumeDefaults(config), workDeadline: config['volumes.work-deadline'] },
    limitsSet: (project, limits) => quotaStore.quotaWrite(project, volumeQuotaChanges(limits)),
    host: directory.processName,
    wakeJobs: volumeLane.wake,
    nudgeCollector: store.nudgeCollector,
  });
  const { treeSocket } = diskService;
  const hypervisor = openQemuHypervisor({
    directory: directory.machines,
    trees: directory.volumes,
    acceleration: config['machines.acceleration'],
    probeKernel: config['machines.probe-kernel'] === 'auto' ? null : config['machines.probe-kernel'],
    log: logger,
  });
  const machines = createMachines({
    store: machineStore,
    disks: disks.machineDisks,
    volumes: disks.volumes,
    images: volumeImages(imageService, chunks),
    familyLatest: (caller, family) => images.familyLatest(caller, family),
    treeSource: (root) => (treeSocket === null ? null : { socket: treeSocket, export: root }),
    hypervisor,
    jobs,
    clock,
    log: logger,
    settings: {
      workDeadline: config['volumes.work-deadline'],
      guestPatience: config['machines.guest-patience'],
      openNetwork: config['machines.open-network'] === 'allow',
    },
    host: directory.processName,
    wakeJobs: machineLane.wake,
  });
  const exportService = createExports({
    store: exportStore,
    images,
    disks: imageService.views,
    chunks,
    jobs,
    settings: { keep: config['exports.keep'], space: config['exports.space'] },
    clock,
    log: logger,
    wakeJobs: exportLane.wake,
    nudgeCollector: store.nudgeCollector,
  });
  const preparer = createDiskPreparer({ chunks, qemuImg, inspector, editor, scratch: directory.preparation });
  const preparation = createPreparations({
    store: announcingPreparations(createSqlPreparationStore(database, enqueueJob), changes),
    images,
    reservations: imageService.reservations,
    views: imageService.views,
    imageFind: (id) => imageStore.imageFind(id),
    profiles,
    reportFor: inspection.reportFor,
    preparer,
    jobs,
    clock,
    log: logger,
    wakeJobs: preparationLane.wake,
    nudgeCollector: store.nudgeCollector,
  });
  const flavors = createFlavors({ store: createSqlFlavorStore(database) });
  const { publishing: publishingService, recipes: recipeService } = composePublishing({
    database,
    changes,
    config,
    directory,
    machines,
    lanes,
    shared: {
      images,
      imageFind: (id) => imageStore.imageFind(id),
      reservations: imageService.reservations,
      views: imageService.views,
      verdictsWrite: imageService.verdictsWrite,
      inspections: inspection.inspections,
      profile: (id) => profiles.get(id),
      profiles,
      flavors,
      preparer,
      lookAt,
      chunks,
      qemuImg,
      sockets,
      jobs,
      clock,
      log: logger,
      host: directory.processName,
      nudgeCollector: store.nudgeCollector,
    },
  });
  imageLane.serve(jobHandlers);
  storeLane.serve(store.jobHandlers);
  volumeLane.serve(disks.jobHandlers);
  viewLane.serve(viewHandlers, CONVERSIONS);
  exportLane.serve(exportService.jobHandlers, PREPARATIONS);
  inspectionLane.serve(inspection.jobHandlers, INSPECTIONS);
  machineLane.serve(machines.jobHandlers, MACHINE_WORK);
  preparationLane.serve(preparation.jobHandlers, CORRECTIONS);
  bootLane.serve(inspection.bootTestHandlers, BOOT_TESTS);

  const auditStore = createSqlAuditStore(database);
  const auditRetention = createAuditRetention({
    store: auditStore,
    retention: config['audit.retention'],
    clock,
    log: logger,
  });

  const http = createHttpServer({
    logger,
    idleTimeout: config['http.idle-timeout'],
    maxConnections: config['http.max-connections'],
    maxConnectionsPerClient: config['http.max-connections-per-address'],
    trustedProxies: config['http.trusted-proxies'],
  });
  await mountRoutes(http, {
    config,
    version,
    identity,
    images,
    volumes: disks.volumes,
    machines: machines.machines,
    inspections: inspection.inspections,
    preparations: preparation.preparations,
    consoles: createConsoles({ store: createSqlConsoleStore(database), machines: machines.machines, clock }),
    recipes: recipeService,
    flavors,
    keyPairs: createKeyPairs({ store: createSqlKeyPairStore(database), clock }),
    exports: exportService.exports,
    publishing: publishingService.publishing,
    layerReady: diskService.layers.isReady,
    clock,
    quotas,
    storage: store.storage,
    storeFigures: {
      health: store.health,
      account: store.account,
      totals: store.totals,
      layers: diskService.layers.usage,
    },
    metadefs: createMetadefs(metadefParts),
    changes,
    operations: createOperations({
      jobs,
      announce: (job) => announceOperation(changes, job),
      kinds: operationKinds({
        images,
        exports: exportService.exports,
        volumes: disks.volumes,
        imageName: async (id) => (await imageStore.imageFind(id))?.name ?? null,
        inspections: inspection.inspections,
        preparations: preparation.preparations,
        publishing: publishingService.publishing,
        recipeRuns: recipeService.runs,
        storage: store.storage,
      }),
      nameOf: nameOfSubject({
        imageFind: (id) => imageStore.imageFind(id),
        volumeFind: (id) => volumeStore.volumeFind(id),
        snapshotFind: (id) => volumeStore.snapshotFind(id),
        machineFind: (id) => machineStore.machineFind(id),
      }),
      userName: async (id) => (identity.kind === 'embedded' ? ((await records.store.userGet(id))?.name ?? null) : null),
    }),
    audit: { store: auditStore, writer: createAuditWriter(auditStore, logger) },
    database,
    packStore,
    chunks,
  });

  return {
    http,
    images,
    keystoneUrl: identity.kind === 'keystone' ? identity.url : null,
    bootstrap: async (settings) =>
      identity.kind === 'embedded' ? identity.identity.bootstrap(settings) : { created: false },
    startWork: async () => {
      if (identity.kind === 'keystone') {
        const refusal = await identity.keystone.start();
        if (refusal !== null) throw new ConfigError(refusal);
      }
      await findFirstProject();
      await chunks.recover();
      await sockets.recover();
      await removeTrialDisks(directory.trials);
      // Who has a guest that ended meanwhile is to know it before work on it goes on.
      await machines.work.start();
      await preparer.recover();
      await lanes.start();
      await work.start();
      inspection.work.start();
      preparation.work.start();
      disks.work.start();
      exportService.work.start();
      publishingService.work.start();
      recipeService.work.start();
      store.work.start();
      diskService.work.start();
      auditRetention.start();
    },
    rebuild: (administrator, rebuildOptions) => {
      const parts = {
        backend,
        index,
        chunks,
        images: imageStore,
        disks: liveDisks,
        snapshotLabels: labelsOfSnapshots,
        labels,
        labelPacks,
        clock,
        owner: directory.processName,
      };
      return rebuild(
        {
          ...parts,
          found: createSqlFoundRoots(database),
          projectRecover: (project) => owners.projectRecover(project),
          administrator: async () => {
            await administrator();
            return owners.administratorProject();
          },
        },
        rebuildOptions,
      );
    },
    stop: async () => {
      await drain(http, config['http.drain-timeout']);
      await lanes.stop(0);
      await work.stop();
      await inspection.work.stop();
      await machines.work.stop();
      await preparation.work.stop();
      await disks.work.stop();
      await exportService.work.stop();
      await publishingService.work.stop();
      await recipeService.work.stop();
      await store.work.stop();
      await diskService.work.stop();
      await auditRetention.stop();
      if (identity.kind === 'keystone') await identity.keystone.stop();
      await chunks.close();
      databaseTime.stop();
      await database.close();
    },
  };
}

/** No new connection; requests under way may finish until the deadline, then their connections are cut. */
async function drain(http: HttpServer, timeout: number): Promise<void> {
  const cut = setTimeout(() => {
    http.server.closeAllConnections();
  }, timeout);
  try {
    await http.close();
  } finally {
    clearTimeout(cut);
  }
}
