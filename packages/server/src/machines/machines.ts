import type { Caller } from '../kernel/caller.ts';
import type {
  FamilyName,
  ImageId,
  MachineId,
  MachineSnapshotId,
  ProjectId,
  PublicationId,
  UserId,
  VolumeId,
} from '../kernel/ids.ts';
import type { CapturedTree, VolumeSource } from '../volumes/index.ts';
import type { Firmware, ImageType, Machine, MachineFlavor, MachineKey, MachineNetwork, OsType } from './machine.ts';
import type { MachinePage, MachineQuery, MachineSnapshotQuery } from './machine-query.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';

/**
 * Everything that can be done with machines and their snapshots. Each operation decides by its `Caller` whether it may be
 * done, and fails with an `IngotError`: `not-found` where the caller may not know of the thing, `forbidden` where he may
 * see it but not do this, `conflict` where the state does not allow it (see `MACHINE_ACTIONS`), `quota-exceeded`,
 * `unavailable` where no machine can be run, or this one not by the process that is asked.
 *
 * What takes time returns at once, with the state that the work leads out of.
 */
export interface Machines {
  machineCreate(caller: Caller, machine: NewMachine): Promise<Machine>;
  machineGet(caller: Caller, id: MachineId): Promise<Machine>;
  machineList(caller: Caller, query: MachineQuery): Promise<MachinePage<Machine>>;
  /**
   * Changes what may be changed. `revise` sees the current machine inside the transaction and returns the wanted
   * attributes (it may throw to refuse); what it leaves out stays. Hardware changes while the machine is off.
   */
  machineUpdate(caller: Caller, id: MachineId, revise: (machine: Machine) => MachineRevision): Promise<Machine>;
  machineStart(caller: Caller, id: MachineId): Promise<Machine>;
  /** Asks the guest's agent, then presses the power button, and turns it off when both were in vain. @param how `off`: at once. */
  machineStop(caller: Caller, id: MachineId, how?: { readonly off?: boolean }): Promise<Machine>;
  /** @param how `hard`: without asking the guest. */
  machineReboot(caller: Caller, id: MachineId, how?: { readonly hard?: boolean }): Promise<Machine>;
  /** One that runs is turned off. Disks go that were said to go with it. @param how `keepDisks`: none of them. */
  machineDelete(caller: Caller, id: MachineId, how?: { readonly keepDisks?: boolean }): Promise<void>;

  /** Puts an image, such as an ISO of tools, into an optical drive that is empty. */
  machineMount(caller: Caller, id: MachineId, imageId: ImageId): Promise<Machine>;
  machineUnmount(caller: Caller, id: MachineId, imageId: ImageId): Promise<Machine>;
  machineDiskAttach(caller: Caller, id: MachineId, volumeId: VolumeId): Promise<Machine>;
  /** The system disk stays. */
  machineDiskDetach(caller: Caller, id: MachineId, volumeId: VolumeId): Promise<Machine>;

  /** What is on the screen now, as PNG. @throws `conflict` while it is off. */
  machineScreenshot(caller: Caller, id: MachineId): Promise<Uint8Array>;
  /** A Unix socket where RFB is spoken, for the one who shows the screen. Takes the role that may change the machine. */
  machineScreen(caller: Caller, id: MachineId): Promise<{ readonly socket: string }>;
  /** The end of what the guest has written to its serial port, of which the last 1 to 2 MiB are kept. @param bytes at most. */
  machineSerialLog(caller: Caller, id: MachineId, bytes: number): Promise<Uint8Array>;

  machineSnapshotCreate(caller: Caller, snapshot: NewMachineSnapshot): Promise<MachineSnapshot>;
  machineSnapshotGet(caller: Caller, id: MachineSnapshotId): Promise<MachineSnapshot>;
  machineSnapshotList(caller: Caller, query: MachineSnapshotQuery): Promise<MachinePage<MachineSnapshot>>;
  /** Makes the disks what they were then; disks that were added later are left alone. */
  machineSnapshotRestore(caller: Caller, id: MachineSnapshotId): Promise<Machine>;
  /** With the snapshots of the volumes. */
  machineSnapshotDelete(caller: Caller, id: MachineSnapshotId): Promise<void>;

