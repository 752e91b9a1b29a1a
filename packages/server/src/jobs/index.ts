export {
  JOB_TOPICS,
  type Job,
  type JobMatter,
  type JobStatus,
  type JobTopic,
  type NewJob,
  type WorkMeasure,
} from './job.ts';
export { endedBefore, JobCancelled } from './job-cancelled.ts';
export type { JobQuery, JobStore, MatterJob, MatterQuery } from './job-store.ts';
export { createJobRunner, type JobHandler, type JobRun, type JobRunner, type JobRunnerOptions } from './job-runner.ts';
export { createReconciler, type Reconciler } from './reconciler.ts';
export type { WorkLog } from './work-log.ts';
