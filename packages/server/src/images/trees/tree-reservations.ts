import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId, JobId } from '../../kernel/ids.ts';
import { contentOf, type Image } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import { insertImage, newImage } from '../image-records.ts';
import { deletedMeanwhile } from '../image-uploads.ts';
import { takeQuota } from '../image-usage.ts';
import { requeueImport } from '../imports/import-job.ts';
import type { HeldTree, NewImage } from '../images.ts';
import { requestViewOf } from '../views/disk-views.ts';
import { adoptTree, DISK, inspectTree, requireFormats } from './tree-content.ts';

/**
 * Images that are shown before their trees are there. An image waits for one job, as it does for an import; when that is
 * over, or is not known, and has not filled it, the image is queued again by the work that looks after imports.
 */
export interface ImageReservations {
  /**
   * Registers an image whose bytes `task`, and nobody else, will give: a raw disk, unless it is said to be more.
   * @param facts properties that Ingot sets.
   */
  reserve(caller: Caller, image: NewImage, task: JobId, facts?: Image['properties']): Promise<Image>;
  /**
   * Makes the image active that waits for `task`; nothing happens when it has that tree already.
   *
   * @throws `gone`, `conflict` when it waits for something else, `content-refused`, `quota-exceeded`, `unavailable`.
   */
  fill(id: ImageId, task: JobId, tree: HeldTree): Promise<void>;
  /** Whether the image still waits for `task`. */
  waits(id: ImageId, task: JobId): Promise<boolean>;
  /** Queues the image again, with the reason, if it still waits for `task`. */
  fail(id: ImageId, task: JobId, reason: string): Promise<void>;
}

export function imageReservations(context: ImageContext): ImageReservations {
  const { store, clock, wakeJobs } = context;
  return {
    reserve: async (caller, wanted, task, facts = {}) => {
      const image = newImage(context, caller, { diskFormat: DISK.disk, containerFormat: DISK.container, ...wanted });
      const properties = { ...image.properties, ...facts };
      const reserved: Image = { ...image, properties, state: { status: 'importing', task, staged: null } };
      await store.transaction((tx) => insertImage(tx, reserved));
      return reserved;
    },

    fill: async (id, task, tree) => {
      const found = await store.imageFind(id);
      if (found && contentOf(found)?.root === tree.root) return;
      const formats = requireFormats(requireWaiting(found, id, task));
      const virtualSize = await inspectTree(context, tree, formats);
      await store.transaction(async (tx) => {
        const image = requireWaiting(await tx.imageFind(id), id, task);
        const { disk, container } = requireFormats(image);
        if (disk !== formats.disk || container !== formats.container) {
          throw new IngotError('conflict', `The formats of image ${id} were changed meanwhile.`);
        }
        const content = await adoptTree(context, tx, tree, virtualSize);
        await takeQuota(tx, image.ownerId, { bytes: content.size });
        const active: Image = { ...image, state: { status: 'active', content }, updatedAt: clock.now() };
        await tx.imageWrite(active, image);
        await requestViewOf(context, tx, active);
      });
      wakeJobs();
    },

    waits: async (id, task) => {
      const image = await store.imageFind(id);
      return image !== null && waitsFor(image, task);
    },

    fail: (id, task, reason) =>
      store.transaction(async (tx) => {
        const image = await tx.imageFind(id);
        if (image && waitsFor(image, task)) await requeueImport(tx, image, reason, clock.now());
      }),
  };
}

function requireWaiting(image: Image | null, id: ImageId, task: JobId): Image {
  if (!image || image.state.status === 'deleted') throw deletedMeanwhile(id);
  if (waitsFor(image, task)) return image;
  throw new IngotError('conflict', `Image ${id} is ${image.state.status} and does not wait for these bytes any more.`);
}

function waitsFor({ state }: Image, task: JobId): boolean {
  return state.status === 'importing' && state.task === task;
}
