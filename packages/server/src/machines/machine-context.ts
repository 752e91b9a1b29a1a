import type { TreeRoot } from '@ingot/chunk-store';
import type { FamilyRef, Image } from '../images/index.ts';
import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import type { MachineDisks, VolumeImages, Volumes } from '../volumes/index.ts';
import type { DiskSource, Hypervisor } from './hypervisor.ts';
import type { MachineStore } from './machine-store.ts';

/** What the operations on machines work with. */
export interface MachineContext {
  readonly store: MachineStore;
  /** Those of this host. */
  readonly disks: MachineDisks;
  readonly volumes: Pick<Volumes, 'volumeGet'>;
  readonly images: Pick<VolumeImages, 'open'>;
  /** The latest image of a family. @throws `not-found`. */
  readonly familyLatest: (caller: Caller, family: FamilyRef) => Promise<Pick<Image, 'id'>>;
  /** Where a tree is read as a disk, as long as something keeps it; null when that cannot be done here. */
  readonly treeSource: (root: TreeRoot) => DiskSource | null;
  /** That of this host. */
  readonly hypervisor: Hypervisor;
  readonly jobs: JobStore;
  readonly clock: Clock;
  readonly log: WorkLog;
  readonly settings: MachineSettings;
  /** This process among those that share the store: machines made here run here. It keeps the name when it starts again. */
  readonly host: string;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
}

/** What an installation decides about machines. */
export interface MachineSettings {
  /** Milliseconds without a sign of life after which work is given up. */
  readonly workDeadline: number;
  /** Milliseconds that a guest has to do what it was asked: once by its agent, and once by the power button. */
  readonly guestPatience: number;
  /** Whether guests may reach what their host reaches. */
  readonly openNetwork: boolean;
}
