import { backgroundChecksums, treeExport, type StoredTree, type TreeReader } from '@ingot/chunk-store';
import { writeCompressedQcow2, writeStreamVmdk, type Blocks, type FileOutput } from '@ingot/disk';
import { JobCancelled, type Job, type JobHandler, type JobRun, type NewJob } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import { parseImageId, type JobId, type UserId } from '../kernel/ids.ts';
import { storeArtefact } from './artefact.ts';
import type { ExportContext } from './export-context.ts';
import { isCompressed, type CompressedFormat, type ExportFormat } from './export-format.ts';
import { exportedFile, identityOf } from './exported-file.ts';
import type { Progress } from './export-store.ts';
import type { ExportKey, ImageExport, PreparedExport } from './image-export.ts';
import { fromExport } from './refusals.ts';

/** The kind of job that prepares an export. Its subject is the image. */
export const EXPORT_JOB = 'image-export';

interface ExportPayload {
  readonly format: ExportFormat;
}

/** Between two looks at whether it is still wanted, in milliseconds. */
const TELL_EVERY = 1000;
const NOT_WANTED = 'Nobody waits for this any more.';

export function exportJob(
  id: JobId,
  { imageId, format, projectId, createdAt }: ImageExport,
  userId: UserId | null,
): NewJob {
  const payload: ExportPayload = { format };
  const about = { action: 'export', topic: 'image', id: imageId, projectId, userId } as const;
  return { id, kind: EXPORT_JOB, subject: imageId, lane: projectId ?? '', about, payload, at: createdAt };
}

/** What `exportJob` made; nobody else enqueues jobs of this kind. */
function keyOf({ subject, payload }: Pick<Job, 'subject' | 'payload'>): ExportKey {
  const imageId = parseImageId(subject);
  if (!imageId) throw new Error(`${subject} is no image`);
  return { imageId, format: (payload as ExportPayload).format };
}

/** As what the export of a job is wanted. */
export function exportFormatOf(job: Pick<Job, 'subject' | 'payload'>): ExportFormat {
  return keyOf(job).format;
}

/** Begins anew each time it is run: what an interrupted one has stored is held by nobody. */
export function exportHandler(context: ExportContext): JobHandler {
  const { store, clock } = context;
  return {
    maxAttempts: 5,
    run: async (job, run) => {
      const key = keyOf(job);
      const watch = new Watch(context, key, job.id, run);
      try {
        if (!(await watch.isWanted())) throw new JobCancelled(NOT_WANTED);
        await prepare(context, key, job, watch);
        return `It was prepared as ${key.format}.`;
      } catch (error) {
        if (run.signal.aborted || error instanceof JobCancelled) throw error;
        if (watch.signal.aborted) throw new JobCancelled(NOT_WANTED);
        const refusal = fromExport(error);
        const reason = refusal instanceof IngotError ? refusal.message : 'The log of the service has the reason.';
        await store.exportFail(key, job.id, reason, clock.now());
        throw refusal;
      } finally {
        watch.stop();
      }
    },
    gaveUp: (job, reason) => store.exportFail(keyOf(job), job.id, reason, clock.now()),
  };
}

/** Tells how far the work is, and stops it when nobody waits for it any more. */
class Watch {
  readonly signal: AbortSignal;
  readonly run: JobRun;
  progress: Progress = { done: 0, total: null };
  readonly #ask: () => Promise<boolean>;
  readonly #timer: NodeJS.Timeout;

  constructor({ store, clock, log }: ExportContext, key: ExportKey, task: JobId, run: JobRun) {
    const unwanted = new AbortController();
    this.run = run;
    this.signal = AbortSignal.any([run.signal, unwanted.signal]);
    this.#ask = () => store.exportTell(key, task, this.progress, clock.now());
    const look = async (): Promise<void> => {
      if (!(await this.#ask())) unwanted.abort(new Error(NOT_WANTED));
      // Before that the disk is awaited, which says how far it is itself.
      const { done, total } = this.progress;
      if (total !== null) run.progress(`${done} of ${total} bytes have been worked through.`, { done, total });
    };
    this.#timer = setInterval(() => {
      look().catch((error: unknown) =>
        log.warn({ image: key.imageId, err: error }, 'an export cannot tell how far it is'),
      );
    }, TELL_EVERY);
  }

  isWanted(): Promise<boolean> {
    return this.#ask();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

async function prepare(context: ExportContext, key: ExportKey, job: Job, watch: Watch): Promise<void> {
  const { store, disks, chunks, layouts, clock, nudgeCollector } = context;
  const { format } = key;
  const { id: task, about } = job;
  const { signal } = watch;
  const progress: JobRun['progress'] = (...news) => watch.run.progress(...news);
  const { root } = await disks.wait(key.imageId, { signal, progress, asker: about?.userId ?? null });
  if (await store.exportShare(key, task, root, clock.now())) return;
  const disk = await chunks.open(root);
  if (!isCompressed(format)) {
    const file = await exportedFile(layouts, disk, format);
    const prepared = await summed(file, watch);
    await store.exportFinish(key, task, { ...prepared, diskRoot: root, artefact: null }, null, clock.now());
    return;
  }
  const artefact = await compress(context, disk, format, watch);
  try {
    const prepared = await summed(treeExport(await chunks.open(artefact.root)), watch);
    const ready: PreparedExport = { ...prepared, diskRoot: root, artefact: artefact.root };
    if (!(await store.exportFinish(key, task, ready, artefact.lease, clock.now()))) {
      if (await watch.isWanted()) throw new IngotError('unavailable', 'The work was taken for dead; ask again.');
    }
  } finally {
    await artefact.release();
    nudgeCollector();
  }
}

function compress(
  { chunks }: ExportContext,
  disk: TreeReader,
  format: CompressedFormat,
  watch: Watch,
): Promise<StoredTree> {
  const { signal } = watch;
  const progress = (done: number): void => {
    watch.progress = { done, total: disk.size };
  };
  progress(0);
  const write = async (output: FileOutput): Promise<Buffer> => {
    const blocks = treeExport(disk);
    switch (format) {
      case 'qcow2-zlib':
        return writeCompressedQcow2(blocks, 'zlib', output, { signal, progress });
      case 'qcow2-zstd':
        return writeCompressedQcow2(blocks, 'zstd', output, { signal, progress });
      case 'vmdk-stream':
        await writeStreamVmdk(blocks, identityOf(disk), output, { signal, progress });
        return Buffer.alloc(0);
    }
  };
  return storeArtefact(chunks, write, signal);
}

/** Reads a file from its beginning to its end; the sum is made on another thread. */
async function summed(file: Blocks, watch: Watch): Promise<Pick<PreparedExport, 'size' | 'sha256'>> {
  const { size } = file;
  let done = 0;
  const { sha256 } = await backgroundChecksums(['sha256'], watch.signal, async ({ bytes }) => {
    const sink = async (pieces: readonly Buffer[]): Promise<void> => {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      await bytes(pieces);
      done += length;
      watch.progress = { done, total: size };
    };
    await file.read(0, size, sink, watch.signal);
  });
  return { size, sha256 };
}
