export type { Job, JobStatus, NewJob } from './job.ts';
export type { JobQuery, JobStore } from './job-store.ts';
export { createJobRunner, type JobHandler, type JobRun, type JobRunner, type JobRunnerOptions } from './job-runner.ts';
export { createReconciler, type Reconciler } from './reconciler.ts';
export type { WorkLog } from './work-log.ts';
