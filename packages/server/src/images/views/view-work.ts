import type { JobId } from '../../kernel/ids.ts';
import type { ImageContext } from '../image-context.ts';
import { settle } from './view-job.ts';

const BATCH = 100;
const LOST = 'The work on the disk was lost.';

/** Forgets views that nothing needs, and lets none wait for a job that is over, or is not known. */
export async function clearViews({ store, jobs, log, nudgeCollector }: ImageContext): Promise<void> {
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
