import { endedBefore, type JobHandler, type JobRun, type NewJob } from '../../jobs/index.ts';
import { runCancellable } from '../cancellable-work.ts';
import type { InspectionContext } from '../inspection-context.ts';
import { foundDiff, type ImageDiff } from './image-diff.ts';

/** The kind of job that compares the disks of two images. Its id is that of the comparison. */
export const IMAGE_DIFF_JOB = 'image-diff';

export function imageDiffJob({
  id,
  after,
  projectId,
  requestedBy: userId,
  createdAt,
}: Pick<ImageDiff, 'id' | 'after' | 'projectId' | 'requestedBy' | 'createdAt'>): NewJob {
  const about = { action: 'compare', topic: 'image', id: after, projectId, userId } as const;
  // With reports: neither is to take the place of the disks that it waits for.
  const lane = `reports of ${projectId}`;
  return { id, kind: IMAGE_DIFF_JOB, subject: after, lane, about, payload: null, at: createdAt };
}

export function imageDiffHandler({ diffs, views, compareDisks, clock, log }: InspectionContext): JobHandler {
  return {
    // Disks that take the service down take it down no more than this.
    maxAttempts: 3,
    run: async ({ id }, run) => {
      const diff = await diffs.diffBegin(id, clock.now());
      if (!diff) return endedBefore((await diffs.diffFind(id))?.state.status === 'cancelled');
      const cancellable = {
        id,
        cancelWanted: () => diffs.diffCancelWanted(id),
        end: (failure: string | null) => diffs.diffEnd(id, failure, clock.now()),
        log,
      };
      const progress: JobRun['progress'] = (...news) => run.progress(...news);
      const asker = diff.requestedBy;
      return runCancellable(run, cancellable, async (signal) => {
        const before = await views.wait(diff.before, { signal, progress, asker });
        const after = await views.wait(diff.after, { signal, progress, asker });
        progress('The disks are compared.');
        const found = foundDiff(await compareDisks(before.root, after.root, signal));
        await diffs.diffFinish(id, found, clock.now());
        return `${found.changed.all} bytes differ.`;
      });
    },
    gaveUp: async ({ id }, reason) => {
      log.error({ diff: id, reason }, 'disks were not compared');
      await diffs.diffEnd(id, reason, clock.now());
    },
  };
}
