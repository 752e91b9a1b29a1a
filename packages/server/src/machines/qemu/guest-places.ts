import path from 'node:path';
import type { MachineId } from '../../kernel/ids.ts';

/** Longest path of a Unix socket that Linux takes, in bytes (unix(7)). */
const MAX_SOCKET_PATH = 107;

/**
 * What is kept of a guest.
 *
 *   machines/ID/
 *     qmp, agent, vnc, serial   sockets of its QEMU
 *     process        of that QEMU: its line of /proc/PID/stat
 *     words          what that QEMU says
 *     serial.log, serial.log.1   what the guest writes to its serial port; the older half
 *     nvram.fd       what its UEFI firmware remembers
 *     config.iso     what it is told about itself
 *     copies/        of its disks, while they are read
 *     frozen         there while its file systems are frozen
 */
export class GuestPlaces {
  readonly directory: string;

  constructor(root: string, id: MachineId) {
    this.directory = path.join(path.resolve(root), id);
  }

  get qmp(): string {
    return this.#at('qmp');
  }
  get agent(): string {
    return this.#at('agent');
  }
  get screen(): string {
    return this.#at('vnc');
  }
  get serial(): string {
    return this.#at('serial');
  }
  get process(): string {
    return this.#at('process');
  }
  get words(): string {
    return this.#at('words');
  }
  get serialLog(): string {
    return this.#at('serial.log');
  }
  get nvram(): string {
    return this.#at('nvram.fd');
  }
  get configDrive(): string {
    return this.#at('config.iso');
  }
  get copies(): string {
    return this.#at('copies');
  }
  get frozen(): string {
    return this.#at('frozen');
  }
  /** Where QEMU writes pictures of the screen. @param name of this picture. */
  picture(name: string): string {
    return this.#at(`${name}.png`);
  }

  #at(name: string): string {
    return path.join(this.directory, name);
  }
}

/** Why sockets of guests cannot lie there, as a sentence; null when they can. */
export function socketProblem(root: string): string | null {
  const longest = path.join(path.resolve(root), '0'.repeat(36), 'serial');
  const excess = Buffer.byteLength(longest) - MAX_SOCKET_PATH;
  if (excess <= 0) return null;
  return `Machines cannot be run: the path of the data directory is ${excess} bytes too long for their Unix sockets.`;
}
