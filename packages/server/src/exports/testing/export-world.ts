import type { TestContext } from 'node:test';
import { withTables } from '../../db/index.ts';
import { leaseHolds, shareTree, type ChunkIndexTables } from '../../db/chunk-index/chunk-index.sql.ts';
import type { ImageRowTables } from '../../images/image-store.sql.ts';
import { imagesGone } from '../../images/images-gone.sql.ts';
import { caller, openWorld as openImages, uploadOf, type ImageWorld } from '../../images/testing/image-world.ts';
import { createJobRunner } from '../../jobs/index.ts';
import { jobInsert, type JobTables } from '../../jobs/job-store.sql.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { createExports, type ExportService } from '../create-exports.ts';
import type { ExportContext, ExportSettings } from '../export-context.ts';
import type { ExportFormat } from '../export-format.ts';
import { createSqlExportStore, exportMigrations } from '../export-store.sql.ts';
import { giveUpExports } from '../export-work.ts';
import type { ImageExport } from '../image-export.ts';
import { LayoutCache } from '../layout-cache.ts';

/** Images with a real database and a real chunk store, and their exports. */
export interface ExportWorld extends Omit<ImageWorld, 'work' | 'collect'>, Pick<ExportService, 'exports'> {
  readonly exportStore: ExportContext['store'];
  /** An image of project `p1` with these bytes. */
  readonly upload: (bytes: Buffer, diskFormat?: 'raw' | 'qcow2') => Promise<ImageId>;
  /** Prepares an export and waits for its end. */
  readonly prepare: (id: ImageId, format: ExportFormat) => Promise<ImageExport>;
  /** A round of giving up. @returns how many went. */
  giveUp(settings?: Partial<ExportSettings>): Promise<number>;
  collect(): Promise<void>;
}

const OWNER = caller('p1');
const SETTINGS: ExportSettings = { keep: 86_400_000, space: 2 ** 30 };
const log = { info: () => {}, warn: () => {}, error: () => {} };

export async function openWorld(
  context: TestContext,
  wrap: (chunks: ExportContext['chunks']) => ExportContext['chunks'] = (chunks) => chunks,
): Promise<ExportWorld> {
  const world = await openImages(context, { migrations: [exportMigrations] });
  const { images, views, chunks, jobs, clock, database } = world;
  const store = createSqlExportStore(database, {
    enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
    leaseHolds: (tx, lease) => leaseHolds(withTables<ChunkIndexTables>(tx), lease),
    shareTree: (tx, root) => shareTree(withTables<ChunkIndexTables>(tx), root),
    imagesGone: (kysely, ids) => imagesGone(withTables<ImageRowTables>(kysely), ids),
  });
  const parts = {
    store,
    images,
    disks: views,
    chunks: wrap(chunks),
    jobs,
    settings: SETTINGS,
    clock,
    log,
    wakeJobs: () => runner.wake(),
    nudgeCollector: () => {},
  };
  const service = createExports(parts);
  const runner = createJobRunner({
    store: jobs,
    handlers: service.jobHandlers,
    clock,
    log,
    worker: 'first',
    pollInterval: 60_000,
  });
  await runner.start();
  context.after(() => runner.stop(0));
  return {
    ...world,
    exports: service.exports,
    exportStore: store,
    upload: async (bytes, diskFormat = 'raw') => {
      const { id } = await images.imageCreate(OWNER, { name: 'a disk', diskFormat, containerFormat: 'bare' });
      await images.dataUpload(OWNER, id, uploadOf(Buffer.from(bytes)));
      return id;
    },
    prepare: async (id, format) => {
      let finished = world.anyFinished();
      for (let found = await service.exports.exportPrepare(OWNER, id, format); ;) {
        if (found.state.status !== 'preparing') return found;
        await finished;
        finished = world.anyFinished();
        found = await service.exports.exportGet(OWNER, id, format);
      }
    },
    giveUp: (settings) =>
      giveUpExports({ ...parts, layouts: new LayoutCache(), settings: { ...SETTINGS, ...settings } }),
    collect: () =>
      world.collect(async function* artefacts() {
        for await (const { root } of store.artefacts()) yield { root, keptBy: 'export' };
      }),
  };
}
