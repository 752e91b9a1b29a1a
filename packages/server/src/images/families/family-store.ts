import type { FamilyName, ImageId, ProjectId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import type { ImagePage } from '../image-query.ts';
import type { FamilyChange, FamilyPin, FamilyRef } from './family.ts';

/** Whose eyes a family is looked at with: all its images, or those that a project which it is not of is shown. */
export type FamilyView = { readonly kind: 'all' } | { readonly kind: 'shown-to'; readonly project: ProjectId | null };

/** A place in the order of release of a family. */
export interface ReleasePlace {
  readonly releasedAt: number;
  readonly id: ImageId;
}

/** What is asked of families, by itself and within a transaction. */
export interface FamilyReader {
  /**
   * The newest image by release that is active, released, not hidden and not deprecated.
   *
   * @param before only what was released before that one.
   */
  latestFind(ref: FamilyRef, view: FamilyView, now: number, before?: ReleasePlace): Promise<Image | null>;
  /** An image as it is, without keeping others from changing it. */
  familyImageFind(id: ImageId): Promise<Image | null>;
  pinFind(ref: FamilyRef): Promise<FamilyPin | null>;
  /** Families of the project that are pinned to the image. */
  pinsOf(id: ImageId): Promise<readonly FamilyRef[]>;
  /** Images of the project that name this one as their replacement, by id. */
  replacedBy(id: ImageId, project: ProjectId, limit: number): Promise<readonly ImageId[]>;
}

export interface FamilyStore extends FamilyReader {
  /** Names of families in which the view has an image, in order. */
  familyNames(
    project: ProjectId,
    view: FamilyView,
    page: { readonly after: FamilyName | null; readonly limit: number },
  ): Promise<ImagePage<FamilyName>>;
  /** Whether the view has an image of it. */
  familyHas(ref: FamilyRef, view: FamilyView): Promise<boolean>;
  /** Newest first. @param page `before` is the number of the last one of the page before. */
  changeList(
    ref: FamilyRef,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<ImagePage<FamilyChange>>;
}

export interface FamilyTransaction extends FamilyReader {
  /** Nobody else pins, promotes or unpins in the family until the transaction ends. To be asked for after its images. */
  familyLock(ref: FamilyRef): Promise<FamilyPin | null>;
  /** Of a locked family; null takes the pin away. */
  pinWrite(ref: FamilyRef, pin: FamilyPin | null): Promise<void>;
  /** Of a locked family. */
  familyChangeAdd(ref: FamilyRef, change: Omit<FamilyChange, 'number'>): Promise<void>;
}
