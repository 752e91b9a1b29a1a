import { isAdmin, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import { findChangeable, findVisible, membershipOf } from './image-access.ts';
import { imageCan } from './image-actions.ts';
import { checkRevision } from './image-attributes.ts';
import type { ImageContext } from './image-context.ts';
import { mayCreateIn, mayList, mayPublicize, maySee } from './image-policy.ts';
import { familyOf, isOptimized } from './families/image-facts.ts';
import { requireUnpinned } from './families/image-uses.ts';
import { requireOptimizable } from './families/optimization.ts';
import type { ImageQuery } from './image-query.ts';
import { rememberRemovals } from './suggestions/suggestion.ts';
import { negated, takeQuota, usageOf } from './image-usage.ts';
import type { ImageTransaction } from './image-store.ts';
import type { ImageRevision, Images, NewImage } from './images.ts';
import { requestViewOf } from './views/disk-views.ts';

type Records = Pick<Images, 'imageCreate' | 'imageGet' | 'imageList' | 'imageUpdate'>;

/** What decides whether an image can be optimized. */
const PARTS_OF_OPTIMIZATION = ['properties', 'diskFormat', 'containerFormat'] as const;

/** The record of an image: registering, finding, listing, changing. */
export function recordOperations(context: ImageContext): Records {
  const { store, wakeJobs } = context;
  return {
    imageCreate: async (caller, wanted) => {
      const image = newImage(context, caller, wanted);
      await store.transaction((tx) => insertImage(tx, image));
      return image;
    },

    imageGet: async (caller, id) => (await findVisible(store, caller, id)).image,

    imageList: async (caller, query) => {
      if (!mayList(caller)) throw new IngotError('forbidden', 'Listing images takes the role reader.');
      await checkMarker(context, caller, query);
      return store.imageList({ kind: isAdmin(caller) ? 'all' : 'project', project: caller.projectId }, query);
    },

    imageUpdate: async (caller, id, revise) => {
      const updated = await store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, id);
        const revised = revisedImage(context, caller, image, revise(image));
        if (revised === image) return image;
        if (revised.ownerId !== image.ownerId || familyOf(revised) !== familyOf(image))
          await requireUnpinned(tx, image);
        if (revised.ownerId !== image.ownerId) {
          await tx.usageAdd(image.ownerId, negated(usageOf(image)), null);
          await takeQuota(tx, revised.ownerId, usageOf(revised));
        } else if (isOptimized(revised) !== isOptimized(image)) {
          await takeQuota(tx, image.ownerId, { optimized: isOptimized(revised) ? 1 : -1 });
        }
        await tx.imageWrite(revised, image);
        if (!isOptimized(image)) await requestViewOf(context, tx, revised, { failed: 'leave', asker: caller.userId });
        return revised;
      });
      if (isOptimized(updated)) wakeJobs();
      return updated;
    },
  };
}

/** Registers an image, with the quota that it takes. @throws `conflict` when the id is taken, `quota-exceeded`. */
export async function insertImage(tx: ImageTransaction, image: Image): Promise<void> {
  if (!(await tx.imageInsert(image))) throw new IngotError('conflict', `Image ID ${image.id} already exists.`);
  await takeQuota(tx, image.ownerId, usageOf(image));
}

/** The record of an image that the caller may register. @throws IngotError. */
export function newImage({ clock, settings }: ImageContext, caller: Caller, wanted: NewImage): Image {
  const ownerId = wanted.ownerId ?? caller.projectId;
  if (ownerId === null) throw new IngotError('forbidden', 'An image belongs to a project: ask for a token of one.');
  if (!mayCreateIn(caller, ownerId)) {
    throw new IngotError('forbidden', `Registering images in project ${ownerId} takes the role member there.`);
  }
  if (wanted.visibility === 'public') checkPublicize(caller);
  const tags = distinct(wanted.tags ?? []);
  const properties = wanted.properties ?? {};
  checkRevision({ ...wanted, tags }, { tags: [], properties: {} }, settings);
  const now = clock.now();
  const image: Image = {
    id: wanted.id ?? newImageId(),
    ownerId,
    name: wanted.name ?? null,
    visibility: wanted.visibility ?? settings.defaultVisibility,
    protected: wanted.protected ?? false,
    hidden: wanted.hidden ?? false,
    diskFormat: wanted.diskFormat ?? null,
    containerFormat: wanted.containerFormat ?? null,
    minDisk: wanted.minDisk ?? 0,
    minRam: wanted.minRam ?? 0,
    tags,
    properties,
    createdAt: now,
    updatedAt: now,
    state: { status: 'queued', failure: null },
  };
  requireOptimizable(image);
  return image;
}

