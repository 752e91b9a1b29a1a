import type { JobHandler } from '../jobs/index.ts';
import { deprecationOperations } from './families/deprecations.ts';
import { familyChanges } from './families/family-changes.ts';
import { familyReads } from './families/family-reads.ts';
import { usesOperations } from './families/image-uses-operations.ts';
import { optimizationOperations } from './families/optimization.ts';
import type { ImageContext } from './image-context.ts';
import { dataOperations } from './image-data.ts';
import { lifecycleOperations } from './image-lifecycle.ts';
import { memberOperations } from './image-members.ts';
import { recordOperations } from './image-records.ts';
import { tagOperations } from './image-tags.ts';
import { trashOperations } from './image-trash.ts';
import { usageOperations } from './image-usage.ts';
import { createImageWork, type ImageWork } from './image-work.ts';
import type { Images } from './images.ts';
import { stopIntakesOfDeleted } from './image-signals.ts';
import { resolveBySystem, type Resolve } from './imports/download.ts';
import { importHandler } from './imports/import-job.ts';
import { importOperations } from './imports/import-operations.ts';
import { IMPORT_JOB } from './imports/import-task.ts';
import { UrlGuard, type DownloadRules } from './imports/url-guard.ts';
import { gated } from './publication/publication-gate.ts';
import { verdictsWriter, type VerdictsWrite } from './publication/report-outcome.ts';
import { pushOperations } from './push/push-operations.ts';
import { Intakes } from './intakes.ts';
import { CHECKSUM_JOB, checksumHandler } from './trees/checksum-job.ts';
import { figureOperations } from './search/image-figures.ts';
import { treeOperations } from './trees/tree-operations.ts';
import { imageReservations, type ImageReservations } from './trees/tree-reservations.ts';
import { diskViewsOf, type DiskViews } from './views/disk-views.ts';
import { viewHandler } from './views/view-job.ts';
import { viewOperations } from './views/view-operations.ts';
import { VIEW_JOB } from './views/view-payload.ts';

export interface ImagesOptions extends Omit<ImageContext, 'intakes'> {
  readonly imports: DownloadRules & {
    /** Milliseconds that may pass without anything arriving. */
    readonly timeout: number;
    /** How names become addresses; the system's way unless given. */
    readonly resolve?: Resolve;
  };
}

export interface ImageService {
  readonly images: Images;
  /** For those who make images in the background. */
  readonly reservations: ImageReservations;
  /** The disks of images, for those who open them. */
  readonly views: DiskViews;
  /** For those who judge images. */
  readonly verdictsWrite: VerdictsWrite;
  /** For the job runner, whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  /** For a runner of their own, which `wakeJobs` wakes as well: conversions must not take the places of imports. */
  readonly viewHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: ImageWork;
}

/** Puts the domain together. @throws Error when the import rules make no sense. */
export function createImages({ imports, ...options }: ImagesOptions): ImageService {
  const guard = new UrlGuard(imports);
  const intakes = new Intakes();
  stopIntakesOfDeleted(options.signals, intakes);
  const context: ImageContext = { ...options, store: gated(options.store), intakes };
  const resolve = imports.resolve ?? resolveBySystem;
  const data = dataOperations(context);
  const views = diskViewsOf(context);
  return {
    images: {
      ...recordOperations(context),
      ...figureOperations(context),
      ...lifecycleOperations(context),
      ...tagOperations(context),
      ...memberOperations(context),
      ...data,
      ...pushOperations(context, data.dataOpen),
      ...treeOperations(context),
      ...importOperations(context, guard),
      ...usageOperations(context),
      ...trashOperations(context),
      ...familyReads(context),
      ...familyChanges(context),
      ...deprecationOperations(context),
      ...optimizationOperations(context),
      ...usesOperations(context),
      ...viewOperations(context, views),
    },
    views,
    reservations: imageReservations(context),
    verdictsWrite: verdictsWriter(context),
    jobHandlers: {
      [IMPORT_JOB]: importHandler(context, { guard, resolve, timeout: imports.timeout }),
      [CHECKSUM_JOB]: checksumHandler(context),
    },
    viewHandlers: { [VIEW_JOB]: viewHandler(context) },
    work: createImageWork(context),
  };
}
