import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once, EventEmitter } from 'node:events';
import type { TestContext } from 'node:test';
import { localBackend, openChunkStore, type ChunkStore, type Ingest, type LiveRoot } from '@ingot/chunk-store';
import {
  chunkIndexMigrations,
  createSqlChunkIndex,
  leaseHolds,
  shareTree,
  type ChunkIndexTables,
} from '../../db/chunk-index/chunk-index.sql.ts';
import { type Database, type Engine, type Migrations, withTables } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createJobRunner, type JobRunner, type JobStore } from '../../jobs/index.ts';
import {
  createSqlJobStore,
  jobInsert,
  jobCancel,
  jobInsertOnce,
  jobMigrations,
  type JobTables,
} from '../../jobs/job-store.sql.ts';
import type { Caller, RoleName } from '../../kernel/caller.ts';
import { parseDomainId, parseUserId, type ProjectId } from '../../kernel/ids.ts';
import type { FreedBytes } from '../freed-bytes.ts';
import type { Image } from '../image.ts';
import { createImages, type ImageService } from '../create-images.ts';
import type { UnmetProfile } from '../publication/unmet-profile.ts';
import type { ImageSettings } from '../image-settings.ts';
import type { ImageStore, UsageCeiling } from '../image-store.ts';
import { createSqlImageStore, imageMigrations } from '../image-store.sql.ts';
import type { TransactionParts } from '../image-transaction.sql.ts';
import type { Upload } from '../images.ts';
import type { ImagesOptions } from '../create-images.ts';
import { testProject } from './arbitraries.ts';
import { LEASE, TEST_LIMITS, TEST_SETTINGS } from './settings.ts';
import { testConverter } from './test-converter.ts';

/** An installation with a real database and a real chunk store in a directory of its own. */
export interface ImageWorld extends ImageService {
  readonly store: ImageStore;
  readonly database: Database;
  readonly chunks: ChunkStore;
  readonly jobs: JobStore;
  readonly runner: JobRunner;
  /** Moved by the test. */
  readonly clock: { now(): number; advance(milliseconds: number): void };
  /** Lets the chunk store drop what no image needs, nor anything else. */
  collect(others?: () => AsyncIterable<LiveRoot>): Promise<void>;
  /** Resolves when the next job has ended; to be asked for before it is started. */
  anyFinished(): Promise<void>;
  /** Takes the leases of all uploads and collections away, as another process does when they have run out. */
  endLeases(): Promise<void>;
  /** The service starts again after `runner.stop`. */
  restartRunner(): Promise<void>;
  /** Another process over the same database and chunks, or, by the name `PROCESS_NAME`, the same one started again. */
  beside(processName?: string): ImageService;
}

export interface WorldOptions {
  /** What the tests of this process use, unless given. */
  readonly engine?: Engine;
  /** Tables of what stands beside images. */
  readonly migrations?: readonly Migrations[];
  readonly settings?: Partial<ImageSettings>;
  /** What every project may have. */
  readonly limits?: Partial<UsageCeiling>;
  readonly imports?: Partial<ImagesOptions['imports']>;
  /** What images have not passed; nothing unless given. */
  readonly unmet?: (image: Image) => readonly UnmetProfile[];
  /** Told of every image that comes to be active, within the transaction. */
  readonly onActive?: (image: Image) => void;
  /** What stands on every image, as its project has it. */
  readonly dependants?: (project: ProjectId) => Awaited<ReturnType<ImageStore['dependantsFind']>>;
  /** The same of each image by itself. */
  readonly dependantsFind?: TransactionParts['dependantsFind'];
  /** What deleting any image frees; not measured unless given. */
  readonly freed?: FreedBytes;
  /** Wrappers that go wrong when the test wants it. */
  readonly store?: (store: ImageStore) => ImageStore;
  readonly ingest?: (stream: Ingest) => Ingest;
}

/** Of the first process of a world. */
export const PROCESS_NAME = 'first';

const log = { info: () => {}, warn: () => {}, error: () => {} };