/** The image as it is wanted; the same object when nothing about it would change. */
function revisedImage({ clock, settings }: ImageContext, caller: Caller, image: Image, revision: ImageRevision): Image {
  const tags = revision.tags && distinct(revision.tags);
  checkRevision({ ...revision, ...(tags && { tags }) }, image, settings);
  const revised: Image = {
    ...image,
    name: revision.name === undefined ? image.name : revision.name,
    visibility: revision.visibility ?? image.visibility,
    protected: revision.protected ?? image.protected,
    hidden: revision.hidden ?? image.hidden,
    diskFormat: revision.diskFormat === undefined ? image.diskFormat : revision.diskFormat,
    containerFormat: revision.containerFormat === undefined ? image.containerFormat : revision.containerFormat,
    minDisk: revision.minDisk ?? image.minDisk,
    minRam: revision.minRam ?? image.minRam,
    tags: tags && !sameTexts(tags, image.tags) ? tags : image.tags,
    properties:
      revision.properties && !sameProperties(revision.properties, image.properties)
        ? revision.properties
        : image.properties,
    ownerId: revision.ownerId ?? image.ownerId,
  };
  const changed = (Object.keys(revised) as (keyof Image)[]).filter((part) => revised[part] !== image[part]);
  if (changed.length === 0) return image;
  if (PARTS_OF_OPTIMIZATION.some((part) => changed.includes(part))) requireOptimizable(revised);
  if (changed.includes('visibility') && revised.visibility === 'public') checkPublicize(caller);
  if (changed.includes('ownerId')) checkHandOver(caller, image);
  if ((changed.includes('diskFormat') || changed.includes('containerFormat')) && !imageCan('change-format', image)) {
    throw new IngotError(
      'forbidden',
      `The formats of image ${image.id} can be changed only before it has data; it is ${image.state.status}.`,
    );
  }
  return { ...rememberRemovals(revised, image), updatedAt: clock.now() };
}

function checkPublicize(caller: Caller): void {
  if (!mayPublicize(caller)) throw new IngotError('forbidden', 'Only administrators may make an image public.');
}

/** Quota that is set aside for bytes on their way stays with the project that it was taken from. */
function checkHandOver(caller: Caller, image: Image): void {
  if (!isAdmin(caller)) throw new IngotError('forbidden', 'Only administrators may give an image to another project.');
  if (!['queued', 'active', 'deactivated'].includes(image.state.status)) {
    throw new IngotError('conflict', `Image ${image.id} is ${image.state.status}: wait until that is over.`);
  }
}

/**
 * A list goes on after the marker also when that was deleted meanwhile, so that deleting while listing works; the
 * tombstone of a foreign image is none of the caller's business.
 */
async function checkMarker({ store }: ImageContext, caller: Caller, { marker }: ImageQuery): Promise<void> {
  if (marker === undefined) return;
  const image = await store.imageFind(marker);
  const usable =
    image !== null &&
    (image.state.status === 'deleted'
      ? image.state.before !== null && (isAdmin(caller) || image.ownerId === caller.projectId)
      : maySee(caller, image, await membershipOf(store, caller, image)));
  if (!usable) throw new IngotError('invalid', `There is no image ${marker} for the list to go on after.`);
}

function distinct(tags: readonly string[]): string[] {
  return [...new Set(tags)].toSorted();
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

function sameProperties(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}