  /** What the project has. @param project another one than the caller's: administrators only. */
  machineUsage(caller: Caller, project: ProjectId): Promise<MachineUsage>;
  /** Whether machines can be run here. */
  machineSupport(): Promise<MachineSupport>;
}

/** What a publication does to the machine that it publishes: the only way for it. */
export interface MachinePublishing {
  /**
   * Reserves the machine: `clone` in any state of rest, `convert` when it is stopped. Repeated by the same publication it
   * does nothing.
   */
  machinePublishBegin(
    caller: Caller,
    id: MachineId,
    publication: { readonly id: PublicationId; readonly kind: 'clone' | 'convert' },
  ): Promise<Machine>;
  /**
   * The disks as they are now, all at the same instant, in their order; of a guest that runs with its file systems frozen,
   * if it has an agent. By the process that runs the machine.
   *
   * @param progress told of the bytes that have been read.
   * @throws `conflict` when the machine is not reserved by this publication; `unavailable` on another host.
   */
  machineCapture(
    id: MachineId,
    publication: PublicationId,
    run: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
  ): Promise<CapturedDisks>;
  /** Back to what it was; nothing happens when it does not belong to this publication any more. */
  machinePublishEnd(id: MachineId, publication: PublicationId): Promise<void>;
  /**
   * Deletes the machine that was converted, with its disks. @param asker who published it.
   *
   * @throws `conflict` unless this publication converts it.
   */
  machineConsume(id: MachineId, publication: PublicationId, asker: UserId): Promise<void>;
}

export interface CapturedDisks {
  readonly disks: readonly (CapturedTree & { readonly volumeId: VolumeId })[];
  /** Whether the guest's file systems were at rest. */
  readonly quiesced: boolean;
}

export interface NewMachine {
  /** For one who has to know it before there is a machine; a new one unless given. */
  readonly id?: MachineId;
  readonly name: string;
  readonly description?: string | null;
  readonly flavor: MachineFlavor;
  /** The first is the system disk; at least one. */
  readonly disks: readonly NewMachineDisk[];
  /** Left out: what the image of the system disk says, else `bios`. */
  readonly firmware?: Firmware;
  /** Left out: what the image of the system disk says. */
  readonly osType?: OsType | null;
  readonly imageType?: ImageType | null;
  /** An image whose child the machine is to become; its system disk is made from it. */
  readonly parentImageId?: ImageId | null;
  /** Images for its optical drives. */
  readonly media?: readonly ImageId[];
  readonly sharedSoftware?: ImageId | null;
  /** `restricted` unless given. */
  readonly network?: MachineNetwork;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly key?: MachineKey | null;
  /** For cloud-init, at most 48 KiB. */
  readonly userData?: Uint8Array | null;
  /** A machine with a key or user data has a config drive even so: they would not reach it otherwise. */
  readonly configDrive?: boolean;
  /** Started once it has been created. */
  readonly start?: boolean;
}

export type NewMachineDisk =
  | {
      readonly source:
        | VolumeSource
        | { readonly kind: 'family'; readonly family: FamilyName; readonly project: ProjectId };
      /** GiB. Left out: what the flavor says of the system disk, or what the source needs if that is more. */
      readonly sizeGib?: number;
      /** True unless given. */
      readonly deleteWithMachine?: boolean;
    }
  | {
      /** One that is there, and available. */
      readonly volumeId: VolumeId;
      /** False unless given. */
      readonly deleteWithMachine?: boolean;
    };

export interface MachineRevision {
  readonly name?: string;
  readonly description?: string | null;
  /** The whole set. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Hardware from here on. */
  readonly flavor?: MachineFlavor;
  readonly firmware?: Firmware;
  readonly osType?: OsType | null;
  readonly network?: MachineNetwork;
}

export interface NewMachineSnapshot {
  readonly machineId: MachineId;
  readonly name: string;
  readonly description?: string | null;
}

export interface MachineUsage {
  readonly machines: number;
  readonly vcpus: number;
  readonly memoryMib: number;
}

/** As {@link MachineUsage}; -1: as much as there is. */
export type MachineLimits = MachineUsage;

export interface MachineSupport {
  /** Why none can be run, as a sentence; null when they can. */
  readonly problem: string | null;
  /** How their instructions are run; null while that is not known, or none can be run. */
  readonly acceleration: 'kvm' | 'emulation' | null;
}
