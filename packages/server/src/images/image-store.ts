import type { Lease, TreeRoot } from '@ingot/chunk-store';
import type { ImageId, JobId, ProjectId, VolumeId } from '../kernel/ids.ts';
import type { NewJob } from '../jobs/index.ts';
import type { FamilyStore, FamilyTransaction } from './families/family-store.ts';
import type { ImageDependants } from './families/image-uses.ts';
import type { FreedFinder } from './freed-bytes.ts';
import type { ContentChecksums, Image, ImageMember } from './image.ts';
import type { UnmetProfile } from './publication/unmet-profile.ts';
import type { ImagePage, ImageQuery } from './image-query.ts';
import type { DiskViewStore, DiskViewTransaction } from './views/disk-view-store.ts';

/**
 * Where images are kept. Rules are not its business: it finds, writes, and counts. What has to happen together happens
 * in one `transaction`; an error thrown inside takes everything back.
 */
export interface ImageStore extends FamilyStore, ImageDependants, FreedFinder<ImageId>, DiskViewStore {
  /** Also a deleted one. */
  imageFind(id: ImageId): Promise<Image | null>;
  /**
   * Never a deleted one. A page of images with very much in their properties is shorter than its limit.
   *
   * @param query `marker` has been found before and belongs to an image that the caller sees.
   */
  imageList(scope: ListScope, query: ImageQuery): Promise<ImagePage<Image>>;
  /** In the order of `images`, each with those of its family that a list with `heads` folds into it: `most` are counted. */
  versionCounts(scope: ListScope, images: readonly Image[], most: number): Promise<readonly number[]>;
  /** Bytes that have come of images that are pushed, and of those only. */
  pushesReceived(ids: readonly ImageId[]): Promise<ReadonlyMap<ImageId, PushReceived>>;
  /** Deleted images of a project that still have something to bring back, newest first. */
  trashList(project: ProjectId, page: TrashPage): Promise<ImagePage<Image>>;
  memberFind(id: ImageId, member: ProjectId): Promise<ImageMember | null>;
  /** By project id. */
  memberList(id: ImageId): Promise<readonly ImageMember[]>;
  usageFind(project: ProjectId): Promise<ProjectUsage>;
  /** What the project may have. */
  limitsFind(project: ProjectId): Promise<UsageCeiling>;

  /** Images deleted before the given time that still have something to bring back, oldest first. */
  trashBefore(deletedBefore: number, limit: number): Promise<readonly ImageId[]>;
  /** Uploads that have not shown a sign of life since their lease ended at or before the given time. */
  uploadsBefore(leaseUntil: number, limit: number): Promise<readonly ImageUpload[]>;
  /** Uploads that a process has, or had when it died. */
  uploadsOf(processName: string, limit: number): Promise<readonly ImageUpload[]>;
  /** Images that are being imported, in order of id. */
  importing(after: ImageId | null, limit: number): Promise<readonly Image[]>;
  /**
   * Every tree that an image needs, deleted ones that can be restored and staged ones included, in order of image id.
   * Each image as it is at one moment; bounded memory.
   */
  contents(): AsyncIterable<StoredImageContent>;

  /** Stretches of an image that is pushed that have come, from the first that begins after `after`, in order. */
  pushParts(id: ImageId, after: number, limit: number): Promise<readonly PushPart[]>;
  /** Every tree that has come for an image that is pushed, as it is at one moment. */
  pushedContents(): AsyncIterable<{ readonly imageId: ImageId; readonly root: TreeRoot }>;

  /** Takes what was changed or given up and has a label, or is to have one, for one process until the given time. */
  changesClaim(now: number, until: number, limit: number): Promise<readonly LabelChange[]>;
  /** Has it seen to as if it had changed. */
  changeAdd(subject: string): Promise<void>;
  /** False when it has changed again, or another process has taken it. */
  changeHeld(change: LabelChange): Promise<boolean>;
  /** Seen to; nothing happens when it has changed again. */
  changeDone(change: LabelChange): Promise<void>;

