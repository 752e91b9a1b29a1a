import { JobCancelled, type Job, type JobHandler, type JobRun } from '../../jobs/index.ts';
import type { VolumeContext } from '../volume-context.ts';
import { taskOf } from '../volume-job.ts';
import { createDisk } from './create.saga.ts';
import { deleteDisk } from './delete.saga.ts';
import { extendDisk } from './extend.saga.ts';
import { failTask, publicReason } from './failure.ts';
import type { Settling } from './settling.ts';
import { captureSnapshot } from './snapshot.saga.ts';
import { uploadDisk } from './upload.saga.ts';
import { NotAwaited } from './waiting.ts';

/**
 * Runs the work on disks of this host. Each saga owns its volume, or snapshot, as long as that is in the state that names
 * the job; run again after an interruption it goes on, and run again after its end it changes nothing.
 */
export function volumeHandler(context: VolumeContext, settling: Settling): JobHandler {
  return {
    maxAttempts: 5,
    run: async (job, run) => {
      try {
        await runTask(context, job, run);
        return '';
      } catch (error) {
        if (run.signal.aborted) throw error;
        if (error instanceof NotAwaited) return 'Nothing waited for this any more.';
        if (!(error instanceof JobCancelled)) {
          context.log.warn({ job: job.id, subject: job.subject, err: error }, 'work on the disk of a volume failed');
        }
        await failTask(context, job, publicReason(error));
        throw error;
      } finally {
        settling.tell(job.subject);
      }
    },
    gaveUp: (job, reason) => failTask(context, job, reason),
  };
}

function runTask(context: VolumeContext, job: Job, run: JobRun): Promise<void> {
  const task = taskOf(job);
  switch (task.work) {
    case 'create':
      return createDisk(context, task.volumeId, job.id, run);
    case 'extend':
      return extendDisk(context, task.volumeId, job.id);
    case 'delete':
      return deleteDisk(context, task.volumeId, job.id);
    case 'upload':
      return uploadDisk(context, task, job.id, run);
    case 'snapshot':
      return captureSnapshot(context, task, job.id, run);
  }
}
