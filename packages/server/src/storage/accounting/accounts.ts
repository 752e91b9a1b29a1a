import type { TreeRoot } from '@ingot/chunk-store';
import type { ImageId, ProjectId, SnapshotId, VolumeId } from '../../kernel/ids.ts';

/**
 * What images, volumes and snapshots take in the store. All figures are bytes.
 *
 * *logical*  the sizes of the contents: what it would take if each were kept as a file. What is made of images by the
 *            way (unpacked disks, prepared exports) and the disks of volumes, which are files of their hosts, add nothing.
 * *stored*   the stored lengths (compressed, if they are) of the distinct chunks that something reaches, pages of trees
 *            included. Two images that have a chunk in common both have it in their sum.
 * *unique*   of those, what nothing else reaches: deleting it, and emptying the trash, frees that much.
 * *shared*   stored − unique.
 *
 * "Something" is an image, a snapshot, a volume (what it stands on), a family (the images of one project with the same
 * property `family`, outside the trash), or a project with all it has; the disk that was unpacked from an image and its
 * prepared exports count for the family and the project, not for the image, since deleting does not always free them.
 * "Else" is any tree that must be kept: of an image, staged for an import, in the trash, of a snapshot, under a volume, or
 * made of an image.
 * Each unique figure is there twice: within the project, as if the store had no other, and across all of them. The
 * second one tells what strangers store, so only administrators see it.
 */
export interface TreeAccount {
  readonly holder: HolderId;
  /** The tree it is about: an image, say, that has another one by now was not measured yet. */
  readonly root: TreeRoot;
  readonly logical: number;
  readonly stored: number;
  readonly plain: number;
  readonly unique: UniqueBytes;
  /** When the walk began that found this out, in milliseconds since the epoch. */
  readonly measuredAt: number;
  /** When the tree was gone through for `stored` and `plain`; it is not each time, as it never changes. */
  readonly treeMeasuredAt: number;
}

/** What has a tree, and can be deleted for itself. */
export type HolderId = ImageId | SnapshotId | VolumeId;

export interface UniqueBytes {
  readonly withinProject: number;
  readonly acrossProjects: number;
}

export interface FamilyAccount {
  readonly projectId: ProjectId;
  /** Empty for the images without one. */
  readonly family: string;
  readonly images: number;
  readonly logical: number;
  readonly stored: number;
  readonly unique: UniqueBytes;
  readonly measuredAt: number;
}

export interface ProjectAccount {
  readonly projectId: ProjectId;
  readonly images: number;
  /** Of images, of staged contents, of the trash and of snapshots. */
  readonly logical: number;
  readonly trashLogical: number;
  readonly snapshotLogical: number;
  readonly stored: number;
  /** Of those, what only volumes and snapshots reach. */
  readonly disksStored: number;
  /** Across projects; within the project there is nothing else. */
  readonly unique: number;
  readonly measuredAt: number;
}

export interface StoreAccount {
  /** Trees that something needs: of images, staged ones and the trash included, of volumes and snapshots, and of what was made of images. */
  readonly contents: number;
  /** Of those, with trees that could not be gone through; the figures lack what only they reach. */
  readonly unreadable: number;
  readonly logical: number;
  /** Length of the distinct chunks that contents reach, as they are and as they are stored. */
  readonly plain: number;
  readonly stored: number;
  readonly measuredAt: number;
}
