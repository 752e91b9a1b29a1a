import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';

/**
 * A piece of background work that was promised to somebody and outlives the process that promised it.
 *
 *   waiting ──claim──► running ──► succeeded
 *      │ ▲ ◄─lease over, stop─┤ ├─► failed
 *      └──────────────────────┴─┴─► cancelled
 */
export interface Job {
  readonly id: JobId;
  /** Which handler runs it. */
  readonly kind: string;
  /** The id of the thing it works on, by which its jobs are found. */
  readonly subject: string;
  /** For whom it is done: a project. One lane never has all places, so that nobody's slow jobs hold up the others'. */
  readonly lane: string;
  /** What people see of it; null for work that nobody looks for. */
  readonly about: JobMatter | null;
  /** What the handler needs; JSON. */
  readonly payload: unknown;
  /** How often it was claimed. */
  readonly attempts: number;
  /** How far it has come, or how it ended; for people. */
  readonly message: string;
  /** The same in figures, where there are any. */
  readonly measure: WorkMeasure | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: JobState;
}

export type JobState =
  | { readonly status: 'waiting'; readonly runAt: number }
  | { readonly status: 'running'; readonly worker: string; readonly leaseUntil: number }
  | { readonly status: 'succeeded'; readonly finishedAt: number }
  | { readonly status: 'failed'; readonly finishedAt: number }
  /** Somebody did not want it any more. */
  | { readonly status: 'cancelled'; readonly finishedAt: number };

/** How far the present step of some work has come, in bytes. */
export interface WorkMeasure {
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

export type JobStatus = JobState['status'];

/** What a job is for those who see it among what goes on. */
export interface JobMatter {
  /** What is done, such as `import`. */
  readonly action: string;
  readonly topic: JobTopic;
  /** Of what it is done to. */
  readonly id: string;
  /** Whose it is; null for what belongs to the installation. */
  readonly projectId: ProjectId | null;
  /** Who asked for it; null when nobody did, or it is not known. */
  readonly userId: UserId | null;
}

export const JOB_TOPICS = ['image', 'volume', 'snapshot', 'machine', 'store'] as const;
export type JobTopic = (typeof JOB_TOPICS)[number];

export type NewJob = Pick<Job, 'id' | 'kind' | 'subject' | 'lane' | 'about' | 'payload'> & { readonly at: number };

/**
 * The right to work on a job. It ends with the lease, or when somebody else claims the job; whatever a worker writes
 * names its claim, so a worker that was taken for dead cannot spoil what its successor does.
 */
export interface JobClaim {
  readonly id: JobId;
  readonly worker: string;
  readonly attempt: number;
}