export async function openWorld(context: TestContext, options: WorldOptions = {}): Promise<ImageWorld> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-images-'));
  context.after(() => rm(directory, { recursive: true }));
  const migrations = [chunkIndexMigrations, imageMigrations, jobMigrations, ...(options.migrations ?? [])];
  const { database, beside, remove } = await temporaryDatabase({
    migrations,
    ...(options.engine && { engine: options.engine }),
  });
  context.after(remove);
  const index = createSqlChunkIndex(database);
  const real = await openChunkStore({
    backend: await localBackend(path.join(directory, 'packs')),
    index,
    owner: PROCESS_NAME,
    workers: 1,
  });
  context.after(() => real.close());
  const { ingest = (stream) => stream } = options;
  const chunks: ChunkStore = {
    ingest: async (how) => ingest(await real.ingest(how)),
    derive: (base, size, how) => real.derive(base, size, how),
    extract: (file, disk, how) => real.extract(file, disk, how),
    hold: (root) => real.hold(root),
    assemble: (how) => real.assemble(how),
    open: (root) => real.open(root),
    differences: (before, after) => real.differences(before, after),
    visit: (root, visitor, signal) => real.visit(root, visitor, signal),
    checksums: (root, how) => real.checksums(root, how),
    nameDisk: (size, signal) => real.nameDisk(size, signal),
    sha256: (signal) => real.sha256(signal),
    lengths: (ids) => real.lengths(ids),
    findAbsent: (ids) => real.findAbsent(ids),
    recover: () => real.recover(),
    collect: (roots, how) => real.collect(roots, how),
    compact: (how) => real.compact(how),
    usage: () => real.usage(),
    integrity: real.integrity,
    close: () => real.close(),
  };

  const converter = await testConverter(chunks, options.settings?.maxSize);
  let time = 1_700_000_000_000;
  const clock = { now: () => time++, advance: (milliseconds: number) => (time += milliseconds) };
  const ended = new EventEmitter();
  const jobStore = createSqlJobStore(database);
  const jobs: JobStore = {
    ...jobStore,
    jobFinish: async (claim, ...rest) => {
      const held = await jobStore.jobFinish(claim, ...rest);
      ended.emit('end');
      return held;
    },
  };
  const storeOn = (on: Database): ImageStore => {
    const sqlStore = createSqlImageStore(on, {
      enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
      enqueueJobOnce: (tx, job) => jobInsertOnce(withTables<JobTables>(tx), job),
      cancelJob: (tx, ...job) => jobCancel(withTables<JobTables>(tx), ...job),
      cancelFilling: async () => null,
      leaseHolds: (tx, lease) => leaseHolds(withTables<ChunkIndexTables>(tx), lease),
      shareTree: (tx, root) => shareTree(withTables<ChunkIndexTables>(tx), root),
      limitsFind: async () => ({ ...TEST_LIMITS, ...options.limits }),
      profilesUnmet: async (_tx, image) => options.unmet?.(image) ?? [],
      reportRequest: async (_tx, image) => options.onActive?.(image),
      freedFind: async () => options.freed ?? null,
      dependantsFind: async (tx, id, project, limit) => {
        if (options.dependantsFind) return options.dependantsFind(tx, id, project, limit);
        const { items, elsewhere } = options.dependants?.(project) ?? { items: [], elsewhere: 0 };
        return { items: items.slice(0, limit), elsewhere };
      },
    });
    return options.store?.(sqlStore) ?? sqlStore;
  };
  const store = storeOn(database);
  const create = (on: Database, processName: string, wakeJobs: () => void): ImageService =>
    createImages({
      store: on === database ? store : storeOn(on),
      chunks,
      converter,
      jobs,
      clock,
      log,
      wakeJobs,
      nudgeCollector: () => {},
      processName,
      lease: LEASE,
      signals: on.signals,
      settings: { ...TEST_SETTINGS, ...options.settings },
      imports: { schemes: ['http', 'https'], ports: [80, 443], allowedHosts: [], timeout: 5000, ...options.imports },
    });
  const service = create(database, PROCESS_NAME, () => runner.wake());
  const startable = (): JobRunner =>
    createJobRunner({
      store: jobs,
      handlers: { ...service.jobHandlers, ...service.viewHandlers },
      clock,
      log,
      worker: PROCESS_NAME,
      pollInterval: 60_000,
    });
  let runner = startable();
  await runner.start();
  context.after(() => runner.stop(0));
  context.after(() => service.work.stop());
  return {
    ...service,
    store,
    database,
    chunks,
    jobs,
    runner,
    clock,
    collect: async (others) => {
      await chunks.collect(async function* live(): AsyncGenerator<LiveRoot> {
        if (others) yield* others();
        for await (const { root } of store.pushedContents()) yield { root, keptBy: 'push' };
        for await (const { root } of store.views()) yield { root, keptBy: 'view' };
        for await (const { root, place } of store.contents()) {
          if (place !== 'view') yield { root, keptBy: place };
        }
      });
    },
    endLeases: async () => {
      await index.endLeases({ expiredAt: Number.MAX_SAFE_INTEGER });
    },
    anyFinished: async () => {
      await once(ended, 'end');
    },
    restartRunner: () => {
      runner = startable();
      return runner.start();
    },
    beside: (processName = 'beside') => create(beside(), processName, () => {}),
  };
}

/** Somebody with a token of `project`; roles imply each other as they do in real tokens. */
export function caller(project: string | null, role: RoleName | 'none' = 'member'): Caller {
  const userId = parseUserId(`user-of-${project ?? 'nobody'}`);
  const domainId = parseDomainId('default');
  if (!userId || !domainId) throw new Error('the ids of the caller are none');
  const implied: Record<RoleName | 'none', RoleName[]> = {
    admin: ['admin', 'member', 'reader'],
    member: ['member', 'reader'],
    reader: ['reader'],
    service: ['service'],
    none: [],
  };
  return {
    userId,
    userName: 'somebody',
    userDomainId: domainId,
    projectId: project === null ? null : testProject(project),
    domainId: null,
    roles: new Set(implied[role]),
    requestId: `req-${project ?? 'nobody'}`,
  };
}

/** Bytes as a client would send them. */
export function uploadOf(bytes: Buffer, more: Partial<Upload> = {}): Upload {
  return {
    bytes: inPieces(bytes),
    declaredSize: bytes.length,
    store: null,
    signal: new AbortController().signal,
    ...more,
  };
}

/** As a socket gives them: pieces of 64 KiB. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += 65_536) yield bytes.subarray(offset, offset + 65_536);
}

/** A sender that the test holds the strings of. */
export function puppet(): {
  bytes: AsyncIterable<Buffer>;
  /** Resolves when the receiver has asked for more. */
  send(bytes: Buffer): Promise<void>;
  end(): void;
  fail(error: Error): void;
} {
  type Step = { readonly bytes: Buffer } | { readonly error: Error } | null;
  let step = Promise.withResolvers<Step>();
  let taken = Promise.withResolvers<void>();
  async function* bytes(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await step.promise;
      if (next === null) return;
      if ('error' in next) throw next.error;
      step = Promise.withResolvers();
      yield next.bytes;
      taken.resolve();
      taken = Promise.withResolvers();
    }
  }
  return {
    bytes: bytes(),
    send: (piece) => {
      step.resolve({ bytes: piece });
      return taken.promise;
    },
    end: () => step.resolve(null),
    fail: (error) => step.resolve({ error }),
  };
}
