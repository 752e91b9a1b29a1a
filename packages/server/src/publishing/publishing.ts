import type { NbdSink } from '@ingot/disk';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId, ImagePoolId, MachineId, ProjectId, PublicationId } from '../kernel/ids.ts';
import type { Configuration, ShownDesktopImage } from './desktop-image.ts';
import type { ImagePool, PoolCheck, PoolPlace, PoolUsage } from './pools/image-pool.ts';
import type { Publication } from './publication.ts';
import type { NewClone, NewDesktopImage, NewPublication } from './publication-order.ts';

/**
 * Everything that can be done with image pools, desktop images and publications. Each operation decides by its `Caller`
 * whether it may be done, and fails with an `IngotError`: `not-found` where the caller may not know of the thing,
 * `forbidden` where he may see it but not do this, `conflict` where the state does not allow it.
 */
export interface Publishing extends ImagePools, DesktopImages, Publications {}

/** Everybody with a role sees pools, to choose one; administrators have them made. */
export interface ImagePools {
  /** @throws `invalid` for a place that is not there or cannot be used, `conflict` for one that is another pool's. */
  poolCreate(caller: Caller, pool: NewPool): Promise<PoolWithUsage>;
  poolGet(caller: Caller, id: ImagePoolId): Promise<PoolWithUsage>;
  /** By name. */
  poolList(
    caller: Caller,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<Page<PoolWithUsage>>;
  poolUpdate(caller: Caller, id: ImagePoolId, revision: PoolRevision): Promise<PoolWithUsage>;
  /** Looks whether its place is there and can be written to, and how much room it has. */
  poolCheck(caller: Caller, id: ImagePoolId): Promise<PoolCheck>;
  /** `conflict` while there are files in it. What others have put into its place stays. */
  poolDelete(caller: Caller, id: ImagePoolId): Promise<void>;
}

/** A desktop image is seen by those who see the image, and changed by those who may change that. */
export interface DesktopImages {
  /** Refuses what an import would refuse, for an image of the project that is not there yet. */
  desktopImageCheck(caller: Caller, owner: ProjectId, wanted: NewDesktopImage): Promise<void>;
  /** An image that is there becomes a desktop image. */
  desktopImageImport(caller: Caller, id: ImageId, wanted: NewDesktopImage): Promise<Publication>;
  desktopImageGet(caller: Caller, id: ImageId): Promise<ShownDesktopImage>;
  /** Of the caller's project, newest first. */
  desktopImageList(caller: Caller, query: ListedDesktopImages): Promise<Page<ShownDesktopImage>>;
  desktopImageUpdate(caller: Caller, id: ImageId, revision: DesktopImageRevision): Promise<ShownDesktopImage>;
  /** With its files; the image goes into the trash. `conflict` while it has children, or something else needs it. */
  desktopImageDelete(caller: Caller, id: ImageId): Promise<void>;
  /** Has a file of it made in another pool. */
  desktopImageDeploy(caller: Caller, id: ImageId, pool: ImagePoolId): Promise<Publication>;
  /** Removes such a file; the one of the pool that it was published to goes with the image only. */
  desktopImageWithdraw(caller: Caller, id: ImageId, pool: ImagePoolId): Promise<void>;
  /** Opens its file, for those who may download the image. @param pool the one that it was published to unless given. */
  desktopImageOpen(caller: Caller, id: ImageId, pool: ImagePoolId | null): Promise<OpenedArtefact>;
}

export interface Publications {
  /** Publishes what a machine holds; the machine stays. Needs the right to change it. */
  machineClone(caller: Caller, id: MachineId, wanted: NewClone): Promise<Publication>;
  /** The same of a machine that is stopped, which is deleted once the image is active. */
  machineConvert(caller: Caller, id: MachineId, wanted: NewPublication): Promise<Publication>;
  publicationGet(caller: Caller, id: PublicationId): Promise<Publication>;
  /** Of the caller's project, newest first. */
  publicationList(caller: Caller, query: ListedPublications): Promise<Page<Publication>>;
  /** Ends one soon, and takes back what it has done; `conflict` once the image is active. */
  publicationCancel(caller: Caller, id: PublicationId): Promise<Publication>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

export interface NewPool extends PoolRevision {
  readonly name: string;
  readonly place: PoolPlace;
}

export interface PoolRevision {
  readonly name?: string;
  readonly description?: string | null;
}

export interface PoolWithUsage {
  /** `place` is for administrators; null for everybody else. */
  readonly pool: Omit<ImagePool, 'place'> & { readonly place: PoolPlace | null };
  readonly usage: PoolUsage;
}

export interface DesktopImageRevision {
  readonly name?: string;
  readonly configuration?: Configuration;
}

export interface ListedDesktopImages {
  /** Of every project, for administrators. */
  readonly allProjects?: boolean;
  readonly pool?: ImagePoolId;
  readonly parent?: ImageId;
  readonly marker?: ImageId;
  readonly limit: number;
}

export interface ListedPublications {
  /** Of every project, for administrators. */
  readonly allProjects?: boolean;
  readonly image?: ImageId;
  /** That was cloned or converted; it may be gone. */
  readonly machine?: MachineId;
  readonly marker?: PublicationId;
  readonly limit: number;
}

/** A file of a pool as it is sent. Whoever opens it closes it. */
export interface OpenedArtefact {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Of all bytes, in hex. */
  readonly sha256: string;
  /** Sends a range. @throws IngotError, the signal's reason, or what the sink throws. */
  send(
    sink: NbdSink,
    range: { readonly offset: number; readonly length: number; readonly signal: AbortSignal },
  ): Promise<void>;
  close(): Promise<void>;
}
