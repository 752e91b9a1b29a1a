import { chosenMends } from '@ingot/inspector';
import { contentOf } from '../images/index.ts';
import { endedBefore, JobCancelled, type JobHandler, type JobRun, type NewJob } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import type { Outcome } from './outcome.ts';
import type { Preparation } from './preparation.ts';
import type { PreparationContext } from './preparation-context.ts';
import type { PreparationOrder } from './writing/prepare-disk.ts';

/** The kind of job that makes corrected copies. Its id is that of the preparation. */
export const PREPARATION_JOB = 'image-preparation';

/** Between two looks whether it is still wanted, in milliseconds. */
const LOOK_EVERY = 500;
const CANCELLED = 'It was cancelled.';

export function preparationJob({
  id,
  sourceId,
  projectId,
  requestedBy: userId,
  createdAt,
}: Pick<Preparation, 'id' | 'sourceId' | 'projectId' | 'requestedBy' | 'createdAt'>): NewJob {
  const about = { action: 'prepare', topic: 'image', id: sourceId, projectId, userId } as const;
  // Not the lane of the project: its disks are made there, which preparations wait for.
  const lane = `preparations of ${projectId}`;
  return { id, kind: PREPARATION_JOB, subject: sourceId, lane, about, payload: null, at: createdAt };
}

/** Begins anew each time it is run, unless the copy is the image's already: then only the report is missing. */
export function preparationHandler(context: PreparationContext): JobHandler {
  const { store, clock, log } = context;
  return {
    // A disk that takes the service down takes it down no more than this.
    maxAttempts: 3,
    run: async ({ id }, run) => {
      const preparation = await store.preparationBegin(id, clock.now());
      if (!preparation) return endedBefore((await store.preparationFind(id))?.state.status === 'cancelled');
      const watch = watchWanted(context, preparation);
      const signal = AbortSignal.any([run.signal, watch.signal]);
      try {
        const outcome = await prepare(context, preparation, { ...run, signal });
        const reportId = preparation.imageId === null ? null : await report(context, preparation, preparation.imageId);
        await store.preparationFinish(id, outcome, reportId, clock.now());
        return `${outcome.total} changes.`;
      } catch (error) {
        // The job is returned, and begins again.
        if (run.signal.aborted) throw error;
        const failure = watch.signal.aborted ? null : failureOf(error);
        await end(context, preparation, failure);
        if (failure === null) throw new JobCancelled(CANCELLED);
        throw error;
      } finally {
        watch.stop();
      }
    },
    gaveUp: async ({ id }, reason) => {
      log.error({ preparation: id, reason }, 'an image was not prepared');
      const preparation = await store.preparationFind(id);
      if (preparation) await end(context, preparation, reason);
    },
  };
}

async function prepare(context: PreparationContext, preparation: Preparation, run: JobRun): Promise<Outcome> {
  const { store, views, preparer, reservations, imageFind, clock, nudgeCollector } = context;
  const { id, sourceId, imageId, requestedBy, state } = preparation;
  const known = 'outcome' in state ? state.outcome : null;
  const image = imageId === null ? null : await imageFind(imageId);
  if (known && image && contentOf(image)) return known;
  const progress: JobRun['progress'] = (...news) => run.progress(...news);
  const { root } = await views.wait(sourceId, { signal: run.signal, progress, asker: requestedBy });
  const order = orderOf(context, preparation, run.signal, progress);
  if (imageId === null) return preparer.plan(root, order);
  const { tree, outcome } = await preparer.prepare(root, order);
  try {
    await store.outcomeKeep(id, outcome, clock.now());
    await reservations.fill(imageId, id, tree);
    return outcome;
  } finally {
    await tree.release();
    nudgeCollector();
  }
}

function orderOf(
  { profiles }: PreparationContext,
  { order }: Preparation,
  signal: AbortSignal,
  progress: (sentence: string) => void,
): PreparationOrder {
  const wanted = new Set(order.profiles);
  return {
    mends: chosenMends(order.keep, order.also),
    // One that was taken away meanwhile judges no more.
    profiles: profiles.list().filter((profile) => wanted.has(profile.id)),
    image: { fileType: 'raw', parentFileType: null },
    signal,
    progress,
  };
}

function report({ reportFor }: PreparationContext, preparation: Preparation, imageId: ImageId): Promise<JobId> {
  const { order, projectId, requestedBy } = preparation;
  // What is made is a raw disk.
  const image = { id: imageId, diskFormat: 'raw' } as const;
  return reportFor({ image, projectId, requestedBy, profiles: order.profiles });
}

async function end(context: PreparationContext, preparation: Preparation, failure: string | null): Promise<void> {
  const { store, reservations, clock, nudgeCollector } = context;
  const { id, imageId } = preparation;
  if (imageId !== null) await reservations.fail(imageId, id, failure ?? CANCELLED);
  await store.preparationEnd(id, failure, clock.now());
  nudgeCollector();
}

/** Stops the work when somebody cancels it, or deletes the image that it is for. */
function watchWanted(
  { store, imageFind, log }: PreparationContext,
  { id, imageId }: Preparation,
): { readonly signal: AbortSignal; stop(): void } {
  const unwanted = new AbortController();
  const look = async (): Promise<void> => {
    try {
      const image = imageId === null ? null : await imageFind(imageId);
      const isGone = imageId !== null && (image === null || image.state.status === 'deleted');
      if (isGone || (await store.cancelWanted(id))) unwanted.abort(new Error(CANCELLED));
    } catch (error) {
      log.warn({ preparation: id, err: error }, 'it is not known whether a preparation is still wanted');
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  void look();
  return { signal: unwanted.signal, stop: () => clearInterval(timer) };
}

function failureOf(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
