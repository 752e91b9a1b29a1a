import { JobCancelled, type Job, type JobQuery, type JobStore } from '../../jobs/index.ts';
import { isReaderOf, type Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { stagedContentOf, type Image } from '../image.ts';
import { findChangeable, findVisible } from '../image-access.ts';
import { imageCan } from '../image-actions.ts';
import type { ImageContext } from '../image-context.ts';
import { formatsOf } from '../image-inspection.ts';
import { maySeeAllTasks } from '../image-policy.ts';
import { insertImage, newImage } from '../image-records.ts';
import type { Images, ImportMethod } from '../images.ts';
import { importOf } from './begin-import.ts';
import { requeueImport } from './import-job.ts';
import { IMPORT_JOB, IMPORT_TASK_TYPE, isDownload, jobStatuses, payloadOf, taskOf } from './import-task.ts';
import type { UrlGuard } from './url-guard.ts';

type Imports = Pick<
  Images,
  'importStart' | 'importCancel' | 'importRetry' | 'imageCreateFromUrl' | 'imageTaskList' | 'taskList' | 'taskGet'
>;

const CANCELLED = 'The import was cancelled.';

/** Imports of one image are few, and forgotten after two days. */
const MOST_TASKS_OF_IMAGE = 1000;

/** Starting imports and seeing how they go. */
export function importOperations(context: ImageContext, guard: UrlGuard): Imports {
  const { store, jobs, intakes, clock, wakeJobs, nudgeCollector } = context;

  const findTask = async (caller: Caller, id: Job['id']): Promise<Job> => {
    const job = await findJob(jobs, id);
    if (!job || !maySeeTask(caller, job)) throw new IngotError('not-found', `No task found with ID ${id}.`);
    return job;
  };

  const importStart: Images['importStart'] = async (caller, id, method) => {
    const job = await store.transaction(async (tx) => {
      const image = await findChangeable(tx, caller, id);
      checkImportable(image, method);
      if (method.name === 'web-download') guard.checkUrl(method.uri);
      const begun = importOf(caller, image, method, clock.now());
      await tx.jobEnqueue(begun.job);
      await tx.imageWrite(begun.image, image);
      return begun.job;
    });
    wakeJobs();
    return taskOf({
      ...job,
      attempts: 0,
      message: '',
      measure: null,
      createdAt: job.at,
      updatedAt: job.at,
      state: { status: 'waiting', runAt: job.at },
    });
  };

  return {
    importStart,

    importCancel: async (caller, id) => {
      const { imageId } = payloadOf(await findTask(caller, id));
      await store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, imageId);
        const { state } = image;
        if (!imageCan('cancel-import', image) || state.status !== 'importing' || state.task !== id) {
          throw new IngotError('conflict', `Image ${imageId} is ${state.status}: the import is over.`);
        }
        await requeueImport(tx, image, CANCELLED, clock.now());
        await tx.jobCancel(id, CANCELLED, clock.now());
      });
      // Another process notices when it says how far it is.
      intakes.stop(imageId, new JobCancelled(CANCELLED));
      nudgeCollector();
    },

    importRetry: async (caller, id) => {
      const job = await findTask(caller, id);
      if (!isDownload(job)) {
        throw new IngotError('conflict', 'The data were given up with the import: send them again.');
      }
      const { imageId, method } = payloadOf(job);
      return importStart(caller, imageId, method);
    },

    imageCreateFromUrl: async (caller, uri, wanted) => {
      const method: ImportMethod = { name: 'web-download', uri };
      const image = newImage(context, caller, wanted);
      checkImportable(image, method);
      guard.checkUrl(uri);
      const begun = importOf(caller, image, method, clock.now());
      await store.transaction(async (tx) => {
        await insertImage(tx, begun.image);
        await tx.jobEnqueue(begun.job);
      });
      wakeJobs();
      return begun.image;
    },

    imageTaskList: async (caller, id) => {
      const { image } = await findVisible(store, caller, id);
      // Others may see a shared or public image, but not where its owner got it from.
      if (!maySeeAllTasks(caller) && !isReaderOf(caller, image.ownerId)) {
        throw new IngotError('forbidden', `Only the project that owns image ${id} may see its imports.`);
      }
      const query: JobQuery = { kind: IMPORT_JOB, subject: id, direction: 'desc', limit: MOST_TASKS_OF_IMAGE };
      return (await jobs.jobList(query)).map(taskOf);
    },

    taskList: async (caller, { status, type, marker, limit, direction }) => {
      if (!maySeeAllTasks(caller)) throw new IngotError('forbidden', 'Only administrators may list tasks.');
      const after = marker === undefined ? undefined : await findJob(jobs, marker);
      if (after === null) throw new IngotError('invalid', `There is no task ${marker} for the list to go on after.`);
      if (type !== undefined && type !== IMPORT_TASK_TYPE) return { items: [], more: false };
      const found = await jobs.jobList({
        kind: IMPORT_JOB,
        direction,
        limit: limit + 1,
        ...(status && { statuses: jobStatuses(status) }),
        ...(after && { after }),
      });
      return { items: found.slice(0, limit).map(taskOf), more: found.length > limit };
    },

    taskGet: async (caller, id) => taskOf(await findTask(caller, id)),
  };
}

function checkImportable(image: Image, { name }: ImportMethod): void {
  const { id, state } = image;
  if (state.status === 'importing') throw new IngotError('conflict', `Image ${id} is being imported already.`);
  const ready =
    name === 'web-download'
      ? imageCan('import-url', image)
      : imageCan('import-staged', image) && stagedContentOf(image);
  if (!ready) {
    const wanted = name === 'web-download' ? 'be queued' : 'have staged data';
    throw new IngotError('conflict', `Image ${id} is ${state.status}; for the method ${name} it has to ${wanted}.`);
  }
  if (!formatsOf(image)) {
    throw new IngotError('conflict', 'Set the properties disk_format and container_format before importing.');
  }
}

async function findJob(jobs: JobStore, id: Job['id']): Promise<Job | null> {
  const job = await jobs.jobFind(id);
  return job?.kind === IMPORT_JOB ? job : null;
}

function maySeeTask(caller: Caller, job: Job): boolean {
  return maySeeAllTasks(caller) || isReaderOf(caller, payloadOf(job).ownerId);
}
