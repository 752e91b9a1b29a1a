import type { JobId, ProjectId } from '../kernel/ids.ts';
import type { Job, JobClaim, JobMatter, JobStatus, NewJob, WorkMeasure } from './job.ts';

/** Where jobs are kept. Every time is handed in, in milliseconds since the epoch. */
export interface JobStore {
  /** On its own; to enqueue together with other changes see the adapter's `jobInsert`. */
  jobAdd(job: NewJob): Promise<void>;
  jobFind(id: JobId): Promise<Job | null>;
  jobList(query: JobQuery): Promise<readonly Job[]>;
  /** Those that people see, of all kinds, the newest first. */
  matterList(query: MatterQuery): Promise<readonly MatterJob[]>;

  /** Takes the oldest job that is due, or whose lease is over, and counts the attempt; null when there is none. */
  jobClaim(worker: string, kinds: readonly string[], now: number, leaseUntil: number): Promise<Job | null>;
  /** Prolongs the lease, and says how far the work has come where there is news of that. False: the claim is lost. */
  jobRenew(claim: JobClaim, now: number, leaseUntil: number, news: WorkNews | null): Promise<boolean>;
  /** False: the claim is lost, and nothing was changed. */
  jobFinish(claim: JobClaim, status: JobEnd, message: string, now: number): Promise<boolean>;
  /** Back into the queue without counting this attempt. False: the claim is lost. */
  jobReturn(claim: JobClaim, now: number): Promise<boolean>;

  /** Makes the running jobs of a worker due: those of an earlier life, at its start. @returns how many. */
  jobRecover(worker: string, kinds: readonly string[], now: number): Promise<number>;
  /** Forgets at most `limit` jobs that finished before the given time. @returns how many. */
  jobForget(kind: string, finishedBefore: number, limit: number): Promise<number>;
}

/** What work says of itself while it goes on. */
export interface WorkNews {
  /** For people. */
  readonly message: string;
  readonly measure: WorkMeasure | null;
}

/** How a job can end. */
export type JobEnd = Exclude<JobStatus, 'waiting' | 'running'>;

export interface JobQuery {
  readonly kind: string;
  readonly subject?: string;
  readonly statuses?: readonly JobStatus[];
  /** The last job of the page before. */
  readonly after?: Pick<Job, 'id' | 'createdAt'>;
  /** By time of creation. */
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/** A job that people see. */
export type MatterJob = Job & { readonly about: JobMatter };

export interface MatterQuery {
  /** Those of one project only; null for what belongs to the installation. */
  readonly projectId?: ProjectId | null;
  readonly statuses?: readonly JobStatus[];
  /** What it is done to. */
  readonly subjectId?: string;
  /** The last job of the page before. */
  readonly after?: Pick<Job, 'id' | 'createdAt'>;
  readonly limit: number;
}
