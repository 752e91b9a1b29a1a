import type { JobStatus, JobStore, JobTopic, MatterJob, MatterQuery, WorkMeasure } from '../jobs/index.ts';
import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { Operation } from './operation.ts';
import { obstacleOfStatus, type OperationAction } from './operation-action.ts';
import type { OperationKind, OperationKinds } from './operation-kind.ts';
import { OPERATION_OBSTACLES, type OperationObstacle } from './operation-obstacle.ts';

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
  /** Ends it soon. @throws IngotError `conflict` with what is in the way; as the domain refuses. */
  operationCancel(caller: Caller, id: JobId): Promise<Operation>;
  /** Has done again what has failed or was cancelled, as another operation. @throws IngotError as `operationCancel`. */
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
  /** Told of what was cancelled: nobody may be working on it who would say so. */
  readonly announce: (job: MatterJob) => void;
  /** Null where it has none, or is gone. */
  readonly nameOf: (topic: JobTopic, id: string) => Promise<string | null>;
  readonly userName: (id: UserId) => Promise<string | null>;
}

/** Of work of which nobody has said what can be done with it. */
const NEVER = { never: 'elsewhere' } as const;

export function createOperations({ jobs, kinds, announce, nameOf, userName }: OperationParts): Operations {
  const find = async (caller: Caller, id: JobId): Promise<MatterJob> => {
    const job = await jobs.jobFind(id);
    if (!job || !isSeen(job) || !maySee(caller, job)) {
      throw new IngotError('not-found', `No operation found with ID ${id}.`);
    }
    return job;
  };

  /** Null where nothing is in the way but what the domain may say. */
  const obstacleTo = async (
    action: OperationAction,
    caller: Caller,
    job: MatterJob,
  ): Promise<OperationObstacle | null> => {
    const known = obstacleOfStatus(action, job.state.status);
    if (known) return known;
    const deed = kinds[job.about.action]?.[action] ?? NEVER;
    if ('never' in deed) return deed.never;
    if (!isAdmin(caller) && !isMemberOf(caller, job.about.projectId)) return 'role';
    return (await deed.obstacle?.(caller, job)) ?? null;
  };

  const act = async (action: OperationAction, caller: Caller, id: JobId): Promise<void> => {
    const job = await find(caller, id);
    const obstacle = await obstacleTo(action, caller, job);
    if (obstacle) throw new IngotError(obstacle === 'role' ? 'forbidden' : 'conflict', OPERATION_OBSTACLES[obstacle]);
    const deed = kinds[job.about.action]?.[action] ?? NEVER;
    if ('perform' in deed) await deed.perform(caller, job);
  };

  const describe = async (caller: Caller, job: MatterJob): Promise<Operation> => {
    const { id, about, state, message, createdAt, updatedAt } = job;
    const { action, topic, id: subjectId, projectId, userId } = about;
    const kind = kinds[action];
    const isOver = 'finishedAt' in state;
    const [cancel, retry] = [await obstacleTo('cancel', caller, job), await obstacleTo('retry', caller, job)];
    return {
      id,
      action,
      topic,
      subject: { id: subjectId, name: await nameOf(topic, subjectId) },
      status: state.status,
      message,
      progress: state.status === 'running' ? await progressOf(caller, job, kind) : null,
      projectId,
      user: userId === null ? null : { id: userId, name: await userName(userId) },
      can: { cancel: cancel === null, retry: retry === null },
      obstacles: { cancel: cancel && OPERATION_OBSTACLES[cancel], retry: retry && OPERATION_OBSTACLES[retry] },
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
      await act('cancel', caller, id);
      const job = await find(caller, id);
      announce(job);
      return describe(caller, job);
    },

    operationRetry: (caller, id) => act('retry', caller, id),
  };
}

/** By the domain where that knows better than the job. */
function progressOf(
  caller: Caller,
  job: MatterJob,
  kind: OperationKind | undefined,
): Promise<WorkMeasure | null> | WorkMeasure | null {
  return kind?.progress ? kind.progress(caller, job) : job.measure;
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
