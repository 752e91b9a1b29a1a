import { isAdmin, isMemberOf, type Caller } from '../../kernel/caller.ts';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import { newJobId, type JobId } from '../../kernel/ids.ts';
import type { InspectionContext } from '../inspection-context.ts';
import type { Inspections } from '../inspections.ts';
import type { ImageDiff } from './image-diff.ts';
import { imageDiffJob } from './image-diff-job.ts';

/** Comparisons with one second image that may wait at a time. */
const MAX_WAITING = 5;

type Operations = Pick<Inspections, 'diffRequest' | 'diffGet' | 'diffCancel'>;

export function imageDiffOperations(context: InspectionContext): Operations {
  const { diffs, images, views, clock, wakeJobs } = context;

  const findDiff = async (caller: Caller, id: JobId): Promise<ImageDiff> => {
    const diff = await diffs.diffFind(id);
    if (!diff) throw noDiff(id);
    try {
      for (const image of [diff.before, diff.after]) await images.imageGet(caller, image);
    } catch (error) {
      // Whoever may not know of one of the images may not know what it was compared with.
      throw hasCode(error, 'not-found') ? noDiff(id) : error;
    }
    return diff;
  };

  return {
    diffRequest: async (caller, before, after) => {
      if (before === after) throw new IngotError('invalid', `Image ${before} is to be compared with another one.`);
      for (const id of [before, after]) {
        const { image } = await images.dataOpen(caller, id);
        const view = await views.of(image);
        if (view.kind === 'none') throw new IngotError('conflict', view.reason);
      }
      const { projectId, userId } = caller;
      if (projectId === null) throw new IngotError('forbidden', 'Comparing images takes a token of a project.');
      if ((await diffs.diffsWaiting(after)) >= MAX_WAITING) {
        throw new IngotError(
          'conflict',
          `Image ${after} is compared ${MAX_WAITING} times already: wait for one of them.`,
        );
      }
      const diff = { id: newJobId(), before, after, requestedBy: userId, projectId, createdAt: clock.now() };
      await diffs.diffAdd(diff, imageDiffJob(diff));
      wakeJobs();
      return { ...diff, state: { status: 'waiting', cancelRequested: false }, updatedAt: diff.createdAt };
    },

    diffGet: async (caller, id) => {
      await findDiff(caller, id);
      const whole = await diffs.diffRead(id);
      if (!whole) throw noDiff(id);
      return whole;
    },

    diffCancel: async (caller, id) => {
      const diff = await findDiff(caller, id);
      if (!isAdmin(caller) && !isMemberOf(caller, diff.projectId)) {
        throw new IngotError('forbidden', `Comparison ${id} was asked for by another project.`);
      }
      await diffs.diffCancel(id, clock.now());
      return findDiff(caller, id);
    },
  };
}

function noDiff(id: JobId): IngotError {
  return new IngotError('not-found', `No comparison found with ID ${id}.`);
}
