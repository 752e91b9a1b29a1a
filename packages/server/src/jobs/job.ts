import type { JobId } from '../kernel/ids.ts';

/**
 * A piece of background work that was promised to somebody and outlives the process that promised it.
 *
 *   waiting ──claim──► running ──► succeeded
 *      ▲ ◄──lease over, stop──┤ └─► failed
 */
export interface Job {
  readonly id: JobId;
  /** Which handler runs it. */
  readonly kind: string;
  /** The id of the thing it works on, by which its jobs are found. */
  readonly subject: string;
  /** For whom it is done: a project. One lane never has all places, so that nobody's slow jobs hold up the others'. */
  readonly lane: string;
  /** What the handler needs; JSON. */
  readonly payload: unknown;
  /** How often it was claimed. */
  readonly attempts: number;
  /** How far it has come, or how it ended; for people. */
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: JobState;
}

export type JobState =
  | { readonly status: 'waiting'; readonly runAt: number }
  | { readonly status: 'running'; readonly worker: string; readonly leaseUntil: number }
  | { readonly status: 'succeeded'; readonly finishedAt: number }
  | { readonly status: 'failed'; readonly finishedAt: number };

export type JobStatus = JobState['status'];

export type NewJob = Pick<Job, 'id' | 'kind' | 'subject' | 'lane' | 'payload'> & { readonly at: number };

/**
 * The right to work on a job. It ends with the lease, or when somebody else claims the job; whatever a worker writes
 * names its claim, so a worker that was taken for dead cannot spoil what its successor does.
 */
export interface JobClaim {
  readonly id: JobId;
  readonly worker: string;
  readonly attempt: number;
}
