import { IngotError } from '../kernel/errors.ts';
import { newJobId, type JobId, type UserId } from '../kernel/ids.ts';
import type { MaintenanceRun, RunRequest } from './run.ts';
import { runJob } from './run-job.ts';
import type { Storage } from './storage.ts';
import type { StorageContext } from './storage-context.ts';
import { requireStorekeeper } from './storage-policy.ts';

type Runs = Pick<Storage, 'runStart' | 'runList' | 'runGet' | 'runCancel'>;

export function runOperations(context: StorageContext): Runs {
  const { runs, clock } = context;
  const find = async (id: JobId): Promise<MaintenanceRun> => {
    const run = await runs.runFind(id);
    if (!run) throw new IngotError('not-found', `No run of maintenance found with ID ${id}.`);
    return run;
  };
  return {
    runStart: async (caller, request) => {
      requireStorekeeper(caller);
      const id = await startRun(context, request, caller.userId);
      if (id === null) {
        const message = `A ${request.kind} is under way already; wait for its end, or cancel it.`;
        throw new IngotError('conflict', message);
      }
      return find(id);
    },

    runList: async (caller, { kind, marker, limit }) => {
      requireStorekeeper(caller);
      const after = marker === undefined ? undefined : await runs.runFind(marker);
      if (after === null) throw new IngotError('invalid', `There is no run ${marker} for the list to go on after.`);
      const found = await runs.runList({
        limit: limit + 1,
        ...(kind !== undefined && { kind }),
        ...(after && { after }),
      });
      return { items: found.slice(0, limit), more: found.length > limit };
    },

    runGet: async (caller, id) => {
      requireStorekeeper(caller);
      return find(id);
    },

    runCancel: async (caller, id) => {
      requireStorekeeper(caller);
      await runs.runCancel(id, clock.now());
      return find(id);
    },
  };
}

/** @returns null when a run of this kind is not over. */
export async function startRun(
  { runs, clock, wakeJobs }: StorageContext,
  request: RunRequest,
  requestedBy: UserId | null,
): Promise<JobId | null> {
  const id = newJobId();
  const createdAt = clock.now();
  if (!(await runs.runAdd({ id, request, requestedBy, createdAt }, runJob(id, request.kind, requestedBy, createdAt))))
    return null;
  wakeJobs();
  return id;
}
