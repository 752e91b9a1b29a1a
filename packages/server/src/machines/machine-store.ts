import type { NewJob } from '../jobs/index.ts';
import type { ImageId, MachineId, MachineSnapshotId, ProjectId, VolumeId } from '../kernel/ids.ts';
import type { TreeRoot } from '@ingot/chunk-store';
import type { MachinePage, MachineQuery, MachineSnapshotQuery } from './machine-query.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { Machine } from './machine.ts';
import type { MachineLimits, MachineUsage } from './machines.ts';

/**
 * Where machines and their snapshots are kept. Rules are not its business: it finds, writes, and counts. What has to
 * happen together happens in one `transaction`; an error thrown inside takes everything back.
 */
export interface MachineStore {
  machineFind(id: MachineId): Promise<Machine | null>;
  /** @param owner null for those of every project; `marker` of the query has been found before. */
  machineList(owner: ProjectId | null, query: MachineQuery): Promise<MachinePage<Machine>>;
  /** Those of one host, in order of id, after one of them. */
  machinesOn(host: string, after: MachineId | null, limit: number): Promise<readonly Machine[]>;
  /** What should have passed by the given time, the longest overdue first. */
  machinesOverdue(now: number, limit: number): Promise<readonly Machine[]>;
  snapshotFind(id: MachineSnapshotId): Promise<MachineSnapshot | null>;
  /** `marker` of the query has been found before. */
  snapshotList(query: MachineSnapshotQuery): Promise<MachinePage<MachineSnapshot>>;
  usageFind(project: ProjectId): Promise<MachineUsage>;
  /** What the project may have. */
  limitsFind(project: ProjectId): Promise<MachineLimits>;
  /** Every tree that is in a drive. Bounded memory. */
  media(): AsyncIterable<MountedTree>;

  transaction<Result>(work: (tx: MachineTransaction) => Promise<Result>): Promise<Result>;
}

/** A tree, and the machine that has it in a drive. */
export interface MountedTree {
  readonly root: TreeRoot;
  readonly size: number;
  readonly id: MachineId;
  readonly ownerId: ProjectId;
  readonly name: string;
}

/**
 * What can be done within one transaction, which may be run more than once: never wait for anything else inside, nor
 * change anything else. An image is shared before a machine is found, that before its snapshots, and all before the
 * counters of a project.
 */
export interface MachineTransaction {
  /** Nobody else changes it until the transaction ends. */
  machineFind(id: MachineId): Promise<Machine | null>;
  machineInsert(machine: Machine): Promise<void>;
  /** Replaces the record. */
  machineWrite(machine: Machine): Promise<void>;
  machineDelete(id: MachineId): Promise<void>;
  /** Whether any machine has this volume. */
  diskOwner(id: VolumeId): Promise<MachineId | null>;

  /** Nobody else changes it until the transaction ends. */
  snapshotFind(id: MachineSnapshotId): Promise<MachineSnapshot | null>;
  snapshotInsert(snapshot: MachineSnapshot): Promise<void>;
  snapshotWrite(snapshot: MachineSnapshot): Promise<void>;
  snapshotDelete(id: MachineSnapshotId): Promise<void>;
  snapshotsOf(id: MachineId, limit: number): Promise<readonly MachineSnapshotId[]>;

  limitsFind(project: ProjectId): Promise<MachineLimits>;
  /**
   * Adds to the counters of a project. With a `ceiling` nothing is changed and the answer is false when a counter that
   * grows would end above it; the check and the change are one statement, so parallel ones cannot overshoot.
   */
  usageAdd(project: ProjectId, delta: Partial<MachineUsage>, ceiling: MachineLimits | null): Promise<boolean>;

  jobEnqueue(job: NewJob): Promise<void>;
  /**
   * To be called, first of all, where a machine comes to refer to the tree of an image.
   *
   * @returns false when the image does not have that content any more.
   */
  imageShare(id: ImageId, root: TreeRoot): Promise<boolean>;
}
