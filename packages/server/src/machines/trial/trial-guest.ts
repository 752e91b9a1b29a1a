import type { Firmware } from '../machine.ts';
import type { GuestControl } from './guest-control.ts';

/**
 * A guest that is started to see what it does, on a disk that is thrown away: nobody owns it, nothing outlives the process
 * that started it.
 */
export interface TrialGuests {
  /**
   * Resolves when its processors run.
   *
   * @throws `unavailable` with the reason when no guest can be started; the signal's reason.
   */
  start(hardware: TrialHardware, signal: AbortSignal): Promise<TrialGuest>;
}

export interface TrialHardware {
  readonly disk: TrialDisk;
  /** `sata` for systems without drivers of virtio. */
  readonly bus: 'virtio' | 'sata';
  readonly firmware: Firmware;
  readonly vcpus: number;
  readonly memoryMib: number;
  /** TCP ports of the guest that this host can reach; the guest itself reaches nothing. */
  readonly ports: readonly number[];
}

/** A qcow2 overlay without a name of what lies below it, over a tree that an NBD server on a Unix socket serves. */
export interface TrialDisk {
  readonly overlay: string;
  readonly below: { readonly socket: string; readonly export: string };
}

export interface TrialGuest {
  /** By its agent, of which it is not known whether there is one. */
  readonly control: GuestControl;
  /** By port of the guest: the port of 127.0.0.1 that leads there. Something accepts there even where the guest does not. */
  readonly ports: ReadonlyMap<number, number>;
  /** Rejects when the guest has ended, with `conflict` and the reason: it never resolves. */
  readonly ended: Promise<never>;
  /** What is on its screen, as PNG. */
  screenshot(signal: AbortSignal): Promise<Buffer>;
  /** The end of what it has written to its serial port. */
  serialLog(): Buffer;
  /** When this resolves it is gone, and what it had beside its disk. */
  stop(): Promise<void>;
}
