import type { MachineId, VolumeId } from '../kernel/ids.ts';
import type { Firmware, MachineNetwork, OsType } from './machine.ts';
import type { MachineSupport } from './machines.ts';
import type { GuestControl } from './trial/guest-control.ts';

/**
 * What runs machines on this host. A guest outlives the process that started it: the next life finds it again by its id.
 * Calls about a guest that does not run fail with `conflict`, and with `unavailable` when it does not answer.
 */
export interface Hypervisor {
  support(): Promise<MachineSupport>;
  /**
   * Starts a guest; one that runs already is left alone. Resolves when its processors run.
   *
   * @throws `unavailable` with the reason when no guest can be started, then none runs.
   */
  start(hardware: MachineHardware): Promise<void>;
  /** Whether it runs; one that an earlier life of this process started is taken up. */
  isRunning(id: MachineId): Promise<boolean>;
  /** Asks the guest to shut down. Resolves when it was asked. @throws `unavailable` when nobody listens. */
  shutDown(id: MachineId, how: 'agent' | 'power-button', signal: AbortSignal): Promise<void>;
  /** Whether a program of the guest has opened the channel of its agent; not of one that is off or does not answer. */
  agentListens(id: MachineId): Promise<boolean>;
  /** Ends it at once; nothing happens when it does not run. Resolves when it is gone. */
  turnOff(id: MachineId): Promise<void>;
  reset(id: MachineId): Promise<void>;
  /** Asks the guest to restart, its agent or by Ctrl-Alt-Del. Resolves when it has. @throws `unavailable` when nobody listens. */
  restart(id: MachineId, how: 'agent' | 'keys', signal: AbortSignal): Promise<void>;
  /** What its agent can do, of which it is not known whether there is one. */
  control(id: MachineId): Promise<GuestControl>;
  /** Resolves when it does not run (any more), which may be at once. Rejects with the signal's reason. */
  ended(id: MachineId, signal: AbortSignal): Promise<MachineEnd>;
  /** Tells of every guest that ends, also one that was told to. One listener. */
  onEnd(listener: (id: MachineId, end: MachineEnd) => void): void;
  /** @param drive counted from 0. @param medium null to take out what is there. */
  changeMedium(id: MachineId, drive: number, medium: DiskSource | null): Promise<void>;
  /**
   * Copies what the overlays of its disks hold into new overlays, all as they are at one instant, which is while the
   * guest's file systems are frozen if its agent can do that. The guest runs on meanwhile.
   *
   * @param disks all that it was started with, in their order.
   * @throws `conflict` when `require` is set and they could not be frozen.
   */
  copyDisks(
    id: MachineId,
    disks: readonly Pick<HardwareDisk, 'volumeId' | 'path'>[],
    freeze: FreezeWish,
    signal: AbortSignal,
  ): Promise<DiskCopies>;
  /** What is on its screen, as PNG. */
  screenshot(id: MachineId): Promise<Uint8Array>;
  /** Where its screen and keyboard are: a Unix socket that speaks RFB. */
  screen(id: MachineId): Promise<string>;
  /** The end of what it has written to its serial port, also of one that has ended. @param bytes at most. */
  serialLog(id: MachineId, bytes: number): Promise<Uint8Array>;
  /** Removes all that is kept of a guest, which does not run. */
  forget(id: MachineId): Promise<void>;
  /** Lets go of all guests, which run on. */
  close(): Promise<void>;
}

/** What a guest is started with. */
export interface MachineHardware {
  readonly id: MachineId;
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly firmware: Firmware;
  readonly osType: OsType | null;
  /** It boots from the first; then from its optical drives. */
  readonly disks: readonly HardwareDisk[];
  /** What is in its optical drives; the others are empty. */
  readonly media: readonly DiskSource[];
  readonly sharedSoftware: DiskSource | null;
  /** What is on a disc that tells the guest about itself; null for none. */
  readonly configDrive: readonly DriveFile[] | null;
  readonly network: MachineNetwork;
}

/** A file of a disc. */
export interface DriveFile {
  /** Names with slashes between, none at the beginning. */
  readonly path: string;
  readonly content: Uint8Array;
}

export interface HardwareDisk {
  readonly volumeId: VolumeId;
  /** A qcow2 overlay. */
  readonly path: string;
  readonly readOnly: boolean;
}

/** An export of an NBD server on a Unix socket: a tree, which can only be read. */
export interface DiskSource {
  readonly socket: string;
  readonly export: string;
}

/** Whether to freeze file systems: not, if it works, or by all means. */
export type FreezeWish = 'no' | 'try' | 'require';

export interface DiskCopies {
  /** In the order of the disks: qcow2 files that hold what the overlays held, and nothing of what lies below. */
  readonly files: readonly { readonly volumeId: VolumeId; readonly path: string }[];
  /** Whether file systems were frozen. */
  readonly quiesced: boolean;
  readonly remove: () => Promise<void>;
}

/** How a guest came to its end. */
export type MachineEnd =
  /** It was shut down from inside, or told to end. */
  | { readonly kind: 'off' }
  /** `lastWords`: what its hypervisor had to say, for people; bounded. */
  | { readonly kind: 'died'; readonly lastWords: string };
