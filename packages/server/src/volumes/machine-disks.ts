import type { Caller } from '../kernel/caller.ts';
import type { SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';
import type { CapturedTree } from './disk-port.ts';
import type { Volume } from './volume.ts';
import type { NewVolume } from './volumes.ts';

/**
 * What machines do with volumes. Who may do it has been decided by whoever asks, but for `create`. A volume that a machine
 * of this host has is `in-use` by it, and leaves it by this way only.
 *
 * Calls may be repeated after they were interrupted, and then find or end what they have begun.
 */
export interface MachineDisks {
  /** As `volumeCreate`, of a volume whose id is known before. */
  create(caller: Caller, id: VolumeId, volume: NewVolume): Promise<Volume>;
  /** The volume when no work on it is under way, null when it is gone. Rejects with the signal's reason. */
  settled(id: VolumeId, signal: AbortSignal): Promise<Volume | null>;
  /** @throws `conflict` unless it is available or that machine's; `not-found`. */
  attach(id: VolumeId, machine: AttachedTo): Promise<Volume>;
  /** Nothing happens unless the machine has it. */
  detach(id: VolumeId, machineId: string): Promise<void>;
  /**
   * With its snapshots; nothing happens when it is gone. @param asker who wants that, where it is known.
   *
   * @throws `conflict` while it is being worked on or attached.
   */
  remove(id: VolumeId, asker: UserId | null): Promise<void>;
  /** What a hypervisor opens. */
  path(id: VolumeId): string;
  /** What the disk holds, which nobody writes to meanwhile. */
  capture(id: VolumeId, run: CaptureRun): Promise<CapturedTree>;
  /** The same by a file that holds what the overlay held at some moment. */
  captureCopy(id: VolumeId, path: string, run: CaptureRun): Promise<CapturedTree>;
  /** Keeps what was captured of volumes as snapshots of them, all or none; those that are there are left alone. */
  snapshotsKeep(captured: readonly CapturedSnapshot[], said: SaidOfSnapshots): Promise<void>;
  /** Nothing happens when it is gone. */
  snapshotRemove(id: SnapshotId): Promise<void>;
  /** Makes the disk what the snapshot is; it keeps its size. Nobody has it open. @throws `not-found`, `conflict`. */
  restore(id: VolumeId, snapshotId: SnapshotId): Promise<void>;
}

export interface AttachedTo {
  readonly machineId: string;
  /** As the guest names it. */
  readonly device: string;
}

export interface CaptureRun {
  readonly signal: AbortSignal;
  /** Told of the bytes that have been read. */
  readonly progress: (done: number) => void;
}

export interface CapturedSnapshot {
  readonly volumeId: VolumeId;
  readonly snapshotId: SnapshotId;
  readonly tree: CapturedTree;
}

export interface SaidOfSnapshots {
  readonly userId: UserId;
  readonly name: string;
  readonly description: string | null;
}
