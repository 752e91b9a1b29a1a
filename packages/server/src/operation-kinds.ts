import type { Inspections } from './inspection/index.ts';
import type { JobTopic, MatterJob } from './jobs/index.ts';
import {
  parseImageId,
  parseMachineId,
  parsePublicationId,
  parseRecipeRunId,
  parseSnapshotId,
  parseVolumeId,
  type ImageId,
  type MachineId,
  type PublicationId,
  type SnapshotId,
  type VolumeId,
} from './kernel/ids.ts';
import type { OperationKinds } from './operations/index.ts';
import type { Preparations } from './preparation/index.ts';
import type { Publishing } from './publishing/index.ts';
import type { RecipeRuns } from './recipes/index.ts';
import { RUN_KINDS, type StorageService } from './storage/index.ts';

interface Domains {
  readonly inspections: Pick<
    Inspections,
    'reportCancel' | 'reportRequest' | 'bootTestRequest' | 'diffCancel' | 'reportGet'
  >;
  readonly preparations: Pick<Preparations, 'preparationCancel'>;
  readonly publishing: Pick<Publishing, 'publicationCancel' | 'publicationGet'>;
  readonly recipeRuns: Pick<RecipeRuns, 'runCancel'>;
  readonly storage: Pick<StorageService['storage'], 'runCancel' | 'runGet' | 'runStart'>;
}

/** What each domain lets people do with the work that it has done in the background. */
export function operationKinds({
  inspections,
  preparations,
  publishing,
  recipeRuns,
  storage,
}: Domains): OperationKinds {
  const maintenance: OperationKinds[string] = {
    cancel: (caller, { id }) => storage.runCancel(caller, id),
    retry: async (caller, { id }) => storage.runStart(caller, (await storage.runGet(caller, id)).request),
    progress: async (caller, { id }) => {
      const { figures } = await storage.runGet(caller, id);
      return figures && 'totalBytes' in figures ? { done: figures.bytes, total: figures.totalBytes } : null;
    },
  };
  return {
    check: {
      cancel: (caller, { id }) => inspections.reportCancel(caller, id),
      retry: async (caller, job) => {
        const { report } = await inspections.reportGet(caller, job.id);
        const ids = report.profiles.map((profile) => profile.id);
        return inspections.reportRequest(caller, imageOf(job), ids);
      },
    },
    'boot-test': {
      cancel: (caller, { id }) => inspections.reportCancel(caller, id),
      retry: (caller, job) => inspections.bootTestRequest(caller, imageOf(job)),
    },
    compare: { cancel: (caller, { id }) => inspections.diffCancel(caller, id) },
    build: {
      cancel: (caller, { subject }) =>
        recipeRuns.runCancel(caller, parseRecipeRunId(subject) ?? unknown(subject, 'run of a recipe')),
    },
    prepare: { cancel: (caller, { id }) => preparations.preparationCancel(caller, id) },
    publish: {
      cancel: (caller, job) => publishing.publicationCancel(caller, publicationOf(job)),
      progress: async (caller, job) => {
        const { state } = await publishing.publicationGet(caller, publicationOf(job));
        return state.status === 'running' && state.total !== null ? { done: state.done, total: state.total } : null;
      },
    },
    ...Object.fromEntries(RUN_KINDS.map((kind) => [kind, maintenance])),
  };
}

interface Named {
  readonly name: string | null;
}

/** Where the names of things are. */
export interface NameSources {
  readonly imageFind: (id: ImageId) => Promise<Named | null>;
  readonly volumeFind: (id: VolumeId) => Promise<Named | null>;
  readonly snapshotFind: (id: SnapshotId) => Promise<Named | null>;
  readonly machineFind: (id: MachineId) => Promise<Named | null>;
}

/** What things are called that work is done to; null where one has no name, or is gone. */
export function nameOfSubject(sources: NameSources): (topic: JobTopic, id: string) => Promise<string | null> {
  const find: Readonly<Record<JobTopic, (id: string) => Promise<Named | null> | null>> = {
    image: (id) => given(parseImageId(id), sources.imageFind),
    volume: (id) => given(parseVolumeId(id), sources.volumeFind),
    snapshot: (id) => given(parseSnapshotId(id), sources.snapshotFind),
    machine: (id) => given(parseMachineId(id), sources.machineFind),
    store: () => null,
  };
  return async (topic, id) => (await find[topic](id))?.name ?? null;
}

function given<Id>(id: Id | null, find: (id: Id) => Promise<Named | null>): Promise<Named | null> | null {
  return id === null ? null : find(id);
}

function imageOf({ about }: MatterJob): ImageId {
  return parseImageId(about.id) ?? unknown(about.id, 'image');
}

function publicationOf({ subject }: MatterJob): PublicationId {
  return parsePublicationId(subject) ?? unknown(subject, 'publication');
}

function unknown(id: string, what: string): never {
  throw new Error(`${id} is no ${what}`);
}
