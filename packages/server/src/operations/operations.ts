import type { JobStatus, JobStore, JobTopic, MatterJob, MatterQuery } from '../jobs/index.ts';
import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { Operation } from './operation.ts';
import type { OperationKinds } from './operation-kind.ts';

/** What goes on in the background: of every domain, in one list. */
export interface Operations {
  /**
   * The newest first: of the caller's project, or of all and of the installation for administrators.
   *
   * @throws IngotError `forbidden`; `invalid` for a marker that is none.
   */
  operationList(caller: Caller, query: OperationQuery): Promise<OperationPage>;
  /** @throws IngotError `not-found` to those who have no business in its project. */
  operationGet(caller: Caller, id: JobId): Promise<Operation>;
  /** Ends it soon. @throws IngotError `conflict` where it has ended, or cannot be cancelled; as the domain refuses. */
  operationCancel(caller: Caller, id: JobId): Promise<Operation>;
  /** Has done again what has failed, as another operation. @throws IngotError as `operationCancel`. */
  operationRetry(caller: Caller, id: JobId): Promise<void>;
}

export interface OperationQuery {
  readonly allProjects?: boolean;
  readonly statuses?: readonly JobStatus[];
  /** What it is done to. */
  readonly subjectId?: string;
  /** The last one of the page before. */
  readonly marker?: JobId;
  readonly limit: number;
}

export interface OperationPage {
  readonly items: readonly Operation[];
  readonly more: boolean;
}

export interface OperationParts {
  readonly jobs: Pick<JobStore, 'jobFind' | 'matterList'>;
  readonly kinds: OperationKinds;
  /** Null where it has none, or is gone. */
  readonly nameOf: (topic: JobTopic, id: string) => Promise<string | null>;
  readonly userName: (id: UserId) => Promise<string | null>;
}

export function createOperations({ jobs, kinds, nameOf, userName }: OperationParts): Operations {
  const find = async (caller: Caller, id: JobId): Promise<MatterJob> => {
    const job = await jobs.jobFind(id);
    if (!job || !isSeen(job) || !maySee(caller, job)) {
      throw new IngotError('not-found', `No operation found with ID ${id}.`);
    }
    return job;
  };

  const describe = async (caller: Caller, job: MatterJob): Promise<Operation> => {
    const { id, about, state, message, createdAt, updatedAt } = job;
    const { action, topic, id: subjectId, projectId, userId } = about;
    const kind = kinds[action];
    const mayChange = isAdmin(caller) || isMemberOf(caller, projectId);
    const isOver = 'finishedAt' in state;
    return {
      id,
      action,
      topic,
      subject: { id: subjectId, name: await nameOf(topic, subjectId) },
      status: state.status,
      message,
      progress: state.status === 'running' ? ((await kind?.progress?.(caller, job)) ?? null) : null,
      projectId,
      user: userId === null ? null : { id: userId, name: await userName(userId) },
      can: {
        cancel: mayChange && !isOver && kind?.cancel !== undefined,
        retry: mayChange && state.status === 'failed' && kind?.retry !== undefined,
      },
      createdAt,
      updatedAt,
      finishedAt: isOver ? state.finishedAt : null,
    };
  };

  return {
    operationList: async (caller, { allProjects = false, statuses, subjectId, marker, limit }) => {
      const projectId = listedProject(caller, allProjects);
      const after = marker === undefined ? null : await jobs.jobFind(marker);
      if (marker !== undefined && (!after || !isSeen(after) || !maySee(caller, after))) {
        throw new IngotError('invalid', `There is no operation ${marker} for the list to go on after.`);
      }
      const query: MatterQuery = {
        ...(projectId !== null && { projectId }),
        ...(statuses && { statuses }),
        ...(subjectId !== undefined && { subjectId }),
        ...(after && { after }),
        limit: limit + 1,
      };
      const found = await jobs.matterList(query);
      const items: Operation[] = [];
      for (const job of found.slice(0, limit)) items.push(await describe(caller, job));
      return { items, more: found.length > limit };
    },

    operationGet: async (caller, id) => describe(caller, await find(caller, id)),

    operationCancel: async (caller, id) => {
      const job = await find(caller, id);
      const cancel = kinds[job.about.action]?.cancel;
      if ('finishedAt' in job.state) throw new IngotError('conflict', `Operation ${id} has ended already.`);
      if (!cancel) {
        throw new IngotError('conflict', 'This cannot be cancelled: wait for its end, or delete what it works on.');
      }
      await cancel(caller, job);
      return describe(caller, await find(caller, id));
    },

    operationRetry: async (caller, id) => {
      const job = await find(caller, id);
      const retry = kinds[job.about.action]?.retry;
      if (job.state.status !== 'failed') throw new IngotError('conflict', `Operation ${id} has not failed.`);
      if (!retry) throw new IngotError('conflict', 'This is not done again by itself: ask for it once more.');
      await retry(caller, job);
    },
  };
}

function isSeen(job: { readonly about: MatterJob['about'] | null }): job is MatterJob {
  return job.about !== null;
}

function maySee(caller: Caller, { about: { projectId } }: MatterJob): boolean {
  return isAdmin(caller) || isReaderOf(caller, projectId);
}

/** Null for all of them. */
function listedProject(caller: Caller, allProjects: boolean): ProjectId | null {
  if (allProjects) {
    if (isAdmin(caller)) return null;
    throw new IngotError('forbidden', 'Only an administrator sees the operations of all projects.');
  }
  const { projectId } = caller;
  if (projectId !== null && isReaderOf(caller, projectId)) return projectId;
  throw new IngotError('forbidden', 'Operations are shown to those who have a role on the project.');
}
