import type { JobStatus, JobTopic } from '../jobs/index.ts';
import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';

/** Work that goes on in the background, or has ended not long ago, as people see it. */
export interface Operation {
  readonly id: JobId;
  /** What is done, such as `import`. */
  readonly action: string;
  readonly topic: JobTopic;
  /** What it is done to; `name` is null where that has none, or is gone. */
  readonly subject: { readonly id: string; readonly name: string | null };
  readonly status: JobStatus;
  /** How far it has come, how it ended, or why it failed: a sentence, or ''. */
  readonly message: string;
  /** Of its present step; null where it is not known. */
  readonly progress: OperationProgress | null;
  /** Null for what belongs to the installation. */
  readonly projectId: ProjectId | null;
  /** Who asked for it; null when nobody did, or it is not known. */
  readonly user: { readonly id: UserId; readonly name: string | null } | null;
  /** What the caller may do with it. */
  readonly can: { readonly cancel: boolean; readonly retry: boolean };
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
}

/** In bytes. */
export interface OperationProgress {
  readonly done: number;
  readonly total: number;
}
