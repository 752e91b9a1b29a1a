import type { Job, JobStatus } from '../../jobs/index.ts';
import type { ImageId, ProjectId, UserId } from '../../kernel/ids.ts';
import type { ImportMethod, ImportTask } from '../images.ts';
import { withoutSecrets } from './url-guard.ts';

/** The kind of job that an import is. */
export const IMPORT_JOB = 'image-import';

/** The type that imports have among the tasks of the Image API. */
export const IMPORT_TASK_TYPE = 'api_image_import';

/** How long a finished task is remembered, in milliseconds (`task.task_time_to_live` in Glance). */
export const TASK_LIFETIME = 48 * 3_600_000;

/** What an import needs to be run, also by another process than the one that started it. */
export interface ImportPayload {
  readonly imageId: ImageId;
  readonly method: ImportMethod;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  readonly requestId: string;
}

/** What `importStart` enqueued; nobody else enqueues jobs of this kind. */
export function payloadOf(job: Pick<Job, 'payload'>): ImportPayload {
  return job.payload as ImportPayload;
}

const STATUS: Record<JobStatus, ImportTask['status']> = {
  waiting: 'pending',
  running: 'processing',
  succeeded: 'success',
  failed: 'failure',
  cancelled: 'failure',
};

/** The job statuses that make a task of this status. */
export function jobStatuses(status: ImportTask['status']): JobStatus[] {
  return (Object.keys(STATUS) as JobStatus[]).filter((each) => STATUS[each] === status);
}

/** Whether it can be done again: staged data are given up with the import that they were for. */
export function isDownload(job: Pick<Job, 'payload'>): boolean {
  return payloadOf(job).method.name === 'web-download';
}

/** The job as clients see it: without what may be a secret in its URL. */
export function taskOf(job: Job): ImportTask {
  const { imageId, method, ownerId, userId, requestId } = payloadOf(job);
  return {
    id: job.id,
    imageId,
    ownerId,
    userId,
    requestId,
    method: method.name === 'web-download' ? { ...method, uri: withoutSecrets(method.uri) } : method,
    status: STATUS[job.state.status],
    message: job.message,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    expiresAt: 'finishedAt' in job.state ? job.state.finishedAt + TASK_LIFETIME : null,
  };
}
