import type { Changes } from './changes/index.ts';
import type { Job, JobStore } from './jobs/index.ts';
import type { JobId } from './kernel/ids.ts';

/**
 * The store through which jobs are run, which announces how they go. That one waits is announced by what it is for, which
 * was changed with it.
 */
export function announcingJobs(store: JobStore, changes: Changes): JobStore {
  // Of what runs in this process: a claim says no more than the id.
  const running = new Map<JobId, Job>();
  const announce = (job: Job | undefined | null): void => {
    if (job) announceOperation(changes, job);
  };
  return {
    ...store,
    jobClaim: async (...claim) => {
      const job = await store.jobClaim(...claim);
      if (job) running.set(job.id, job);
      announce(job);
      return job;
    },
    jobRenew: async (claim, now, leaseUntil, message) => {
      const held = await store.jobRenew(claim, now, leaseUntil, message);
      if (message !== null) announce(running.get(claim.id));
      return held;
    },
    jobFinish: async (claim, ...end) => {
      const held = await store.jobFinish(claim, ...end);
      announce(running.get(claim.id));
      running.delete(claim.id);
      return held;
    },
    jobReturn: async (claim, now) => {
      const held = await store.jobReturn(claim, now);
      announce(running.get(claim.id));
      running.delete(claim.id);
      return held;
    },
  };
}

/** Says that a job is not as it was, where people see it. */
export function announceOperation(changes: Changes, { id, about }: Pick<Job, 'id' | 'about'>): void {
  if (!about) return;
  const { projectId: project } = about;
  // That the installation works on something is no secret.
  changes.announce({ topic: 'operation', id, project, isPublic: project === null });
}
