import type { JobId, MachineId, MachineSnapshotId, ProjectId, SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';

/**
 * What all disks of a machine held at one instant: a snapshot of each volume, which can be used like any other.
 *
 *   creating ──► available ──► gone
 *      └──► error ──► gone
 */
export interface MachineSnapshot {
  readonly id: MachineSnapshotId;
  readonly machineId: MachineId;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  readonly name: string;
  readonly description: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly state: MachineSnapshotState;
}

export type MachineSnapshotState =
  | { readonly status: 'creating'; readonly task: JobId }
  | {
      readonly status: 'available';
      /** In the order of the machine's disks. */
      readonly disks: readonly SnapshotDisk[];
      /** Whether the guest's file systems were at rest: its disks were frozen by its agent, or it was off. */
      readonly quiesced: boolean;
    }
  /** `reason` says why, for people. */
  | { readonly status: 'error'; readonly reason: string };

export type MachineSnapshotStatus = MachineSnapshotState['status'];

export interface SnapshotDisk {
  readonly volumeId: VolumeId;
  readonly snapshotId: SnapshotId;
}
