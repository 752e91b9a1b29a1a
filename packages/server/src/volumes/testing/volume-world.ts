import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { localBackend, openChunkStore, type ChunkStore } from '@ingot/chunk-store';
import {
  chunkIndexMigrations,
  createSqlChunkIndex,
  leaseHolds,
  shareTree,
  type ChunkIndexTables,
} from '../../db/chunk-index/chunk-index.sql.ts';
import { type Database, type Engine, withTables } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createImages, type FreedBytes, type Images, type ImageStore } from '../../images/index.ts';
import { imagesWithContent } from '../../images/images-with-content.sql.ts';
import { createSqlImageStore, imageHolds, imageMigrations, type ImageRowTables } from '../../images/image-store.sql.ts';
import { LEASE, TEST_LIMITS, TEST_SETTINGS } from '../../images/testing/settings.ts';
import { testConverter } from '../../images/testing/test-converter.ts';
import { createJobRunner, type JobRunner, type JobStore } from '../../jobs/index.ts';
import {
  createSqlJobStore,
  jobInsert,
  jobCancel,
  jobCancelWaiting,
  jobInsertOnce,
  jobMigrations,
  type JobTables,
} from '../../jobs/job-store.sql.ts';
import { parseVolumeId, type SnapshotId } from '../../kernel/ids.ts';
import { createVolumes, type VolumeService } from '../create-volumes.ts';
import { imageDependants, type VolumeRowTables } from '../image-dependants.sql.ts';
import type { DiskLayers, VolumeDisks } from '../disk-port.ts';
import type { VolumeContext } from '../volume-context.ts';
import { volumeImages } from '../volume-images.ts';
import type { VolumeStore } from '../volume-store.ts';
import { createSqlVolumeStore, volumeMigrations } from '../volume-store.sql.ts';
import type { VolumeLimits } from '../volumes.ts';
import { freeUploading, type UploadingTables } from '../waiting-uploads.sql.ts';
import { directoryDisks } from './directory-disks.ts';

/** Limits small enough to run into. */
const LIMITS: VolumeLimits = { volumes: 20, snapshots: 20, gigabytes: 100, perVolumeGigabytes: 50 };
const WORK_DEADLINE = 60_000;
/** Of the only process of a world. */
const HOST = 'first';

export const VOLUME_WORLD_MIGRATIONS = [chunkIndexMigrations, imageMigrations, jobMigrations, volumeMigrations];

/** An installation with a real database, a real chunk store and disks in a directory of its own. */
export interface VolumeWorld extends VolumeService {
  readonly context: VolumeContext;
  readonly images: Images;
  readonly imageStore: ImageStore;
  readonly store: VolumeStore;
  /** Snapshots whose labels are to be written. */
  readonly labelsDue: Set<SnapshotId>;
  readonly disks: VolumeDisks;
  readonly chunks: ChunkStore;
  readonly jobs: JobStore;
  /** Moved by the test. */
  readonly clock: { now(): number; advance(milliseconds: number): void };
  /** Starts the jobs, those of an earlier life first. */
  startJobs(): Promise<void>;
  stopJobs(): Promise<void>;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Lets the chunk store drop what nothing needs. */
  collect(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly limits?: Partial<VolumeLimits>;
  /** Wrappers that go wrong when the test wants it. */
  readonly wrapDisks?: (disks: VolumeDisks) => VolumeDisks;
  /** Others than raw files in a directory. */
  readonly makeDisks?: (chunks: ChunkStore) => Promise<VolumeDisks>;
  readonly wrapStore?: (store: VolumeStore) => VolumeStore;
}

/** Disks of a directory stand on nothing. */
const NO_LAYERS: DiskLayers = {
  files: async function* files() {
    // None.
  },
  bytes: () => Promise.resolve(null),
  isWanted: () => Promise.resolve(false),
};

/** What was measured of every volume and snapshot. */
export const FREED: FreedBytes = { withinProject: 300, acrossProjects: 100, measuredAt: 1_700_000_000_000 };

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A world of its own for a test, with its jobs running. */
export async function openWorld(
  context: TestContext,
  options: WorldOptions & { readonly engine?: Engine } = {},
): Promise<VolumeWorld> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-volumes-'));
  context.after(() => rm(directory, { recursive: true }));
  const { database, remove } = await temporaryDatabase({
    migrations: VOLUME_WORLD_MIGRATIONS,
    ...(options.engine && { engine: options.engine }),
  });
  context.after(remove);
  const world = await createWorld(database, directory, options);
  context.after(() => world.close());
  await world.startJobs();
  return world;
}

