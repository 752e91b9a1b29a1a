import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredTree } from '@ingot/chunk-store';
import type { Job, JobHandler, JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { JobId } from '../../kernel/ids.ts';
import type { ImageContext } from '../image-context.ts';
import { requireSafe } from '../image-uploads.ts';
import { fromChunkStore } from '../storage-errors.ts';
import { publicReason } from '../upload-failure.ts';
import type { DiskViewReader } from './disk-view-store.ts';
import type { DiskViewState, ViewKey } from './disk-view.ts';
import { viewKeyOf } from './view-payload.ts';

/** Between two looks whether an image still has the content, in milliseconds: deleting the last one stops the work. */
const LOOK_EVERY = 1000;
const NOT_AWAITED = 'Nothing waited for this any more.';

/** No image has the content any more. */
class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

/** Makes a view, from the beginning each time that it is run; the record says for which job it waits. */
export function viewHandler(context: ImageContext): JobHandler {
  const { log } = context;
  return {
    maxAttempts: 5,
    run: async (job, run) => {
      const key = viewKeyOf(job);
      if (!(await isAwaited(context.store, key, job.id))) return NOT_AWAITED;
      try {
        return await makeView(context, key, job, run);
      } catch (error) {
        if (run.signal.aborted) throw error;
        if (error instanceof Unwanted) {
          await settle(context, key, job.id, null);
          return NOT_AWAITED;
        }
        const failure = fromChunkStore(error);
        log.warn({ content: key.contentRoot, err: failure }, 'the disk of an image was not made');
        await fail(context, key, job.id, failure);
        throw failure;
      }
    },
    gaveUp: (job, reason) => settle(context, viewKeyOf(job), job.id, { status: 'failed', reason, final: false }),
  };
}

async function makeView(context: ImageContext, key: ViewKey, job: Job, run: JobRun): Promise<string> {
  const { store, chunks, converter } = context;
  const done = new AbortController();
  const unwanted = new AbortController();
  void stopWhenUnwanted(context, key, unwanted, done.signal);
  const signal = AbortSignal.any([run.signal, unwanted.signal]);
  let tree: StoredTree | null = null;
  try {
    const progress: JobRun['progress'] = (...news) => run.progress(...news);
    const converted = await converter.convert(await chunks.open(key.contentRoot), key.formats, { signal, progress });
    tree = converted.tree;
    const { root, size } = tree;
    await store.transaction(async (tx) => {
      // First the images, then the view: see the order of locks.
      await tx.viewFacts(key, size, converted.properties);
      if (!(await isAwaited(tx, key, job.id))) throw new Unwanted();
      await requireSafe(tx, converted.tree);
      await tx.viewWrite({ ...key, state: { status: 'ready', root, size } });
    });
    return `The disk has ${size} bytes.`;
  } finally {
    done.abort();
    await tree?.release();
  }
}

/** A heartbeat would not do: deleting an image says nothing to the jobs of its content, which others may have too. */
async function stopWhenUnwanted(
  { store, log }: ImageContext,
  { contentRoot }: ViewKey,
  unwanted: AbortController,
  done: AbortSignal,
): Promise<void> {
  try {
    while (await store.viewWanted(contentRoot)) await sleep(LOOK_EVERY, undefined, { signal: done });
    unwanted.abort(new Unwanted());
  } catch (err) {
    if (!done.aborted) log.warn({ err, content: contentRoot }, 'whether a disk is still needed is not known');
  }
}

async function isAwaited(reader: DiskViewReader, key: ViewKey, task: JobId): Promise<boolean> {
  const record = await reader.viewFind(key);
  return record?.state.status === 'making' && record.state.task === task;
}

function fail(context: ImageContext, key: ViewKey, task: JobId, failure: unknown): Promise<void> {
  // Verdicts on the content stay; everything else may go better another time.
  const final = failure instanceof IngotError && ['content-refused', 'too-large'].includes(failure.code);
  return settle(context, key, task, { status: 'failed', reason: publicReason(failure), final });
}

/** Writes down how it ended, null for not at all; nothing happens when the view waits for another job. */
export function settle(
  { store }: Pick<ImageContext, 'store'>,
  key: ViewKey,
  task: JobId,
  state: DiskViewState | null,
): Promise<void> {
  return store.transaction(async (tx) => {
    if (!(await isAwaited(tx, key, task))) return;
    await (state ? tx.viewWrite({ ...key, state }) : tx.viewDelete(key));
  });
}
