import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { openQemuImg } from '@ingot/disk';
import { BUILT_IN_PROFILES } from '@ingot/inspector';
import { withTables } from '../../db/index.ts';
import { caller, openWorld as openImages, uploadOf, type ImageWorld } from '../../images/testing/image-world.ts';
import { testProject } from '../../images/testing/arbitraries.ts';
import { createFlavors, type Flavors } from '../../flavors/index.ts';
import { createSqlFlavorStore, flavorMigrations } from '../../flavors/flavor-store.sql.ts';
import { noPolicy, type ImagePolicy } from '../../inspection/image-policy.ts';
import type { LookAt } from '../../inspection/index.ts';
import { createJobRunner, type JobRunner } from '../../jobs/index.ts';
import { jobCancelWaiting, jobInsert, type JobTables } from '../../jobs/job-store.sql.ts';
import type { ImageId, ImagePoolId, MachineId, PublicationId } from '../../kernel/ids.ts';
import { createPublishing, type PublishingService } from '../create-publishing.ts';
import { desktopImageDependants, type DesktopImageRowTables } from '../desktop-image-dependants.sql.ts';
import type { NewPublication } from '../publication-order.ts';
import type { Publication } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { poolOpener, type PoolPlaces } from '../pools/open-pool.ts';
import { createSqlPublishingStore, publishingMigrations } from '../publishing-store.sql.ts';
import type { SourceMachine } from '../source-machines.ts';
import { socketPlaces } from '../work/socket-places.ts';
import { settlePublishing } from '../work/publishing-work.ts';
import { TestMachines } from './test-machines.ts';

const HOST = 'first';
const log = { info: () => {}, warn: () => {}, error: () => {} };

export const OWNER = caller('p1');
export const ADMIN = caller('p1', 'admin');

/** Publishing with a real database, a real chunk store, pools in directories, and machines without guests. */
export interface PublishingWorld extends Omit<ImageWorld, 'work'>, Pick<PublishingService, 'publishing'> {
  readonly context: PublishingContext;
  readonly machines: TestMachines;
  readonly flavors: Flavors;
  /** A directory that is there, and nobody's. */
  readonly newDirectory: () => Promise<string>;
  /** A pool in such a directory. */
  readonly newPool: () => Promise<{ readonly id: ImagePoolId; readonly directory: string }>;
  /** What lies in a directory, the mark of its pool left out. */
  readonly filesIn: (directory: string) => Promise<string[]>;
  readonly newMachine: (disk: Buffer, facts?: Partial<SourceMachine>) => MachineId;
  readonly upload: (disk: Buffer) => Promise<ImageId>;
  /** Waits until nobody works on a publication any more. */
  readonly ended: (id: PublicationId) => Promise<Publication>;
  /** As after kill -9: what was running is due again, and nothing of the old process goes on. */
  readonly restartPublishing: () => Promise<void>;
  /** One round of what ends publications. */
  readonly settle: () => Promise<void>;
}

export interface PublishingWorldOptions {
  /** Wrappers that go wrong when the test wants it. */
  readonly wrap?: (context: PublishingContext) => PublishingContext;
  readonly lookAt?: LookAt;
  /** How buckets are reached; there are none unless given. */
  readonly s3?: Awaited<ReturnType<PoolPlaces['s3']>>;
  /** Of every project. */
  readonly policy?: Omit<ImagePolicy, 'projectId'>;
}

export async function openWorld(test: TestContext, options: PublishingWorldOptions = {}): Promise<PublishingWorld> {
  const world = await openImages(test, {
    migrations: [publishingMigrations, flavorMigrations],
    dependantsFind: async (tx, id, project, limit) => ({
      items: await desktopImageDependants(withTables<DesktopImageRowTables>(tx), id, project, limit),
      elsewhere: 0,
    }),
  });
  const root = await mkdtemp(path.join(tmpdir(), 'ingot-publishing-'));
  test.after(() => rm(root, { recursive: true }));
  const { images, reservations, views, verdictsWrite, chunks, jobs, clock, database } = world;
  const store = createSqlPublishingStore(database, {
    enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
    cancelWaitingJob: async (tx, id, message, now) =>
      (await jobCancelWaiting(withTables<JobTables>(tx), { id, action: 'publish' }, message, now)) !== null,
  });
  const machines = new TestMachines(chunks);
  const flavors = createFlavors({ store: createSqlFlavorStore(database) });
  let runner: JobRunner | null = null;
  const plain: PublishingContext = {
    store,
    openPool: poolOpener({ reserved: [], s3: async () => options.s3 ?? fail('there is no S3 store') }),
    images,
    imageFind: (id) => world.store.imageFind(id),
    reservations,
    views,
    verdictsWrite,
    machines,
    flavors,
    inspections: { policyGet: async (_caller, project) => ({ ...noPolicy(project), ...options.policy }) },
    profile: (id) => BUILT_IN_PROFILES.find((profile) => profile.id === id) ?? fail(`there is no profile ${id}`),
    lookAt: options.lookAt ?? (async () => ({ findings: null, results: [] })),
    chunks,
    qemuImg: await openQemuImg(),
    sockets: socketPlaces('test', root),
    jobs,
    clock,
    log,
    host: HOST,
    wakeJobs: () => runner?.wake(),
    nudgeCollector: () => {},
  };
  const context = options.wrap?.(plain) ?? plain;
  const service = createPublishing(context);
  const startRunner = async (): Promise<void> => {
    const started = createJobRunner({
      store: jobs,
      handlers: service.jobHandlers,
      clock,
      log,
      worker: HOST,
      pollInterval: 60_000,
    });
    runner = started;
    test.after(() => started.stop(0));
    await started.start();
  };
  await startRunner();
  let directories = 0;
  const newDirectory = (): Promise<string> => mkdtemp(path.join(root, `pool-${(directories += 1)}-`));
  return {
    ...world,
    publishing: service.publishing,
    context,
    machines,
    flavors,
    newDirectory,
    newPool: async () => {
      const directory = await newDirectory();
      const name = path.basename(directory);
      const { pool } = await service.publishing.poolCreate(ADMIN, {
        name,
        place: { kind: 'directory', path: directory },
      });
      return { id: pool.id, directory };
    },
    filesIn: async (directory) => (await readdir(directory)).filter((name) => name !== '.ingot-pool').toSorted(),
    newMachine: (disk, facts = {}) => {
      const ownerId = testProject('p1');
      const usual = {
        name: 'source',
        host: HOST,
        imageType: 'tci',
        osType: 'linux',
        parentId: null,
        properties: {},
      } as const;
      return machines.add({ ...usual, ownerId, ...facts }, disk);
    },
    upload: async (disk) => {
      const { id } = await images.imageCreate(OWNER, { name: 'a disk', diskFormat: 'raw', containerFormat: 'bare' });
      await images.dataUpload(OWNER, id, uploadOf(disk));
      return id;
    },
    ended: async (id) => {
      for (;;) {
        const finished = world.anyFinished();
        const publication = await store.publicationFind(id);
        if (!publication) fail(`publication ${id} is not there`);
        if ('finishedAt' in publication.state) return publication;
        await finished;
      }
    },
    restartPublishing: startRunner,
    settle: () => settlePublishing(context),
  };
}

/** The form of publishing, but for what the test is about. */
export function form(poolId: ImagePoolId, more: Partial<NewPublication> = {}): NewPublication {
  return { name: 'desktop', poolId, profile: null, ...more };
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
