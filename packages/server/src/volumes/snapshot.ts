import type { JobId, ProjectId, SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';
import type { VolumeTree } from './volume.ts';

/**
 * The snapshot: what a volume held at one moment, as a tree. Nothing of it depends on the volume's disk afterwards, so
 * a volume or an image from it is a pointer to the same tree, and deleting it is deleting a record.
 *
 *   creating ──► available ──► gone
 *      └──► error ──► gone
 */
export interface Snapshot {
  readonly id: SnapshotId;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  /** The volume that it was taken from, which stays as long as it has snapshots. */
  readonly volumeId: VolumeId;
  /** Size of the volume then, in GiB. */
  readonly sizeGib: number;
  readonly name: string | null;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of the volume then: a volume made from the snapshot gets both again. */
  readonly bootable: boolean;
  readonly imageMetadata: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: SnapshotState;
}

export type SnapshotState =
  /** The volume is being read. `deadline` in milliseconds since the epoch, put off while somebody works on the job. */
  | { readonly status: 'creating'; readonly task: JobId; readonly deadline: number }
  | { readonly status: 'available'; readonly tree: VolumeTree }
  | { readonly status: 'error'; readonly failure: string };

export type SnapshotStatus = SnapshotState['status'];