  /** Whether some image, a deleted one that can be restored included, has this content and no checksums for it. */
  checksumsMissing(root: TreeRoot): Promise<boolean>;
  /** Contents without checksums, in order. */
  checksumsWanted(after: TreeRoot | null, limit: number): Promise<readonly TreeRoot[]>;
  /** Gives all images with this content that lack them its checksums; `updatedAt` stays. @returns how many. */
  checksumsWrite(root: TreeRoot, checksums: ContentChecksums): Promise<number>;

  /** False when that upload is no more: taken over, failed, or its image deleted. */
  uploadRenew(imageId: ImageId, token: string, leaseUntil: number): Promise<boolean>;

  transaction<Result>(work: (tx: ImageTransaction) => Promise<Result>): Promise<Result>;
}

/** Something whose content, or what is said of it, has changed and is to be kept beside the packs. */
export interface LabelChange {
  /** The id of an image; what is none is of another domain. */
  readonly subject: string;
  readonly token: string;
  /** In milliseconds since the epoch; what is not done then is due again. */
  readonly until: number;
}

/**
 * What the bytes are to the image: its content, an upload that waits for its import, what a restore brings back, or the
 * disk in its content, be the image in the trash or not.
 */
export const IMAGE_CONTENT_PLACES = ['content', 'staged', 'trash', 'view'] as const;
export type ImageContentPlace = (typeof IMAGE_CONTENT_PLACES)[number];

/** A tree, and the image that needs it. */
export interface StoredImageContent {
  readonly imageId: ImageId;
  readonly ownerId: ProjectId;
  readonly name: string | null;
  /** The property `family`; null when the image is in none. */
  readonly family: string | null;
  readonly place: ImageContentPlace;
  readonly root: TreeRoot;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since the epoch; null outside of the trash. */
  readonly deletedAt: number | null;
}

/**
 * What can be done within one transaction, which may be run more than once: never wait for anything else inside, nor
 * change anything else. An image is found before anything that belongs to it is looked at or changed; from then on
 * nobody else does either.
 */
export interface ImageTransaction
  extends FamilyTransaction, ImageDependants, FreedFinder<ImageId>, DiskViewTransaction {
  /** Also a deleted one; nobody else changes it, or what belongs to it, until the transaction ends. */
  imageFind(id: ImageId): Promise<Image | null>;
  /** False when the id is taken, also by a deleted image. */
  imageInsert(image: Image): Promise<boolean>;
  /** Replaces the record. @param before what `imageFind` gave; tags and properties that are the same object are left alone. */
  imageWrite(image: Image, before: Image): Promise<void>;

  memberFind(id: ImageId, member: ProjectId): Promise<ImageMember | null>;
  memberCount(id: ImageId): Promise<number>;
  /** False when the image is already offered to that project. */
  memberInsert(member: ImageMember): Promise<boolean>;
  memberWrite(member: ImageMember): Promise<void>;
  /** False when there was none. */
  memberDelete(id: ImageId, member: ProjectId): Promise<boolean>;
  memberDeleteAll(id: ImageId): Promise<void>;

  /**
   * Adds to the counters of a project. With a `ceiling` nothing is changed and the answer is false when a counter that
   * grows would end above it; the check and the change are one statement, so parallel ones cannot overshoot.
   */
  usageAdd(project: ProjectId, delta: UsageDelta, ceiling: UsageCeiling | null): Promise<boolean>;
  /** What the project may have. */
  limitsFind(project: ProjectId): Promise<UsageCeiling>;

  uploadFind(id: ImageId): Promise<ImageUpload | null>;
  uploadInsert(upload: ImageUpload): Promise<void>;
  /** Sets how much is reserved, and until when, unless it lives longer already. */
  uploadWrite(upload: ImageUpload): Promise<void>;
  /** With what has come of a push. */
  uploadDelete(id: ImageId): Promise<void>;
  /** Keeps a stretch that has come. False when some of it had come before. */
  pushPartInsert(id: ImageId, part: PushPart): Promise<boolean>;

  jobEnqueue(job: NewJob): Promise<void>;
  /** Nothing happens when a job of that kind and subject waits or runs. */
  jobEnqueueOnce(job: NewJob): Promise<void>;
  /** Ends a job that is not over: whoever works on it has lost it. @param message for people. */
  jobCancel(id: JobId, message: string, now: number): Promise<void>;
  /**
   * Nobody wants the bytes any more that a job was to give to an image. Where that is read from a disk, and nobody has begun to,
   * the job ends and the disk is free; else whoever works on it finds out.
   *
   * @param message for people. @returns the disk that is free now.
   */
  fillingCancel(task: JobId, message: string, now: number): Promise<FreedDisk | null>;
  /** Profiles that the project of an image asks for and its disk, null while that is not known, has not passed. */
  profilesUnmet(image: Image, disk: TreeRoot | null): Promise<readonly UnmetProfile[]>;
  /** Has an image that has come to be active judged, where its project asks for that. */
  reportRequest(image: Image): Promise<void>;
  /** Of an image that has the same content. */
  checksumsFind(root: TreeRoot): Promise<ContentChecksums | null>;
  /** To be called where another image comes to have the content of one that was found by this transaction. */
  treeShare(root: TreeRoot): Promise<void>;
  /** Whether content is still safe from collection; if so it stays safe until the transaction ends. */
  leaseHolds(lease: Lease): Promise<boolean>;
}

