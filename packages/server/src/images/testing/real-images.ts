import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localBackend, openChunkStore } from '@ingot/chunk-store';
import {
  chunkIndexMigrations,
  createSqlChunkIndex,
  leaseHolds,
  shareTree,
  type ChunkIndexTables,
} from '../../db/chunk-index/chunk-index.sql.ts';
import { withTables } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createJobRunner, type JobRunner } from '../../jobs/index.ts';
import {
  createSqlJobStore,
  jobInsert,
  jobCancel,
  jobInsertOnce,
  jobMigrations,
  type JobTables,
} from '../../jobs/job-store.sql.ts';
import { systemClock } from '../../kernel/clock.ts';
import { createImages } from '../create-images.ts';
import type { ImageSettings } from '../image-settings.ts';
import { createSqlImageStore, imageMigrations } from '../image-store.sql.ts';
import type { Images } from '../images.ts';
import { LEASE, TEST_LIMITS, TEST_SETTINGS } from './settings.ts';
import { testConverter } from './test-converter.ts';

export interface RealImages {
  readonly images: Images;
  /** Where the packs are, for tests that damage them. */
  readonly packs: string;
  /** Ends everything and removes what was written. */
  stop(): Promise<void>;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The domain as the service has it, with a database and packs of its own; imports reach `127.0.0.1` only. */
export async function startRealImages(settings: Partial<ImageSettings> = {}): Promise<RealImages> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-images-'));
  const packs = path.join(directory, 'packs');
  const migrations = [chunkIndexMigrations, jobMigrations, imageMigrations];
  const { database, remove } = await temporaryDatabase({ migrations });
  const index = createSqlChunkIndex(database);
  const chunks = await openChunkStore({ backend: await localBackend(packs), index, owner: 'test', cacheSize: 0 });
  const jobs = createSqlJobStore(database);
  const service = createImages({
    store: createSqlImageStore(database, {
      enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
      enqueueJobOnce: (tx, job) => jobInsertOnce(withTables<JobTables>(tx), job),
      cancelJob: (tx, ...job) => jobCancel(withTables<JobTables>(tx), ...job),
      cancelFilling: async () => null,
      leaseHolds: (tx, lease) => leaseHolds(withTables<ChunkIndexTables>(tx), lease),
      shareTree: (tx, root) => shareTree(withTables<ChunkIndexTables>(tx), root),
      limitsFind: async () => TEST_LIMITS,
      profilesUnmet: async () => [],
      reportRequest: async () => undefined,
      freedFind: async () => null,
      dependantsFind: async () => ({ items: [], elsewhere: 0 }),
    }),
    chunks,
    converter: await testConverter(chunks),
    jobs,
    clock: systemClock,
    processName: 'test',
    lease: LEASE,
    signals: database.signals,
    settings: { ...TEST_SETTINGS, ...settings },
    log: SILENT,
    wakeJobs: () => runner.wake(),
    nudgeCollector: () => undefined,
    imports: { schemes: ['http'], ports: [80], allowedHosts: ['127.0.0.1'], timeout: 5000 },
  });
  const runner: JobRunner = createJobRunner({
    store: jobs,
    handlers: { ...service.jobHandlers, ...service.viewHandlers },
    clock: systemClock,
    log: SILENT,
    worker: 'test',
  });
  await runner.start();
  await service.work.start();
  return {
    images: service.images,
    packs,
    stop: async () => {
      await runner.stop(0);
      await service.work.stop();
      await chunks.close();
      await remove();
      await rm(directory, { recursive: true });
    },
  };
}
