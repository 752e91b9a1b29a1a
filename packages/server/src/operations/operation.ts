import type { JobStatus, JobTopic, WorkMeasure } from '../jobs/index.ts';
import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { OperationAction } from './operation-action.ts';

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
  readonly progress: WorkMeasure | null;
  /** Null for what belongs to the installation. */
  readonly projectId: ProjectId | null;
  /** Who asked for it; null when nobody did, or it is not known. */
  readonly user: { readonly id: UserId; readonly name: string | null } | null;
  /** What the caller may do with it. */
  readonly can: Readonly<Record<OperationAction, boolean>>;
  /** Why he may not do the rest: sentences. */
  readonly obstacles: Readonly<Record<OperationAction, string | null>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
}
