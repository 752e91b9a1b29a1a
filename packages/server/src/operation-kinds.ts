import { exportFormatOf, type Exports } from './exports/index.ts';
import { isDownload, type Images } from './images/index.ts';
import type { Inspections } from './inspection/index.ts';
import type { MatterJob } from './jobs/index.ts';
import {
  parseImageId,
  parsePublicationId,
  parseRecipeRunId,
  type ImageId,
  type PublicationId,
  type RecipeRunId,
} from './kernel/ids.ts';
import type { OperationKind, OperationKinds } from './operations/index.ts';
import type { Preparations } from './preparation/index.ts';
import { orderOf, publishAgain, type Publishing } from './publishing/index.ts';
import type { RecipeRuns } from './recipes/index.ts';
import { RUN_KINDS, type StorageService } from './storage/index.ts';
import type { Volumes } from './volumes/index.ts';

interface Domains {
  readonly images: Pick<Images, 'importCancel' | 'importRetry' | 'diskViewRequest'>;
  readonly exports: Pick<Exports, 'exportDelete' | 'exportPrepare'>;
  readonly volumes: Pick<Volumes, 'uploadCancel' | 'uploadRetry'>;
  readonly inspections: Pick<
    Inspections,
    'reportCancel' | 'reportRequest' | 'bootTestRequest' | 'diffCancel' | 'diffRequest' | 'diffGet' | 'reportGet'
  >;
  readonly preparations: Pick<Preparations, 'preparationCancel' | 'preparationRequest' | 'preparationGet'>;
  readonly publishing: Publishing;
  readonly recipeRuns: Pick<RecipeRuns, 'runCancel' | 'runGet' | 'runStart'>;
  readonly storage: Pick<StorageService['storage'], 'runCancel' | 'runGet' | 'runStart'>;
  /** Null for an image that is not known. */
  readonly imageName: (id: ImageId) => Promise<string | null>;
}

/** Work that is over in a moment, or that nothing can take back. */
const UNDISTURBED: OperationKind = { cancel: { never: 'half-done' }, retry: { never: 'elsewhere' } };

/** Of disks and machines, but for images that are made of disks. */
const UNDISTURBED_ACTIONS = [
  'create',
  'extend',
  'delete',
  'snapshot',
  'creating',
  'starting',
  'stopping',
  'rebooting',
  'snapshotting',
  'restoring',
  'deleting',
] as const;

/** What each domain lets people do with the work that it has done in the background. */
export function operationKinds(domains: Domains): OperationKinds {
  return {
    ...imageKinds(domains),
    ...inspectionKinds(domains),
    ...makingKinds(domains),
    upload: {
      cancel: { perform: (caller, job) => domains.volumes.uploadCancel(caller, job) },
      retry: { perform: (caller, job) => domains.volumes.uploadRetry(caller, job) },
    },
    ...Object.fromEntries(UNDISTURBED_ACTIONS.map((action) => [action, UNDISTURBED])),
    ...Object.fromEntries(RUN_KINDS.map((kind) => [kind, maintenance(domains)])),
  };
}

function imageKinds({ images, exports }: Domains): OperationKinds {
  return {
    import: {
      cancel: { perform: (caller, { id }) => images.importCancel(caller, id) },
      retry: {
        perform: (caller, { id }) => images.importRetry(caller, id),
        obstacle: (_, job) => (isDownload(job) ? null : 'data-gone'),
      },
    },
    unpack: {
      cancel: { never: 'shared' },
      retry: { perform: (caller, job) => images.diskViewRequest(caller, imageOf(job)) },
    },
    export: {
      cancel: { perform: (caller, job) => exports.exportDelete(caller, imageOf(job), exportFormatOf(job)) },
      retry: { perform: (caller, job) => exports.exportPrepare(caller, imageOf(job), exportFormatOf(job)) },
    },
  };
}

