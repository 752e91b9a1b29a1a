import { openExtEditor, openQemuImg, openUnpacker } from '@ingot/disk';
import { openInspector } from '@ingot/inspector';
import type { Logger } from 'pino';
import { announceOperation, announcingJobs } from './announced-jobs.ts';
import { announcingPreparations } from './announced-work.ts';
import { createAuditRetention, createAuditWriter } from './audit/index.ts';
import { createSqlAuditStore } from './audit/audit-store.sql.ts';
import { layersOfImages } from './compose-layers.ts';
import { composePublishing } from './compose-publishing.ts';
import { composeChunks } from './compose-chunks.ts';
import { composeDatabase } from './compose-database.ts';
import { composeInspection } from './compose-inspection.ts';
import { composeMachines } from './compose-machines.ts';
import { composeRecords } from './compose-records.ts';
import { composeStorage } from './compose-storage.ts';
import { createChanges } from './changes/index.ts';
import { enqueueJob } from './compose-transactions.ts';
import { ConfigError, type Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { databaseClock } from './db/index.ts';
import { createExports } from './exports/index.ts';
import { createHttpServer, type HttpServer } from './http/http-server.ts';
import { openIdentity } from './identity-provider.ts';
import { imageOwners } from './image-owners.ts';
import type { Identity } from './identity/index.ts';
import { createIdentityStore } from './identity/identity-store.sql.ts';
import { createDiskConverter, createImages, type ImageService } from './images/index.ts';
import { createOptimizedTrees } from './images/optimized-trees.sql.ts';
import { createSqlJobStore } from './jobs/job-store.sql.ts';
import type { Clock } from './kernel/clock.ts';
import type { ProjectId } from './kernel/ids.ts';
import { createJobLanes } from './job-lanes.ts';
import { createConsoles } from './consoles/index.ts';
import { createSqlConsoleStore } from './consoles/console-store.sql.ts';
import { createFlavors } from './flavors/index.ts';
import { createSqlFlavorStore } from './flavors/flavor-store.sql.ts';
import { createKeyPairs } from './key-pairs/index.ts';
import { createSqlKeyPairStore } from './key-pairs/key-pair-store.sql.ts';
import { removeTrialDisks } from './try-boot.ts';
import { mountRoutes } from './mount-routes.ts';
import { imageSettings } from './part-settings.ts';
import { openProfiles } from './open-profiles.ts';
import { quotaDefaults, volumeDefaults, volumeQuotaChanges } from './quota-limits.ts';
import { createDiskPreparer, createPreparations } from './preparation/index.ts';
import { createSqlPreparationStore } from './preparation/preparation-store.sql.ts';
import type { RebuildFigures, RebuildOptions, StorageService } from './storage/index.ts';
import { createOperations } from './operations/index.ts';
import { operationKinds } from './operation-kinds.ts';
import { nameOfSubject } from './operation-names.ts';
import { socketPlaces } from './publishing/index.ts';
import { captureOverlay, createVolumes, openDisks, volumeImages } from './volumes/index.ts';
import { createMetadefs, loadBuiltInDefinitions } from './metadefs/index.ts';
import { createSqlMetadefStore } from './metadefs/metadef-store.sql.ts';

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

/** What goes on beside the requests. */
interface BackgroundWork {
  start(): unknown;
  stop(): Promise<void>;
}

/** Disks that are converted at a time. */
const CONVERSIONS = 2;
/** Exports that are prepared at a time. */
const PREPARATIONS = 2;

/** Images of which corrected copies are made at a time: each has a file system laid out on the disk. */
const CORRECTIONS = 1;

/**
 * The composition root: only it and the `compose-` files that it calls name adapters. Reads top to bottom as the list of
 * what the service is made of.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, directory, logger, version } = options;
  // They ask programs or files of the machine, and none needs another.
  const [database, qemuImg, unpacker, editor, inspector] = await Promise.all([
    composeDatabase(config, directory.database),
    openQemuImg(),
    openUnpacker(),
    openExtEditor(),
    openInspector({
      codeCache: directory.inspectorCode,
      onFailure: (detail) => logger.warn({ detail }, 'a disk could not be looked at'),
    }),
  ]);
  for (const { warning } of [qemuImg, inspector]) if (warning !== null) logger.warn(warning);
  const databaseTime = await databaseClock(database);
  const clock = options.clock ?? databaseTime;
  // Reads may meet damage before there is anybody to see to it.
  let healer: Pick<StorageService, 'nudgeHealer'> | null = null;
  const store = await composeChunks({
    config,
    directory,
    database,
    clock,
    log: logger,
    onDamage: () => healer?.nudgeHealer(),
  });
  const { chunks } = store;

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
  const changes = createChanges(database.signals);
  const jobs = announcingJobs(createSqlJobStore(database), changes);
  const lanes = createJobLanes(
    { store: jobs, clock, log: logger, worker: directory.processName, lease: config['processes.lease'] },
    database.signals,
  );
  const volumeLane = lanes.add();
  const viewLane = lanes.add();
  const exportLane = lanes.add();
  const preparationLane = lanes.add();
  // An image that has come may have a disk to be taken out of it.
  const imageLane = lanes.add(viewLane);
  const profiles = await openProfiles(config);
  const {
    imageParts,
    images: imageStore,
    volumes: volumeStore,
    exports: exportStore,
    machines: machineStore,
    quotaStore,
    quotas,
  } = composeRecords({
    config,
    database,
    changes,
    profiles,
    clock,
    defaultLimits,
    seeToLayers: () => diskService.layers.nudge(),
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
  const storage = composeStorage({
    config,
    directory,
    database,
    lanes,
    store,
    records: { images: imageStore, volumes: volumeStore, exports: exportStore, machines: machineStore },
    owners,
    clock,
    log: logger,
  });
  healer = storage;
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
    nudgeCollector: storage.nudgeCollector,
  });
  const sockets = socketPlaces(directory.processName);
  const { inspection, lookAt } = composeInspection({
    config,
    directory,
    database,
    changes,
    lanes,
    chunks,
    inspector,
    profiles,
    imageStore,
    imageParts,
    imageService,
    sockets,
    clock,
    log: logger,
  });
  const { images, jobHandlers, viewHandlers } = imageService;
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
    nudgeCollector: storage.nudgeCollector,
  });
  const machines = composeMachines({
    config,
    directory,
    lanes,
    treeSocket: diskService.treeSocket,
    store: machineStore,
    disks: disks.machineDisks,
    volumes: disks.volumes,
    images: volumeImages(imageService, chunks),
    familyLatest: (caller, family) => images.familyLatest(caller, family),
    jobs,
    clock,
    log: logger,
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
    nudgeCollector: storage.nudgeCollector,
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
    nudgeCollector: storage.nudgeCollector,
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
      nudgeCollector: storage.nudgeCollector,
    },
  });
  imageLane.serve(jobHandlers);
  volumeLane.serve(disks.jobHandlers);
  viewLane.serve(viewHandlers, CONVERSIONS);
  exportLane.serve(exportService.jobHandlers, PREPARATIONS);
  preparationLane.serve(preparation.jobHandlers, CORRECTIONS);

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
    storage: storage.storage,
    storeFigures: {
      health: storage.health,
      account: storage.account,
      totals: storage.totals,
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
        storage: storage.storage,
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
    packStore: store.packStore,
    chunks,
  });

  const work: readonly BackgroundWork[] = [
    imageService.work,
    inspection.work,
    preparation.work,
    disks.work,
    exportService.work,
    publishingService.work,
    recipeService.work,
    storage.work,
    diskService.work,
    auditRetention,
  ];

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
      for (const part of work) await part.start();
    },
    rebuild: storage.rebuild,
    stop: async () => {
      await drain(http, config['http.drain-timeout']);
      await lanes.stop(0);
      for (const part of [machines.work, ...work]) await part.stop();
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