/** @param database with its tables. @param directory for packs and disks; what is there already is taken up. */
export async function createWorld(
  database: Database,
  directory: string,
  { limits, wrapDisks = (disks) => disks, makeDisks, wrapStore = (store) => store }: WorldOptions = {},
): Promise<VolumeWorld> {
  const chunks = await openChunkStore({
    backend: await localBackend(path.join(directory, 'packs')),
    index: createSqlChunkIndex(database),
    owner: HOST,
    workers: 1,
  });
  let [last, ahead] = [0, 0];
  const clock = {
    // No two are the same, and another process goes on from there.
    now: () => (last = Math.max(last + 1, Date.now() + ahead)),
    advance: (milliseconds: number) => (ahead += milliseconds),
  };
  const ended = new EventEmitter();
  const sqlJobs = createSqlJobStore(database);
  const jobs: JobStore = {
    ...sqlJobs,
    jobFinish: async (...finish) => {
      const held = await sqlJobs.jobFinish(...finish);
      ended.emit('end');
      return held;
    },
  };
  let runner: JobRunner | null = null;
  const wakeJobs = (): void => runner?.wake();
  const imageStore = createSqlImageStore(database, {
    enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
    enqueueJobOnce: (tx, job) => jobInsertOnce(withTables<JobTables>(tx), job),
    cancelJob: (tx, ...job) => jobCancel(withTables<JobTables>(tx), ...job),
    cancelFilling: async (tx, id, message, now) => {
      const subject = await jobCancelWaiting(withTables<JobTables>(tx), { id, action: 'upload' }, message, now);
      const volume = subject === null ? null : parseVolumeId(subject);
      return volume && freeUploading(withTables<UploadingTables>(tx), volume, id, now);
    },
    leaseHolds: (tx, lease) => leaseHolds(withTables<ChunkIndexTables>(tx), lease),
    shareTree: (tx, root) => shareTree(withTables<ChunkIndexTables>(tx), root),
    limitsFind: () => Promise.resolve(TEST_LIMITS),
    profilesUnmet: async () => [],
    reportRequest: async () => undefined,
    freedFind: async () => null,
    dependantsFind: (tx, ...question) => imageDependants(withTables<VolumeRowTables>(tx), ...question),
  });
  const imageService = createImages({
    store: imageStore,
    chunks,
    converter: await testConverter(chunks),
    jobs,
    clock,
    log,
    wakeJobs,
    nudgeCollector: () => undefined,
    processName: HOST,
    lease: LEASE,
    signals: database.signals,
    settings: TEST_SETTINGS,
    imports: { schemes: ['http'], ports: [80], allowedHosts: ['127.0.0.1'], timeout: 5000 },
  });
  const { images } = imageService;
  const labelsDue = new Set<SnapshotId>();
  const store = wrapStore(
    createSqlVolumeStore(database, {
      enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
      leaseHolds: (tx, lease) => leaseHolds(withTables<ChunkIndexTables>(tx), lease),
      shareTree: (tx, root) => shareTree(withTables<ChunkIndexTables>(tx), root),
      shareImage: async (tx, id, root) => {
        if (!(await imageHolds(withTables<ImageRowTables>(tx), id, root))) return false;
        await shareTree(withTables<ChunkIndexTables>(tx), root);
        return true;
      },
      freedFind: async () => FREED,
      labelDue: async (_tx, id) => void labelsDue.add(id),
      imagesOf: (kysely, ...question) => imagesWithContent(withTables<ImageRowTables>(kysely), ...question),
      limitsFind: () => Promise.resolve({ ...LIMITS, ...limits }),
    }),
  );
  const disksIn = path.join(directory, 'disks');
  await mkdir(disksIn, { recursive: true });
  const disks = wrapDisks(await (makeDisks?.(chunks) ?? directoryDisks(disksIn, chunks)));
  const volumeContext: VolumeContext = {
    store,
    disks,
    layers: NO_LAYERS,
    images: volumeImages(imageService, chunks),
    jobs,
    clock,
    log,
    settings: { limits: LIMITS, workDeadline: WORK_DEADLINE },
    limitsSet: () => Promise.reject(new Error('limits are the same for everybody here')),
    host: HOST,
    wakeJobs,
    nudgeCollector: () => undefined,
  };
  const service = createVolumes(volumeContext);
  const handlers = { ...imageService.jobHandlers, ...imageService.viewHandlers, ...service.jobHandlers };
  const busy = async (): Promise<boolean> => {
    for (const kind of Object.keys(handlers)) {
      const found = await jobs.jobList({ kind, statuses: ['waiting', 'running'], direction: 'asc', limit: 1 });
      if (found.length > 0) return true;
    }
    return false;
  };
  const stopJobs = async (): Promise<void> => {
    await runner?.stop(0);
    runner = null;
  };
  return {
    ...service,
    context: volumeContext,
    images,
    imageStore,
    store,
    labelsDue,
    disks,
    chunks,
    jobs,
    clock,
    startJobs: async () => {
      runner = createJobRunner({ store: jobs, handlers, clock, log, worker: HOST, pollInterval: 60_000 });
      await runner.start();
    },
    stopJobs,
    idle: async () => {
      for (;;) {
        const end = once(ended, 'end');
        if (!(await busy())) return;
        await end;
      }
    },
    collect: async () => {
      await chunks.collect(async function* live() {
        for await (const { root, place } of imageStore.contents()) yield { root, keptBy: place };
        for await (const { root, place } of store.trees()) yield { root, keptBy: place };
      });
    },
    close: async () => {
      await stopJobs();
      await service.work.stop();
      await chunks.close();
    },
  };
}
