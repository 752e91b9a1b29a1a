import type { Lease, TreeRoot } from '@ingot/chunk-store';
import type { NewJob } from '../jobs/index.ts';
import type { FreedFinder } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId, ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { CapturedTree } from './disk-port.ts';
import type { LayerUser } from './disk-uses.ts';
import type { Snapshot } from './snapshot.ts';
import type { Volume, VolumeSource } from './volume.ts';
import type { SnapshotQuery, VolumePage, VolumeQuery } from './volume-query.ts';
import type { VolumeLimits, VolumeUsage, VolumeSummary } from './volumes.ts';

/**
 * Where volumes and snapshots are kept. Rules are not its business: it finds, writes, and counts. What has to happen
 * together happens in one `transaction`; an error thrown inside takes everything back.
 */
export interface VolumeStore extends FreedFinder<VolumeId | SnapshotId> {
  volumeFind(id: VolumeId): Promise<Volume | null>;
  /** @param owner null for those of every project; `marker` of the query has been found before. */
  volumeList(owner: ProjectId | null, query: VolumeQuery): Promise<VolumePage<Volume>>;
  /** @param owner null for those of every project. */
  volumeSummary(owner: ProjectId | null): Promise<VolumeSummary>;
  snapshotFind(id: SnapshotId): Promise<Snapshot | null>;
  /** @param owner null for those of every project; `marker` of the query has been found before. */
  snapshotList(owner: ProjectId | null, query: SnapshotQuery): Promise<VolumePage<Snapshot>>;

  /** Volumes that were made from something, in order of id. @param owner null for those of every project. */
  volumesFrom(source: MadeFrom, owner: ProjectId | null, limit: number): Promise<readonly Named<VolumeId>[]>;
  /** In order of id. */
  snapshotsOf(id: VolumeId, limit: number): Promise<readonly Named<SnapshotId>[]>;
  /** Snapshots and copies of the volume that are being made. */
  readersOf(id: VolumeId): Promise<number>;
  /** Volumes that stand on a tree, of every project, in order of id. */
  volumesOn(root: TreeRoot, limit: number): Promise<readonly LayerUser<VolumeId>[]>;
  /** Images that have this content, in order of id. @param owner null for those of every project. */
  imagesOf(root: TreeRoot, owner: ProjectId | null, limit: number): Promise<readonly LayerUser<ImageId>[]>;

  usageFind(project: ProjectId): Promise<VolumeUsage>;
  /** What the project may have. */
  limitsFind(project: ProjectId): Promise<VolumeLimits>;

  /** What should have passed by the given time, the longest overdue first. */
  volumesOverdue(now: number, limit: number): Promise<readonly Volume[]>;
  snapshotsOverdue(now: number, limit: number): Promise<readonly Snapshot[]>;

  /** When a volume of this host was deleted, in milliseconds since the epoch; null when none was, or that is forgotten. */
  deletedAt(id: VolumeId, host: string): Promise<number | null>;
  /** Forgets at most `limit` volumes that were deleted before the given time. @returns how many. */
  deletedForget(before: number, limit: number): Promise<number>;

  /** Every tree that a snapshot is, and then every one that a volume stands on. Bounded memory. */
  trees(): AsyncIterable<StoredVolumeTree>;

  transaction<Result>(work: (tx: VolumeTransaction) => Promise<Result>): Promise<Result>;
}

export interface Named<Id> {
  readonly id: Id;
  readonly name: string | null;
}

/** A tree, and what needs it. */
export type StoredVolumeTree = {
  readonly root: TreeRoot;
  readonly size: number;
  readonly ownerId: ProjectId;
  readonly name: string | null;
} & ({ readonly place: 'snapshot'; readonly id: SnapshotId } | { readonly place: 'volume'; readonly id: VolumeId });

export type MadeFrom = Exclude<VolumeSource, { kind: 'blank' }>;

/**
 * What can be done within one transaction, which may be run more than once: never wait for anything else inside, nor
 * change anything else. A volume is found before its snapshots, and both before the counters of a project.
 */
export interface VolumeTransaction extends FreedFinder<VolumeId | SnapshotId> {
  /** Nobody else changes it, or begins to read its disk, until the transaction ends. */
  volumeFind(id: VolumeId): Promise<Volume | null>;
  volumeInsert(volume: Volume): Promise<void>;
  /** Replaces the record. @param before what `volumeFind` gave; metadata that are the same object are left alone. */
  volumeWrite(volume: Volume, before: Volume): Promise<void>;
  /** Forgets the volume, and remembers that it is gone. */
  volumeDelete(volume: Volume, now: number): Promise<void>;
  /** Snapshots and copies of the volume that are being made. */
  readersOf(id: VolumeId): Promise<number>;

  /** Nobody else changes it until the transaction ends. */
  snapshotFind(id: SnapshotId): Promise<Snapshot | null>;
  snapshotsOf(id: VolumeId, limit: number): Promise<readonly SnapshotId[]>;
  snapshotInsert(snapshot: Snapshot): Promise<void>;
  /** Replaces the record. @param before what `snapshotFind` gave; metadata that are the same object are left alone. */
  snapshotWrite(snapshot: Snapshot, before: Snapshot): Promise<void>;
  snapshotDelete(id: SnapshotId): Promise<void>;

  limitsFind(project: ProjectId): Promise<VolumeLimits>;
  /**
   * Adds to the counters of a project. With a `ceiling` nothing is changed and the answer is false when a counter that
   * grows would end above it; the check and the change are one statement, so parallel ones cannot overshoot.
   */
  usageAdd(project: ProjectId, delta: Partial<VolumeUsage>, ceiling: VolumeLimits | null): Promise<boolean>;

  jobEnqueue(job: NewJob): Promise<void>;
  /** Whether content is still safe from collection; if so it stays safe until the transaction ends. */
  leaseHolds(lease: Lease): Promise<boolean>;
  /** To be called where a volume comes to refer to the tree of a snapshot that was found by this transaction. */
  treeShare(root: TreeRoot): Promise<void>;
  /**
   * To be called, first of all, where a volume comes to refer to the tree of an image.
   *
   * @returns false when the image does not have that content any more.
   */
  imageShare(id: ImageId, root: TreeRoot): Promise<boolean>;
}

/** @throws `unavailable` when a collection took the one who holds the tree for dead. */
export async function requireHeld(tx: VolumeTransaction, { lease }: CapturedTree): Promise<void> {
  if (await tx.leaseHolds(lease)) return;
  throw new IngotError('unavailable', 'The work on the disk was taken for dead and given up; try again.');
}
