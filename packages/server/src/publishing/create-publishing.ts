import type { JobHandler } from '../jobs/index.ts';
import { desktopImageOperations } from './desktop-image-operations.ts';
import { imagePublications } from './image-publications.ts';
import { machinePublications } from './machine-publications.ts';
import { artefactOpening } from './open-artefact.ts';
import { poolOperations } from './pools/pool-operations.ts';
import { publicationJobKind } from './publication-job.ts';
import { publicationOperations } from './publication-operations.ts';
import type { Publishing } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';
import { publicationHandler } from './work/publication-handler.ts';
import { createPublishingWork, type PublishingWork } from './work/publishing-work.ts';

export interface PublishingService {
  readonly publishing: Publishing;
  /** For the job runner of this host, whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: PublishingWork;
}

/** Puts the domain together. */
export function createPublishing(context: PublishingContext): PublishingService {
  return {
    publishing: {
      ...poolOperations(context),
      ...desktopImageOperations(context),
      ...artefactOpening(context),
      ...imagePublications(context),
      ...machinePublications(context),
      ...publicationOperations(context),
    },
    jobHandlers: { [publicationJobKind(context.host)]: publicationHandler(context) },
    work: createPublishingWork(context),
  };
}
