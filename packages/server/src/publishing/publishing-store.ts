import type { NewJob } from '../jobs/index.ts';
import type { ImageId, ImagePoolId, JobId, MachineId, ProjectId, PublicationId } from '../kernel/ids.ts';
import type { Artefact, DesktopImage } from './desktop-image.ts';
import type { ImagePool, PoolUsage } from './pools/image-pool.ts';
import type { Publication, PublicationStep } from './publication.ts';

/** Where pools, desktop images and publications are kept. Every time is handed in, in milliseconds since the epoch. */
export interface PublishingStore extends PublishingFinder {
  transaction<Result>(work: (tx: PublishingTransaction) => Promise<Result>): Promise<Result>;
  /** By name. */
  poolList(page: { readonly after: string | null; readonly limit: number }): Promise<readonly ImagePool[]>;
  poolUsage(id: ImagePoolId): Promise<PoolUsage>;
  /** Newest first. */
  desktopImageList(query: DesktopImageQuery): Promise<readonly DesktopImage[]>;
  /** Newest first. */
  publicationList(query: PublicationQuery): Promise<readonly Publication[]>;
  /** How far a running publication has come. @returns whether somebody wants it to end; null when it does not run. */
  publicationTell(
    id: PublicationId,
    progress: { readonly step: PublicationStep; readonly done: number; readonly total: number | null },
    now: number,
  ): Promise<{ readonly ownerId: ProjectId; readonly cancelWanted: boolean } | null>;
  /** Those that are not over, oldest first. */
  publicationsOpen(after: PublicationId | null, limit: number): Promise<readonly Publication[]>;
  /** Forgets publications that ended before. @returns how many. */
  publicationsForget(before: number, limit: number): Promise<number>;
  desktopImagesDeleting(limit: number): Promise<readonly DesktopImage[]>;
}

/** What can be looked up, also within a transaction. */
export interface PublishingFinder {
  poolFind(id: ImagePoolId): Promise<ImagePool | null>;
  desktopImageFind(id: ImageId): Promise<DesktopImage | null>;
  /** Children that are not being deleted, in order of id. */
  childrenOf(id: ImageId, limit: number): Promise<readonly ImageId[]>;
  /** By pool. */
  artefactsOf(id: ImageId): Promise<readonly Artefact[]>;
  artefactsIn(pool: ImagePoolId, limit: number): Promise<readonly Artefact[]>;
  publicationFind(id: PublicationId): Promise<Publication | null>;
}

/** As if alone. */
export interface PublishingTransaction extends PublishingFinder {
  /** @throws `conflict` where the name or the place is taken. */
  poolInsert(pool: ImagePool): Promise<void>;
  /** @throws `conflict` where the name is taken. */
  poolWrite(pool: ImagePool): Promise<void>;
  poolDelete(id: ImagePoolId): Promise<void>;
  desktopImageInsert(image: DesktopImage): Promise<void>;
  desktopImageWrite(image: DesktopImage): Promise<void>;
  desktopImageDelete(id: ImageId): Promise<void>;
  artefactInsert(artefact: Artefact): Promise<void>;
  artefactWrite(artefact: Artefact): Promise<void>;
  artefactDelete(imageId: ImageId, poolId: ImagePoolId): Promise<void>;
  publicationInsert(publication: Publication): Promise<void>;
  publicationWrite(publication: Publication): Promise<void>;
  jobEnqueue(job: NewJob): Promise<void>;
  /** Ends the job of a publication that nobody has begun. @param message for people. @returns whether it was one. */
  jobCancelWaiting(id: JobId, message: string, now: number): Promise<boolean>;
}

export interface DesktopImageQuery {
  /** Null: everybody's. */
  readonly owner: ProjectId | null;
  readonly pool?: ImagePoolId;
  readonly parent?: ImageId;
  /** The last one of the page before. */
  readonly after?: Pick<DesktopImage, 'id' | 'createdAt'>;
  readonly limit: number;
}

export interface PublicationQuery {
  /** Null: everybody's. */
  readonly owner: ProjectId | null;
  readonly image?: ImageId;
  readonly machine?: MachineId;
  /** The last one of the page before. */
  readonly after?: Pick<Publication, 'id' | 'createdAt'>;
  readonly limit: number;
}