function inspectionKinds({ inspections }: Domains): OperationKinds {
  return {
    check: {
      cancel: { perform: (caller, { id }) => inspections.reportCancel(caller, id) },
      retry: {
        perform: async (caller, job) => {
          const { report } = await inspections.reportGet(caller, job.id);
          const ids = report.profiles.map((profile) => profile.id);
          return inspections.reportRequest(caller, imageOf(job), ids);
        },
      },
    },
    'boot-test': {
      cancel: { perform: (caller, { id }) => inspections.reportCancel(caller, id) },
      retry: { perform: (caller, job) => inspections.bootTestRequest(caller, imageOf(job)) },
    },
    compare: {
      cancel: { perform: (caller, { id }) => inspections.diffCancel(caller, id) },
      retry: {
        perform: async (caller, { id }) => {
          const { diff } = await inspections.diffGet(caller, id);
          return inspections.diffRequest(caller, diff.before, diff.after);
        },
      },
    },
  };
}

/** Of what makes images. */
function makingKinds({ preparations, publishing, recipeRuns, imageName }: Domains): OperationKinds {
  return {
    prepare: {
      cancel: { perform: (caller, { id }) => preparations.preparationCancel(caller, id) },
      retry: {
        perform: async (caller, { id }) => {
          const { sourceId, imageId, order } = (await preparations.preparationGet(caller, id)).preparation;
          const name = imageId === null ? null : await imageName(imageId);
          const wanted = { ...order, trial: imageId === null, ...(name !== null && { name }) };
          return preparations.preparationRequest(caller, sourceId, wanted);
        },
      },
    },
    publish: {
      cancel: { perform: (caller, job) => publishing.publicationCancel(caller, publicationOf(job)) },
      retry: {
        obstacle: (_, job) => (orderOf(job) ? null : 'elsewhere'),
        perform: async (caller, job) => {
          const order = orderOf(job);
          const publication = await publishing.publicationGet(caller, publicationOf(job));
          return order && publishAgain(publishing, caller, publication, order);
        },
      },
      progress: async (caller, job) => {
        const { state } = await publishing.publicationGet(caller, publicationOf(job));
        return state.status === 'running' ? { done: state.done, total: state.total } : null;
      },
    },
    build: {
      cancel: { perform: (caller, job) => recipeRuns.runCancel(caller, recipeRunOf(job)) },
      retry: {
        obstacle: async (caller, job) => {
          const { run } = await recipeRuns.runGet(caller, recipeRunOf(job));
          if (run.recipe === null) return 'elsewhere';
          return run.secretNames.length > 0 ? 'secrets-gone' : null;
        },
        // By the recipe as it is now: mending that is what a failure is answered with.
        perform: async (caller, job) => {
          const { run } = await recipeRuns.runGet(caller, recipeRunOf(job));
          const { recipe, variables, base } = run;
          return recipe && recipeRuns.runStart(caller, { recipe: { id: recipe.id }, variables, base });
        },
      },
    },
  };
}

function maintenance({ storage }: Domains): OperationKind {
  return {
    cancel: { perform: (caller, { id }) => storage.runCancel(caller, id) },
    retry: {
      perform: async (caller, { id }) => storage.runStart(caller, (await storage.runGet(caller, id)).request),
    },
    progress: async (caller, { id }) => {
      const { figures } = await storage.runGet(caller, id);
      return figures && 'totalBytes' in figures ? { done: figures.bytes, total: figures.totalBytes } : null;
    },
  };
}

function imageOf({ about }: MatterJob): ImageId {
  return parseImageId(about.id) ?? unknown(about.id, 'image');
}

function publicationOf({ subject }: MatterJob): PublicationId {
  return parsePublicationId(subject) ?? unknown(subject, 'publication');
}

function recipeRunOf({ subject }: MatterJob): RecipeRunId {
  return parseRecipeRunId(subject) ?? unknown(subject, 'run of a recipe');
}

function unknown(id: string, what: string): never {
  throw new Error(`${id} is no ${what}`);
}
