import { inheritedAttributes, preparedFrom, type Image } from '../images/index.ts';
import { isAdmin, isMemberOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, type ImageId, type JobId } from '../kernel/ids.ts';
import type { Preparation, PreparationOrder } from './preparation.ts';
import type { PreparationContext } from './preparation-context.ts';
import { preparationJob } from './preparation-job.ts';
import type { Preparations } from './preparations.ts';

/** Preparations of one image that may be under way at a time. */
const MAX_WAITING = 5;

export function preparationOperations(context: PreparationContext): Preparations {
  const { store, images, profiles, reservations, jobs, clock, wakeJobs } = context;

  const findPreparation = async (caller: Caller, id: JobId): Promise<Preparation> => {
    const preparation = await store.preparationFind(id);
    if (preparation && (isAdmin(caller) || caller.projectId === preparation.projectId)) return preparation;
    throw noPreparation(id);
  };

  return {
    preparationRequest: async (caller, sourceId, { name, keep, also, profiles: wanted, trial }) => {
      const ids = [...new Set(wanted ?? profiles.ofDisks())];
      for (const each of ids) profiles.get(each);
      const { image: source, content } = await images.dataOpen(caller, sourceId);
      const { projectId } = caller;
      if (projectId === null) throw new IngotError('forbidden', 'Preparing an image takes a token of a project.');
      if (!content)
        throw new IngotError('conflict', `Image ${sourceId} is ${source.state.status}: it has no data yet.`);
      await requireDisk(context, source);
      await requireRoom(context, sourceId);
      const [id, now] = [newJobId(), clock.now()];
      const order: PreparationOrder = { keep, also, profiles: ids };
      const copy = { ...inheritedAttributes(source), ...(name !== undefined && { name }) };
      const image = trial ? null : await reservations.reserve(caller, copy, id, preparedFrom(sourceId));
      const asked = { projectId, requestedBy: caller.userId, createdAt: now };
      const preparation = { id, sourceId, imageId: image?.id ?? null, order, ...asked };
      try {
        await store.preparationAdd(preparation, preparationJob(preparation));
      } catch (error) {
        if (image) await images.imageDelete(caller, image.id);
        throw error;
      }
      wakeJobs();
      return findPreparation(caller, id);
    },

    preparationGet: async (caller, id) => {
      const preparation = await findPreparation(caller, id);
      return { preparation, progress: (await jobs.jobFind(id))?.message ?? '' };
    },

    preparationCancel: async (caller, id) => {
      const { projectId } = await findPreparation(caller, id);
      if (!isAdmin(caller) && !isMemberOf(caller, projectId)) {
        throw new IngotError('forbidden', `Cancelling preparation ${id} takes the role member.`);
      }
      await store.preparationCancel(id, clock.now());
      return findPreparation(caller, id);
    },
  };
}

async function requireDisk({ views }: PreparationContext, image: Image): Promise<void> {
  const view = await views.of(image);
  if (view.kind === 'none') throw new IngotError('conflict', view.reason);
}

async function requireRoom({ store }: PreparationContext, source: ImageId): Promise<void> {
  if ((await store.preparationsUnfinished(source)) < MAX_WAITING) return;
  throw new IngotError(
    'conflict',
    `${MAX_WAITING} preparations of image ${source} are under way: wait for one of them.`,
  );
}

function noPreparation(id: JobId): IngotError {
  return new IngotError('not-found', `No preparation found with ID ${id}.`);
}
