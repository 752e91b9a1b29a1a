import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newJobId, type ImageId, type UserId } from '../../kernel/ids.ts';
import { isOptimized } from '../families/image-facts.ts';
import type { Image } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageTransaction } from '../image-store.ts';
import { diskSourceOf, type DiskTree, type DiskView, type DiskViewState, type ViewKey } from './disk-view.ts';
import { VIEW_JOB, type ViewPayload } from './view-payload.ts';

/**
 * The disks of images, for whoever opens them: volumes, exports, inspection. Nobody's rights are asked here.
 *
 * Nothing keeps the tree of a view but the images that have its content, so who refers to it makes sure of that in the
 * transaction that does (`imageHolds`), and who only reads it holds it (`ChunkStore.hold`) or takes 'missing' for an answer.
 */
export interface DiskViews {
  of(image: Image): Promise<DiskView>;
  /**
   * Has the view made, unless it is there or on its way; one that failed is tried again, unless it is for good.
   *
   * @param asker who wants it, where that is known.
   */
  request(image: Image, asker: UserId | null): Promise<DiskView>;
  /**
   * The disk of an image, made first if need be, once for all who ask.
   *
   * @throws IngotError: `conflict` when the image has no disk, or it cannot be made; `gone` when the image was deleted
   * meanwhile; or the signal's reason.
   */
  wait(id: ImageId, options: WaitOptions): Promise<DiskTree>;
}

export interface WaitOptions {
  readonly signal: AbortSignal;
  /** Told how far it is while somebody makes it. */
  readonly progress?: JobRun['progress'];
  /** Who has it made, where that is known. */
  readonly asker?: UserId | null;
}

/** How a view comes to be asked for. */
interface ViewRequest {
  readonly failed: 'again' | 'leave';
  /** Who wants it, where that is known. */
  readonly asker: UserId | null;
}

/** Between two looks at a view that is made, here or by another process, in milliseconds. */
const LOOK_EVERY = 250;

export function diskViewsOf(context: ImageContext): DiskViews {
  const { store, jobs } = context;
  const describe = async (state: DiskViewState): Promise<DiskView> => {
    switch (state.status) {
      case 'ready':
        return { kind: 'ready', root: state.root, size: state.size };
      case 'failed':
        return { kind: 'failed', reason: state.reason };
      case 'making': {
        const job = await jobs.jobFind(state.task);
        return { kind: 'making', progress: job?.message || 'Waiting for its turn.', measure: job?.measure ?? null };
      }
    }
  };
  const of: DiskViews['of'] = async (image) => {
    const source = diskSourceOf(image);
    if (source.kind === 'none') return source;
    if (source.kind === 'content') return { kind: 'ready', root: source.root, size: source.size };
    const record = await store.viewFind(source);
    return record ? describe(record.state) : { kind: 'absent' };
  };
  const request: DiskViews['request'] = async (image, asker) => {
    const source = diskSourceOf(image);
    if (source.kind !== 'view') return of(image);
    const state = await store.transaction((tx) => requestView(context, tx, source, image, { failed: 'again', asker }));
    context.wakeJobs();
    return describe(state);
  };
  return {
    of,
    request,
    wait: async (id, { signal, progress, asker = null }) => {
      for (let isFirst = true; ; isFirst = false) {
        signal.throwIfAborted();
        const image = await store.imageFind(id);
        if (!image || image.state.status === 'deleted') throw new IngotError('gone', `Image ${id} was deleted.`);
        const view = isFirst ? await request(image, asker) : await of(image);
        if (view.kind === 'ready') return { root: view.root, size: view.size };
        if (view.kind === 'failed' || view.kind === 'none') throw new IngotError('conflict', view.reason);
        if (view.kind === 'absent')
          throw new IngotError('conflict', `The disk of image ${id} was given up; try again.`);
        progress?.(view.progress, view.measure ?? undefined);
        await sleep(LOOK_EVERY, undefined, { signal });
      }
    },
  };
}

/**
 * Has a view made, in the transaction of what it is needed for; `wakeJobs` is to be called afterwards.
 *
 * @param how `failed` is what becomes of one that was tried before: `again` unless another try would end the same way.
 */
async function requestView(
  { clock }: ImageContext,
  tx: ImageTransaction,
  { contentRoot, formats }: ViewKey,
  { id, ownerId: projectId }: Image,
  { failed, asker: userId }: ViewRequest,
): Promise<DiskViewState> {
  const known = await tx.viewFind({ contentRoot, formats });
  const tryAgain = known?.state.status === 'failed' && failed === 'again' && !known.state.final;
  if (known && !tryAgain) return known.state;
  const task = newJobId();
  const state: DiskViewState = { status: 'making', task };
  const record = { contentRoot, formats, state };
  if (known) {
    await tx.viewWrite(record);
  } else if (!(await tx.viewInsert(record))) {
    // Somebody else has asked in this moment.
    return (await tx.viewFind({ contentRoot, formats }))?.state ?? state;
  }
  const payload: ViewPayload = { formats };
  const about = { action: 'unpack', topic: 'image', id, projectId, userId } as const;
  const job = { id: task, kind: VIEW_JOB, subject: contentRoot, lane: projectId, about, payload };
  await tx.jobEnqueue({ ...job, at: clock.now() });
  return state;
}

/**
 * Has the view made of an image that comes to be active, or to be optimized, in this transaction: of those that are
 * optimized, whose layer is made of it, and of all where views are eager. `wakeJobs` is to be called afterwards.
 *
 * @param how as in `requestView`.
 */
export async function requestViewOf(
  context: ImageContext,
  tx: ImageTransaction,
  image: Image,
  how: ViewRequest = { failed: 'leave', asker: null },
): Promise<void> {
  if (!context.settings.eagerViews && !isOptimized(image)) return;
  const source = diskSourceOf(image);
  if (source.kind === 'view') await requestView(context, tx, source, image, how);
}
