import { announcingPublishing } from './announced-publishing.ts';
import { announcingRecipes, announcingRuns } from './announced-recipes.ts';
import type { Changes } from './changes/index.ts';
import { cancelWaitingPublication, enqueueJob } from './compose-transactions.ts';
import type { Config } from './config/index.ts';
import type { Database } from './db/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import type { JobLanes } from './job-lanes.ts';
import type { createMachines } from './machines/index.ts';
import { createPublishing, machineSources, poolOpener } from './publishing/index.ts';
import { createSqlPublishingStore } from './publishing/publishing-store.sql.ts';
import { createRecipes } from './recipes/index.ts';
import { createSqlRecipeStore } from './recipes/recipe-store.sql.ts';
import { createSqlRecipeRunStore } from './recipes/runs/run-store.sql.ts';
import { s3Settings } from './s3-settings.ts';

/** Publications at a time: each reads and writes a disk. */
const PUBLICATIONS = 2;
/** Images that are built by recipes at a time: each takes a processor and its memory, and mostly waits for its guest. */
const BUILDS = 2;

type PublishingContext = Parameters<typeof createPublishing>[0];
type RecipeContext = Parameters<typeof createRecipes>[0];

/** What is made here of the rest. */
type OwnOfPublishing = 'store' | 'openPool' | 'machines' | 'wakeJobs';
type OwnOfRecipes =
  | 'store'
  | 'runs'
  | 'machines'
  | 'machineSupport'
  | 'machinePublishing'
  | 'guests'
  | 'desktopImages'
  | 'wakeJobs';

export interface PublishingParts {
  readonly database: Database;
  readonly changes: Changes;
  readonly config: Config;
  readonly directory: Pick<DataDirectory, 'root'>;
  readonly machines: ReturnType<typeof createMachines>;
  readonly lanes: Pick<JobLanes, 'add'>;
  /** What both domains work with. */
  readonly shared: Omit<PublishingContext, OwnOfPublishing> & Omit<RecipeContext, OwnOfRecipes>;
}

/** What stands on machines: publishing what they hold, and building images by recipes. */
export function composePublishing({ database, changes, config, directory, machines, lanes, shared }: PublishingParts) {
  const publishingLane = lanes.add();
  const publishing = createPublishing({
    ...shared,
    store: announcingPublishing(
      createSqlPublishingStore(database, { enqueueJob, cancelWaitingJob: cancelWaitingPublication }),
      changes,
    ),
    openPool: poolOpener({ reserved: [directory.root], s3: () => s3Settings(config) }),
    machines: machineSources({ ...machines.machines, ...machines.publishing }),
    wakeJobs: publishingLane.wake,
  });
  const recipeLane = lanes.add();
  const recipes = createRecipes({
    ...shared,
    store: announcingRecipes(createSqlRecipeStore(database), changes),
    runs: announcingRuns(createSqlRecipeRunStore(database, enqueueJob), changes),
    machines: machines.machines,
    machineSupport: () => machines.machines.machineSupport(),
    machinePublishing: machines.publishing,
    guests: machines.machineGuests,
    desktopImages: publishing.publishing,
    wakeJobs: recipeLane.wake,
  });
  publishingLane.serve(publishing.jobHandlers, PUBLICATIONS);
  recipeLane.serve(recipes.jobHandlers, BUILDS);
  return { publishing, recipes };
}
