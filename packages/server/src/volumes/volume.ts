import type { TreeRoot } from '@ingot/chunk-store';
import type { ImageId, JobId, ProjectId, SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';

/**
 * The volume: a disk that tenants see. Its bytes are an overlay on the host that made it, blank or over a tree.
 *
 *   creating, downloading ──► available ◄──► attaching ──► in-use ◄──► detaching
 *        │                      │  ▲  │                       │
 *        ▼                      │  │  ├──► extending ─► error_extending
 *      error                    │  └──┤
 *        │                      │     └──► uploading
 *        └────► deleting ◄──────┘
 *                  ├──► gone
 *                  └──► error_deleting
 *
 * Each state that passes by itself has a deadline; past it the volume is in the error that belongs to the state.
 */
export interface Volume {
  readonly id: VolumeId;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  readonly name: string | null;
  readonly description: string | null;
  /** Size of the disk in GiB, at least 1. */
  readonly sizeGib: number;
  /** A guest can be started from it. */
  readonly bootable: boolean;
  /** Machines may only read it. */
  readonly readOnly: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  /** What was said of the image that it was made from, or will be of one made from it (`volume_image_metadata`). */
  readonly imageMetadata: Readonly<Record<string, string>>;
  readonly source: VolumeSource;
  /** What the overlay stands on, for ever; null for a blank volume, and for a copy until its source has been captured. */
  readonly base: VolumeTree | null;
  /** The process that has the overlay: nobody else can open it. */
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: VolumeState;
}

/** A tree as a disk. */
export interface VolumeTree {
  readonly root: TreeRoot;
  /** In bytes; what a volume has beyond is zeros. */
  readonly size: number;
}

export type VolumeSource =
  | { readonly kind: 'blank' }
  | { readonly kind: 'image'; readonly imageId: ImageId }
  | { readonly kind: 'snapshot'; readonly snapshotId: SnapshotId }
  | { readonly kind: 'volume'; readonly volumeId: VolumeId };

/** What a volume is going through; each state has the data that belongs to it and no other. */
export type VolumeState =
  /** `downloading` is what clients know a volume by that is made from an image. */
  | ({ readonly status: 'creating' | 'downloading' } & VolumeWork)
  | { readonly status: 'available' }
  /** Reserved for a machine, which has not got it yet. */
  | { readonly status: 'attaching'; readonly deadline: number }
  | { readonly status: 'in-use'; readonly attachment: VolumeAttachment }
  | { readonly status: 'detaching'; readonly attachment: VolumeAttachment; readonly deadline: number }
  | ({ readonly status: 'uploading'; readonly imageId: ImageId } & VolumeWork)
  | ({ readonly status: 'extending'; readonly toGib: number } & VolumeWork)
  | ({ readonly status: 'deleting' } & VolumeWork)
  /** Kept away from its users by an administrator. */
  | { readonly status: 'maintenance' }
  /** `failure` says why, for people. */
  | { readonly status: 'error' | 'error_extending' | 'error_deleting'; readonly failure: string };

export type VolumeStatus = VolumeState['status'];

/** A state that a job leads out of. */
export interface VolumeWork {
  readonly task: JobId;
  /** Milliseconds since the epoch. Put off as long as somebody works on the job. */
  readonly deadline: number;
}

/** What a machine has of a volume. */
export interface VolumeAttachment {
  /** Of this attachment; unlike the volume's. */
  readonly id: string;
  readonly machineId: string | null;
  readonly hostName: string | null;
  /** As the guest names it, such as `/dev/vdb`. */
  readonly device: string;
  readonly mode: 'rw' | 'ro';
  readonly attachedAt: number;
}

export const BYTES_PER_GIB = 2 ** 30;

/** GiB that a disk of so many bytes needs. */
export function gibFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / BYTES_PER_GIB));
}
