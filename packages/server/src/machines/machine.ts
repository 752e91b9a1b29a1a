import type { TreeRoot } from '@ingot/chunk-store';
import type {
  FlavorId,
  ImageId,
  JobId,
  MachineId,
  MachineSnapshotId,
  ProjectId,
  PublicationId,
  UserId,
  VolumeId,
} from '../kernel/ids.ts';

/**
 * The machine: a virtual machine that a host of ours runs, to build an image on or to try one. Its disks are volumes, which
 * are attached to it as long as it has them.
 *
 *   creating ──► stopped ◄──► starting, stopping ◄──► running ◄──► rebooting
 *                 │  ▲                                 │  ▲
 *                 │  └── restoring                     │  │
 *                 │  └── snapshotting, publishing ─────┘──┘   (back to what it was)
 *                 └──► deleting ──► gone
 *
 * What fails, or dies, is in `error` with the reason; it can be started again or deleted.
 */
export interface Machine {
  readonly id: MachineId;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  readonly name: string;
  readonly description: string | null;
  readonly flavor: MachineFlavor;
  readonly firmware: Firmware;
  readonly architecture: Architecture;
  /** What kind of desktop image it is to become; null for a server that is to become none. */
  readonly imageType: ImageType | null;
  /** The desktop image that its system disk was made from, as whose child it is published. */
  readonly parentImageId: ImageId | null;
  readonly osType: OsType | null;
  /** The first is the system disk, which it boots from; none only while it is being created. */
  readonly disks: readonly MachineDisk[];
  /** In its optical drives, in their order. */
  readonly media: readonly MachineMedium[];
  /** Files of the project, shown as a disk that can only be read. */
  readonly sharedSoftware: MachineMedium | null;
  readonly network: MachineNetwork;
  /** Whether a guest agent is to be expected, and whether a snapshot fails when that cannot freeze file systems. */
  readonly guestAgent: boolean;
  readonly requireQuiesce: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  /** What somebody signs in with, as it was when the machine got it. */
  readonly key: MachineKey | null;
  /** For cloud-init, as it was sent: a secret that is never shown, and never logged. */
  readonly userData: Uint8Array | null;
  /** Whether a disc tells the guest who it is, with the key and the user data: nothing else does. */
  readonly configDrive: boolean;
  /** The process whose volumes its disks are: nobody else can run it. */
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: MachineState;
}

/** A key pair without its private half, which its owner has. */
export interface MachineKey {
  readonly name: string;
  /** A line of `authorized_keys`. */
  readonly publicKey: string;
}

/** A flavor as it was when the machine got it. */
export interface MachineFlavor {
  /** It may be gone, or be another now. Null for machines that are older than this. */
  readonly id: FlavorId | null;
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  /** Of the system disk, in GiB; 0 for what its source needs. */
  readonly diskGib: number;
  /** Of the endpoint that the image is for, such as C107V. */
  readonly model: string | null;
}

export const IMAGE_TYPES = ['vdi', 'idv', 'voi', 'tci'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];
export const FIRMWARES = ['bios', 'uefi'] as const;
export type Firmware = (typeof FIRMWARES)[number];
export const ARCHITECTURES = ['x86_64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];
export const OS_TYPES = ['linux', 'windows'] as const;
export type OsType = (typeof OS_TYPES)[number];

/** `restricted`: a card that reaches nothing; `open`: whatever its host reaches. */
export const MACHINE_NETWORKS = ['none', 'restricted', 'open'] as const;
export type MachineNetwork = (typeof MACHINE_NETWORKS)[number];

export interface MachineDisk {
  readonly volumeId: VolumeId;
  /** It goes when the machine goes. */
  readonly deleteWithMachine: boolean;
}

/** An image in a drive: its disk view, which stays as it is while it is there. */
export interface MachineMedium {
  readonly imageId: ImageId;
  readonly root: TreeRoot;
  /** In bytes. */
  readonly size: number;
}

/** What a machine is going through; each state has the data that belongs to it and no other. */
export type MachineState =
  | ({ readonly status: 'creating'; readonly start: boolean } & MachineWork)
  | ({ readonly status: 'starting' } & MachineWork)
  | MachineRest
  /** `shut-down` asks the guest, `turn-off` does not. */
  | ({ readonly status: 'stopping'; readonly how: 'shut-down' | 'turn-off' } & MachineWork)
  | ({ readonly status: 'rebooting'; readonly how: 'soft' | 'hard' } & MachineWork)
  /** `resume` is what it is afterwards, and what its guest is meanwhile. */
  | ({
      readonly status: 'snapshotting';
      readonly snapshotId: MachineSnapshotId;
      readonly resume: MachineRest;
    } & MachineWork)
  | ({ readonly status: 'restoring'; readonly snapshotId: MachineSnapshotId } & MachineWork)
  /** Ends when the publication says so. */
  | {
      readonly status: 'publishing';
      readonly publicationId: PublicationId;
      readonly kind: 'clone' | 'convert';
      readonly resume: MachineRest;
    }
  /** `withDisks`: those that are to go with it. */
  | ({ readonly status: 'deleting'; readonly withDisks: boolean } & MachineWork)
  /** `reason` says why, for people. */
  | { readonly status: 'error'; readonly reason: string };

/** States that a machine can stay in for ever. */
export type MachineRest =
  | { readonly status: 'stopped' }
  /** `since` in milliseconds since the epoch. */
  | { readonly status: 'running'; readonly since: number };

export type MachineStatus = MachineState['status'];

/** A state that a job leads out of. */
export interface MachineWork {
  readonly task: JobId;
  /** Milliseconds since the epoch. Put off as long as somebody works on the job. */
  readonly deadline: number;
}
