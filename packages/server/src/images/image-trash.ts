import { isReaderOf } from '../kernel/caller.ts';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Image, ImageState } from './image.ts';
import { notFound } from './image-access.ts';
import type { ImageContext } from './image-context.ts';
import { mayChange, maySee } from './image-policy.ts';
import type { ImageTransaction } from './image-store.ts';
import { isOptimized } from './families/image-facts.ts';
import { takeQuota, usageOf } from './image-usage.ts';
import type { Images, TrashedImage } from './images.ts';
import { requestViewOf } from './views/disk-views.ts';

type Trash = Pick<Images, 'trashList' | 'trashRestore' | 'trashPurge'>;
type Deleted = Extract<ImageState, { status: 'deleted' }>;

/**
 * Deleted images that can come back. They take no quota while they lie here, so bringing one back asks for it again;
 * the id stays taken for ever, so that nobody can put another image in the place of one that others remember.
 */
export function trashOperations(context: ImageContext): Trash {
  const { store, clock, settings, wakeJobs, nudgeCollector } = context;
  return {
    trashList: async (caller, { marker, limit }) => {
      const { projectId } = caller;
      if (projectId === null || !isReaderOf(caller, projectId)) {
        throw new IngotError('forbidden', 'The trash belongs to a project: ask for a token of one.');
      }
      const last = marker === undefined ? null : await store.imageFind(marker);
      if (marker !== undefined && (last?.ownerId !== projectId || last.state.status !== 'deleted')) {
        throw new IngotError('invalid', `There is no deleted image ${marker} for the list to go on after.`);
      }
      const after = last?.state.status === 'deleted' ? { id: last.id, deletedAt: last.state.deletedAt } : undefined;
      const page = await store.trashList(projectId, { limit, ...(after && { after }) });
      return { ...page, items: page.items.map((image) => trashed(image, settings.trashRetention)) };
    },

    trashRestore: async (caller, id) => {
      const back = await store.transaction(async (tx) => {
        const { image, state } = await findTrashed(tx, caller, id);
        if (!state.before) throw notFound(id);
        const restored: Image = { ...image, updatedAt: clock.now(), state: state.before };
        await takeQuota(tx, image.ownerId, usageOf(restored));
        await tx.imageWrite(restored, image);
        await requestViewOf(context, tx, restored, { failed: 'leave', asker: caller.userId });
        return restored;
      });
      if (isOptimized(back)) wakeJobs();
      return back;
    },

    trashPurge: async (caller, id) => {
      await store.transaction(async (tx) => {
        const { image, state } = await findTrashed(tx, caller, id);
        await purge(tx, image, state);
      });
      nudgeCollector();
    },
  };
}

/** Leaves the tombstone only. */
export async function purge(tx: ImageTransaction, image: Image, state: Deleted): Promise<void> {
  const tombstone: Image = { ...image, name: null, tags: [], properties: {}, state: { ...state, before: null } };
  await tx.imageWrite(tombstone, image);
}

async function findTrashed(
  tx: ImageTransaction,
  caller: Caller,
  id: ImageId,
): Promise<{ image: Image; state: Deleted }> {
  const image = await tx.imageFind(id);
  // Whoever saw it by its visibility or as a member has no business with it any more.
  const own = image?.ownerId === caller.projectId;
  if (
    !image ||
    image.state.status !== 'deleted' ||
    !image.state.before ||
    !(own ? maySee(caller, image, null) : mayChange(caller, image))
  ) {
    throw notFound(id);
  }
  if (!mayChange(caller, image)) {
    throw new IngotError('forbidden', `Only members of the project that owns image ${id} may do this.`);
  }
  return { image, state: image.state };
}

function trashed(image: Image, retention: number): TrashedImage {
  const { state } = image;
  if (state.status !== 'deleted') throw new Error(`image ${image.id} is in the trash and not deleted`);
  const content = state.before && 'content' in state.before ? state.before.content : null;
  return {
    id: image.id,
    name: image.name,
    size: content?.size ?? null,
    deletedAt: state.deletedAt,
    purgedAfter: state.deletedAt + retention,
  };
}
