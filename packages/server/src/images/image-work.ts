import { createReconciler, type Reconciler } from '../jobs/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { ImageContext } from './image-context.ts';
import type { ImageUpload } from './image-store.ts';
import { purge } from './image-trash.ts';
import { requeue } from './upload-failure.ts';
import { IMPORT_JOB, TASK_LIFETIME } from './imports/import-task.ts';
import { requeueImport } from './imports/import-job.ts';
import { CHECKSUM_JOB, enqueueMissingChecksums } from './trees/checksum-job.ts';
import { VIEW_JOB } from './views/view-payload.ts';
import { clearViews, requestMissingViews } from './views/view-work.ts';

/** Things handled in one go; between two of them others get their turn at the database. */
const BATCH = 100;
const INTERRUPTED = 'The upload was interrupted: the service stopped, or lost sight of it. Send the data again.';

/** Uploads that nobody takes in any more: the image is queued again and the quota free. */
async function clearUploads(
  { store, clock, log, nudgeCollector }: ImageContext,
  find: () => Promise<readonly ImageUpload[]>,
  isDead: (upload: ImageUpload) => boolean,
): Promise<void> {
  for (;;) {
    const dead = await find();
    for (const { imageId, token } of dead) {
      await store.transaction(async (tx) => {
        await tx.imageFind(imageId);
        const current = await tx.uploadFind(imageId);
        // Renewed, or somebody else's, meanwhile.
        if (current?.token !== token || !isDead(current)) return;
        await requeue(tx, current, INTERRUPTED, clock.now());
      });
      log.info({ image: imageId }, 'cleared away the upload of a writer that died');
    }
    if (dead.length > 0) nudgeCollector();
    if (dead.length < BATCH) return;
  }
}

function clearExpiredUploads(context: ImageContext): Promise<void> {
  const now = context.clock.now();
  return clearUploads(
    context,
    () => context.store.uploadsBefore(now, BATCH),
    ({ leaseUntil }) => leaseUntil <= now,
  );
}

/** Those of an earlier life of this process. */
function clearOwnUploads(context: ImageContext): Promise<void> {
  return clearUploads(
    context,
    () => context.store.uploadsOf(context.processName, BATCH),
    (upload) => upload.process === context.processName,
  );
}

/** Images that wait for an import that is over, or is not known. */
async function clearLostImports({ store, jobs, clock, log }: ImageContext): Promise<void> {
  for (let last: ImageId | null = null; ;) {
    const images = await store.importing(last, BATCH);
    for (const { id, state } of images) {
      if (state.status !== 'importing') continue;
      const job = await jobs.jobFind(state.task);
      if (job && !('finishedAt' in job.state)) continue;
      await store.transaction(async (tx) => {
        const image = await tx.imageFind(id);
        if (image?.state.status !== 'importing' || image.state.task !== state.task) return;
        await requeueImport(tx, image, job?.message ?? 'The import was lost.', clock.now());
      });
      log.warn({ image: id, task: state.task }, 'an image waited for an import that was over');
    }
    last = images.at(-1)?.id ?? null;
    if (last === null) return;
  }
}

async function forgetTasks({ jobs, clock }: ImageContext): Promise<void> {
  for (const kind of [IMPORT_JOB, CHECKSUM_JOB, VIEW_JOB]) {
    while ((await jobs.jobForget(kind, clock.now() - TASK_LIFETIME, BATCH)) === BATCH);
  }
}

/** Images that have lain in the trash long enough: only the tombstone stays. @returns how many. */
async function emptyTrash({ store, clock, settings }: ImageContext): Promise<number> {
  const deletedBefore = clock.now() - settings.trashRetention;
  for (let purged = 0; ;) {
    const ids = await store.trashBefore(deletedBefore, BATCH);
    for (const id of ids) {
      await store.transaction(async (tx) => {
        const image = await tx.imageFind(id);
        // Brought back, and perhaps deleted again, meanwhile.
        if (image?.state.status !== 'deleted' || image.state.deletedAt >= deletedBefore) return;
        await purge(tx, image, image.state);
      });
    }
    purged += ids.length;
    if (ids.length < BATCH) return purged;
  }
}

/** What keeps images in order without being asked. */
export interface ImageWork {
  /** Clears away at once what an earlier life of this process was taking in. */
  start(): Promise<void>;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;

export function createImageWork(context: ImageContext): ImageWork {
  const { clock, log, nudgeCollector } = context;
  const reconciler = (name: string, interval: number, round: () => Promise<void>): Reconciler =>
    createReconciler({ name, interval, round, clock, log });
  const reconcilers = [
    reconciler('dead uploads', context.lease / 2, () => clearExpiredUploads(context)),
    reconciler('imports', 5 * MINUTE, async () => {
      await clearLostImports(context);
      await forgetTasks(context);
    }),
    reconciler('disk views', 10 * MINUTE, async () => {
      await clearViews(context);
      await requestMissingViews(context);
    }),
    // Content that cannot be read is tried again now and then: it may have been healed.
    reconciler('checksums', 60 * MINUTE, () => enqueueMissingChecksums(context)),
    reconciler('trash', 10 * MINUTE, async () => {
      if ((await emptyTrash(context)) > 0) nudgeCollector();
    }),
  ];
  return {
    start: async () => {
      await clearOwnUploads(context);
      for (const each of reconcilers) each.start();
    },
    stop: async () => {
      await Promise.all(reconcilers.map((each) => each.stop()));
    },
  };
}
