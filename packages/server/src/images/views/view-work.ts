import type { ImageId, JobId } from '../../kernel/ids.ts';
import type { ImageContext } from '../image-context.ts';
import { requestViewOf } from './disk-views.ts';
import { settle } from './view-job.ts';

const BATCH = 100;
const LOST = 'The work on the disk was lost.';

/** Forgets views that nothing needs, and lets none wait for a job that is over, or is not known. */
export async function clearViews(context: ImageContext): Promise<void> {
  const { store, jobs, log, nudgeCollector } = context;
  if (await store.viewsForgetUnneeded()) nudgeCollector();
  for (let last: JobId | null = null; ;) {
    const making = await store.viewsMaking(last, BATCH);
    for (const { task, ...key } of making) {
      const job = await jobs.jobFind(task);
      if (job && !('finishedAt' in job.state)) continue;
      await settle({ store }, key, task, { status: 'failed', reason: job?.message ?? LOST, final: false });
      log.warn({ content: key.contentRoot, task }, 'the disk of an image waited for a job that was over');
    }
    last = making.at(-1)?.task ?? null;
    if (last === null) return;
  }
}

/** Has the disks of optimized images made that were lost, as those of all images are with the database. */
export async function requestMissingViews(context: ImageContext): Promise<void> {
  const { store, wakeJobs } = context;
  for (let last: ImageId | null = null; ;) {
    const missing: readonly ImageId[] = await store.viewsMissing(last, BATCH);
    for (const id of missing) {
      await store.transaction(async (tx) => {
        const image = await tx.imageFind(id);
        if (image?.state.status === 'active') await requestViewOf(context, tx, image);
      });
    }
    last = missing.at(-1) ?? null;
    if (last === null) return;
    wakeJobs();
  }
}
