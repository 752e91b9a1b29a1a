import type { Ingested } from '@ingot/chunk-store';
import type { Job, JobHandler, JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { JobId } from '../../kernel/ids.ts';
import { contentOf, stagedContentOf, type Image, type ImageContent } from '../image.ts';
import { notFound } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { formatsOf, inspectContent, type Formats } from '../image-inspection.ts';
import { checkSize, takeIn } from '../image-intake.ts';
import type { ImageTransaction, ImageUpload } from '../image-store.ts';
import { requireSafe, uploadBegin, uploadEnd, uploadGrow, uploadHeld } from '../image-uploads.ts';
import type { ImportMethod } from '../images.ts';
import { fromChunkStore } from '../storage-errors.ts';
import { publicReason } from '../upload-failure.ts';
import { requestViewOf } from '../views/disk-views.ts';
import { download, type Resolve } from './download.ts';
import { convertStaged } from './convert-import.ts';
import { withFailedImport, withoutImport } from './import-properties.ts';
import { payloadOf } from './import-task.ts';
import { isToBeConverted } from './target-format.ts';
import type { UrlGuard } from './url-guard.ts';

export interface ImportOptions {
  readonly guard: UrlGuard;
  readonly resolve: Resolve;
  /** Milliseconds that may pass without anything arriving. */
  readonly timeout: number;
}

type WebDownload = Extract<ImportMethod, { name: 'web-download' }>;

/**
 * Runs an import. It owns the image as long as that is `importing` with this task; run again after an interruption it
 * starts anew, and run again after its end it changes nothing.
 */
export function importHandler(context: ImageContext, options: ImportOptions): JobHandler {
  return {
    maxAttempts: 5,
    run: async (job, run) => {
      const { imageId, method } = payloadOf(job);
      const image = await context.store.imageFind(imageId);
      if (!image || !isImportedBy(image, job.id)) return outcomeOf(image, job);
      try {
        if (method.name === 'web-download' && !stagedContentOf(image)) {
          await importFromWeb(context, options, job, run, method);
        }
        await importStaged(context, job, run);
      } catch (error) {
        if (run.signal.aborted) throw error;
        const failure = fromChunkStore(error);
        await failImport(context, job, publicReason(failure));
        throw failure;
      }
      context.wakeJobs();
      return '';
    },
    gaveUp: (job, reason) => failImport(context, job, reason),
  };
}

/** Makes the image active that has its bytes staged; what came over the web and needed nothing more is that already. */
async function importStaged(context: ImageContext, job: Job, run: JobRun): Promise<void> {
  const image = await context.store.imageFind(payloadOf(job).imageId);
  if (!image || contentOf(image)) return;
  const staged = stagedContentOf(image);
  if (!staged) throw new IngotError('conflict', 'There is no staged data to import.');
  const formats = requireFormats(image);
  const virtualSize = await inspectContent(await context.chunks.open(staged.root), formats);
  if (isToBeConverted(image)) return convertStaged(context, job, run, staged, formats, findImported);
  await context.store.transaction(async (tx) => {
    const current = await findImported(tx, job, formats);
    await tx.usageAdd(current.ownerId, { stagedBytes: -staged.size, bytes: staged.size }, null);
    await activate(context, tx, current, { ...staged, virtualSize }, job);
  });
}

async function importFromWeb(
  context: ImageContext,
  { guard, resolve, timeout }: ImportOptions,
  job: Job,
  run: JobRun,
  { uri }: WebDownload,
): Promise<void> {
  const { upload: claimed, formats } = await claimForImport(context, job);
  run.progress('Connecting.');
  const file = await download(uri, { guard, resolve, timeout, signal: run.signal });
  try {
    checkSize(0, file.size, context.settings.maxSize);
    const upload = await uploadGrow(context, claimed, file.size ?? 0);
    const progress = (done: number): void =>
      run.progress(`${done} of ${file.size ?? 'unknown'} bytes have come.`, { done, total: file.size });
    const intake = { upload, bytes: file.bytes, declaredSize: file.size, formats, signal: run.signal, progress };
    await takeIn(context, intake, (ingested) => commitImport(context, job, upload, formats, ingested));
  } finally {
    file.close();
  }
}

async function commitImport(
  context: ImageContext,
  job: Job,
  upload: ImageUpload,
  formats: Formats,
  ingested: Ingested,
): Promise<void> {
  const { root, size, md5, sha512, newBytes } = ingested;
  const virtualSize = await inspectContent(await context.chunks.open(root), formats);
  await context.store.transaction(async (tx) => {
    await uploadHeld(tx, upload);
    await requireSafe(tx, ingested);
    const image = await findImported(tx, job, formats);
    await uploadEnd(tx, image.id);
    const content: ImageContent = { root, size, virtualSize, checksums: { md5, sha512 }, newBytes };
    if (isToBeConverted(image)) {
      await tx.usageAdd(image.ownerId, { stagedBytes: size }, null);
      await tx.imageWrite({ ...image, state: { status: 'importing', task: job.id, staged: content } }, image);
    } else {
      await tx.usageAdd(image.ownerId, { bytes: size }, null);
      await activate(context, tx, image, content, job);
    }
  });
}

/** Takes the place of whoever tried before. */
function claimForImport(context: ImageContext, job: Job): Promise<{ upload: ImageUpload; formats: Formats }> {
  return context.store.transaction(async (tx) => {
    const { imageId } = payloadOf(job);
    const image = await tx.imageFind(imageId);
    if (!image || !isImportedBy(image, job.id)) throw notFound(imageId);
    const formats = requireFormats(image);
    await uploadEnd(tx, image.id);
    return { upload: await uploadBegin(context, tx, image, 0), formats };
  });
}

/** The image, if it is still being imported by this job and still said to be what was inspected. */
async function findImported(tx: ImageTransaction, job: Job, inspected: Formats): Promise<Image> {
  const { imageId } = payloadOf(job);
  const image = await tx.imageFind(imageId);
  if (!image || !isImportedBy(image, job.id)) throw notFound(imageId);
  const formats = requireFormats(image);
  if (formats.disk !== inspected.disk || formats.container !== inspected.container) {
    throw new IngotError('conflict', 'The formats of the image were changed during the import.');
  }
  return image;
}

async function activate(
  context: ImageContext,
  tx: ImageTransaction,
  image: Image,
  content: ImageContent,
  job: Job,
): Promise<void> {
  const active: Image = {
    ...image,
    properties: withoutImport(image.properties),
    state: { status: 'active', content },
    updatedAt: context.clock.now(),
  };
  await tx.imageWrite(active, image);
  await requestViewOf(context, tx, active, { failed: 'leave', asker: payloadOf(job).userId });
}

/** The image is queued again, what was staged or on its way is given up; nothing happens if it is not this job's. */
async function failImport(context: ImageContext, job: Pick<Job, 'id' | 'payload'>, failure: string): Promise<void> {
  const { store, clock, nudgeCollector } = context;
  await store.transaction(async (tx) => {
    const image = await tx.imageFind(payloadOf(job).imageId);
    if (!image || !isImportedBy(image, job.id)) return;
    await requeueImport(tx, image, failure, clock.now());
  });
  nudgeCollector();
}

export async function requeueImport(tx: ImageTransaction, image: Image, failure: string, now: number): Promise<void> {
  await uploadEnd(tx, image.id);
  await tx.usageAdd(image.ownerId, { stagedBytes: -(stagedContentOf(image)?.size ?? 0) }, null);
  await tx.imageWrite(
    {
      ...image,
      properties: withFailedImport(image.properties),
      state: { status: 'queued', failure },
      updatedAt: now,
    },
    image,
  );
}

function isImportedBy({ state }: Image, task: JobId): boolean {
  return state.status === 'importing' && state.task === task;
}

function requireFormats(image: Image): Formats {
  const formats = formatsOf(image);
  if (!formats) throw new IngotError('conflict', 'The formats of the image were taken away during the import.');
  return formats;
}

/** How an import ended that was not written down before the process did. */
function outcomeOf(image: Image | null, job: Job): string {
  const state = image?.state;
  if (state?.status === 'active' || state?.status === 'deactivated') return '';
  if (state?.status === 'queued' && state.failure !== null) throw new IngotError('conflict', state.failure);
  throw notFound(payloadOf(job).imageId);
}