/** A disk of which no image is made any more. */
export interface FreedDisk {
  readonly volumeId: VolumeId;
  readonly ownerId: ProjectId;
}

/** Bytes on their way into an image: the claim of one writer, and the quota that is set aside for it. */
export interface ImageUpload {
  readonly imageId: ImageId;
  /** Whose quota; stays the same should the image change hands. */
  readonly projectId: ProjectId;
  /** Names the writer. What it wants to commit is refused once another token, or none, is here. */
  readonly token: string;
  /** The process that takes the bytes, by a name that it keeps when it starts again; '' for a push: any of them does. */
  readonly process: string;
  readonly reservedBytes: number;
  /** Until then, in milliseconds since the epoch, the writer is taken for alive. */
  readonly leaseUntil: number;
}

/** A stretch of an image that is pushed. */
export interface PushPart {
  /** In bytes, as is the length. */
  readonly start: number;
  readonly length: number;
  /** Its bytes, as content of its own. */
  readonly root: TreeRoot;
  /** Stored bytes that it has added, as the rest was there. */
  readonly newBytes: number;
}

/** How far a push has come, in bytes. */
export interface PushReceived {
  readonly received: number;
  readonly size: number;
}

/** Counters of one project; all of them take part in its quota of bytes. */
export interface ProjectUsage {
  /** Of images with content, outside the trash. */
  readonly bytes: number;
  readonly stagedBytes: number;
  /** Set aside for uploads that are under way. */
  readonly reservedBytes: number;
  /** Images outside the trash, those without content included. */
  readonly images: number;
  readonly uploads: number;
  /** Images outside the trash whose layers are kept ready. */
  readonly optimized: number;
}

export type UsageDelta = Partial<ProjectUsage>;

/** `Number.MAX_SAFE_INTEGER` where there is no limit. */
export interface UsageCeiling {
  /** Of `bytes`, `stagedBytes` and `reservedBytes` together. */
  readonly bytes: number;
  readonly images: number;
  readonly optimized: number;
}

/** Which images a list is drawn from. */
export type ListScope =
  /** Everything but other projects' community images, unless the query asks for those. */
  | { readonly kind: 'all'; readonly project: ProjectId | null }
  /** Own, public, and shared ones by the answer of the project. */
  | { readonly kind: 'project'; readonly project: ProjectId | null };

export interface TrashPage {
  /** The last image of the page before. */
  readonly after?: { readonly id: ImageId; readonly deletedAt: number };
  readonly limit: number;
}
