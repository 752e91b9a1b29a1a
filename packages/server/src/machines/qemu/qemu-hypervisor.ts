import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fenceProblem, killGroup, readOverlay } from '@ingot/disk';
import type { WorkLog } from '../../jobs/index.ts';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import type { MachineId } from '../../kernel/ids.ts';
import type { Hypervisor, MachineEnd, MachineHardware } from '../hypervisor.ts';
import type { GuestControl } from '../trial/guest-control.ts';
import type { MachineSupport } from '../machines.ts';
import { findAccelerator } from './acceleration.ts';
import { copyDisks } from './copy-disks.ts';
import { fencedGuest, guestMounts, unfencedGuest, type GuestLimits } from './guest-fence.ts';
import { GuestPlaces, socketProblem } from './guest-places.ts';
import { isAlive, isGoneWithin, keptProcess } from './guest-process.ts';
import { asIngotError, Guest, LEAVING } from './guest.ts';
import { programProblem } from './program-problem.ts';
import { qemuCommand, translationCache, type Accelerator } from './qemu-command.ts';
import { connectQmp } from './qmp.ts';
import { readSerialLog } from './serial-log.ts';
import { lastWords, startGuest } from './start-guest.ts';
import { uefiFiles } from './uefi-files.ts';
import { writeConfigDrive } from './write-config-drive.ts';

export interface QemuOptions {
  /** Of this process alone. */
  readonly directory: string;
  /** Where the socket of the server of trees lies. */
  readonly trees: string;
  /** `auto`: KVM where it works, which is tried when the first guest is started. */
  readonly acceleration: 'auto' | 'kvm' | 'emulation';
  /** Linux kernel to try it with; null for the newest of this machine. */
  readonly probeKernel: string | null;
  readonly log: WorkLog;
}

const MIB = 1024 * 1024;
/** Of address space, beside the guest's memory and its translated code: QEMU itself, its threads, the screen. */
const OVERHEAD = 4096 * MIB;
/** What an overlay can be larger than its disk: tables, and clusters that are moved. */
const FILE_OVERHEAD = 1024 * MIB;

/** Runs guests by QEMU, a process each. */
export function openQemuHypervisor(options: QemuOptions): Hypervisor {
  return new QemuHypervisor(options);
}

class QemuHypervisor implements Hypervisor {
  readonly #options: QemuOptions;
  /** Those that run, and those that we are coming to. */
  readonly #guests = new Map<MachineId, Promise<Guest | null>>();
  readonly #ends = new Map<MachineId, MachineEnd>();
  #listener: (id: MachineId, end: MachineEnd) => void = () => undefined;
  #problem: Promise<string | null> | null = null;
  #accelerator: Promise<Accelerator> | null = null;
  #known: Accelerator | null = null;

  constructor(options: QemuOptions) {
    this.#options = options;
  }

  async support(): Promise<MachineSupport> {
    this.#problem ??= Promise.resolve(socketProblem(this.#options.directory)).then(
      (problem) => problem ?? programProblem(),
    );
    const names = { kvm: 'kvm', tcg: 'emulation' } as const;
    return { problem: await this.#problem, acceleration: this.#known && names[this.#known] };
  }

  async start(hardware: MachineHardware): Promise<void> {
    const { problem } = await this.support();
    if (problem !== null) throw new IngotError('unavailable', problem);
    const { id } = hardware;
    if (await this.#find(id)) return;
    const starting = this.#launch(hardware);
    this.#keep(id, starting);
    await starting;
  }

  async isRunning(id: MachineId): Promise<boolean> {
    return (await this.#find(id)) !== null;
  }

  async shutDown(id: MachineId, how: 'agent' | 'power-button', signal: AbortSignal): Promise<void> {
    await this.#with(id, (guest) => guest.shutDown(how, signal));
  }

  async agentListens(id: MachineId): Promise<boolean> {
    try {
      return await this.#with(id, (guest) => guest.agentListens());
    } catch (error) {
      if (hasCode(error, 'conflict') || hasCode(error, 'unavailable')) return false;
      throw error;
    }
  }

  async turnOff(id: MachineId): Promise<void> {
    try {
      await (await this.#find(id))?.turnOff();
    } catch (error) {
      const identity = await keptProcess(this.#places(id).process);
      if (!identity || !(await isAlive(identity))) throw error;
      // It does not answer, and does not have to.
      killGroup(identity.pid);
      await isGoneWithin(identity, LEAVING);
    }
  }

  async reset(id: MachineId): Promise<void> {
    await this.#with(id, ({ qmp }) => qmp.execute('system_reset', {}));
  }

  async restart(id: MachineId, how: 'agent' | 'keys', signal: AbortSignal): Promise<void> {
    await this.#with(id, (guest) => guest.restart(how, signal));
  }

  control(id: MachineId): Promise<GuestControl> {
    return this.#with(id, (guest) => guest.control());
  }

  async ended(id: MachineId, signal: AbortSignal): Promise<MachineEnd> {
    const guest = await this.#find(id);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    try {
      signal.throwIfAborted();
      const end = guest && (await Promise.race([guest.end, aborted]));
      return end ?? this.#ends.get(id) ?? (await this.#endSeenLater(id));
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  onEnd(listener: (id: MachineId, end: MachineEnd) => void): void {
    this.#listener = listener;
  }

  async changeMedium(...[id, drive, medium]: Parameters<Hypervisor['changeMedium']>): Promise<void> {
    await this.#with(id, (guest) => guest.changeMedium(drive, medium));
  }

  copyDisks(...[id, disks, freeze, signal]: Parameters<Hypervisor['copyDisks']>): ReturnType<Hypervisor['copyDisks']> {
    return this.#with(id, (guest) => {
      const parts = { places: guest.places, qmp: guest.qmp, agent: (stop: AbortSignal) => guest.agent(stop), disks };
      return copyDisks(parts, freeze, signal);
    });
  }

  screenshot(id: MachineId): Promise<Uint8Array> {
    return this.#with(id, (guest) => guest.screenshot());
  }

  screen(id: MachineId): Promise<string> {
    return this.#with(id, (guest) => Promise.resolve(guest.places.screen));
  }

  serialLog(id: MachineId, bytes: number): Promise<Uint8Array> {
    return readSerialLog(this.#places(id).serialLog, bytes);
  }

  async forget(id: MachineId): Promise<void> {
    this.#ends.delete(id);
    await rm(this.#places(id).directory, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    const guests = await Promise.all(this.#guests.values());
    await Promise.all(guests.map(async (guest) => guest?.leave()));
  }

  #places(id: MachineId): GuestPlaces {
    return new GuestPlaces(this.#options.directory, id);
  }

  async #with<Result>(id: MachineId, work: (guest: Guest) => Promise<Result>): Promise<Result> {
    const guest = await this.#find(id);
    if (!guest) throw new IngotError('conflict', `Machine ${id} is off.`);
    try {
      return await work(guest);
    } catch (error) {
      throw asIngotError(error, `Machine ${id} did not do this.`);
    }
  }

  /** The guest if it runs; one of an earlier life is joined. */
  async #find(id: MachineId): Promise<Guest | null> {
    const known = this.#guests.get(id);
    if (known) return known;
    const joining = this.#join(id);
    this.#keep(id, joining);
    return joining;
  }

  /** Knows of a guest until it has ended, or was not to be had. */
  #keep(id: MachineId, coming: Promise<Guest | null>): void {
    this.#guests.set(id, coming);
    void this.#until(id, coming);
  }

  async #until(id: MachineId, coming: Promise<Guest | null>): Promise<void> {
    // Whoever asked for it hears why it was not to be had.
    const guest = await coming.catch(() => null);
    const end = await guest?.end.catch((err: unknown): MachineEnd => {
      this.#options.log.error({ machine: id, err }, 'the end of a guest was not seen to its end');
      return { kind: 'died', lastWords: 'The service lost sight of it.' };
    });
    if (this.#guests.get(id) === coming) this.#guests.delete(id);
    if (!end) return;
    this.#ends.set(id, end);
    this.#listener(id, end);
  }

  async #join(id: MachineId): Promise<Guest | null> {
    const places = this.#places(id);
    const identity = await keptProcess(places.process);
    if (!identity || !(await isAlive(identity))) return null;
    try {
      const qmp = await connectQmp(places.qmp);
      return await Guest.join({ id, places, qmp, identity, log: this.#options.log });
    } catch (error) {
      if (!(await isAlive(identity))) return null;
      throw asIngotError(error, `Machine ${id} runs, but does not answer.`);
    }
  }

  async #launch(hardware: MachineHardware): Promise<Guest> {
    const { id } = hardware;
    const places = this.#places(id);
    await mkdir(places.directory, { recursive: true, mode: 0o700 });
    const accelerator = await (this.#accelerator ??= this.#findAccelerator());
    const uefi = hardware.firmware === 'uefi' ? await uefiFiles(places) : null;
    await writeConfigDrive(places, hardware.configDrive);
    const command = qemuCommand(hardware, places, { accelerator, uefi });
    const qmp = await startGuest(await this.#fence(command, hardware, accelerator), places);
    const identity = await keptProcess(places.process);
    if (!identity) throw new Error('a process that listens has said who it is');
    try {
      const guest = await Guest.join({ id, places, qmp, identity, log: this.#options.log });
      await qmp.execute('cont', {});
      return guest;
    } catch (error) {
      qmp.close();
      killGroup(identity.pid);
      throw asIngotError(error, `Machine ${id} did not start.`);
    }
  }

  async #findAccelerator(): Promise<Accelerator> {
    const { acceleration, probeKernel, log } = this.#options;
    const named = { kvm: 'kvm', emulation: 'tcg', auto: null } as const;
    const { accelerator, reason } =
      named[acceleration] === null
        ? await findAccelerator(probeKernel)
        : { accelerator: named[acceleration], reason: 'The configuration says so.' };
    log.info({ accelerator, reason }, 'how machines are run is settled');
    this.#known = accelerator;
    return accelerator;
  }

  async #fence(command: readonly string[], hardware: MachineHardware, accelerator: Accelerator): Promise<string[]> {
    const sizes = await Promise.all(hardware.disks.map(async ({ path: disk }) => (await readOverlay(disk)).size));
    const limits: GuestLimits = {
      memory: (hardware.memoryMib + translationCache(hardware)) * MIB + OVERHEAD,
      fileSize: Math.ceil(Math.max(0, ...sizes) * 1.01) + FILE_OVERHEAD,
      hasNetwork: hardware.network === 'open',
      hasKvm: accelerator === 'kvm',
    };
    if ((await fenceProblem()) !== null) return unfencedGuest(command, limits);
    const { directory } = this.#places(hardware.id);
    return fencedGuest(command, limits, await guestMounts(directory, path.resolve(this.#options.trees), hardware));
  }

  /** Of one that ended while nobody looked. */
  async #endSeenLater(id: MachineId): Promise<MachineEnd> {
    const words = await lastWords(this.#places(id));
    return words === '' ? { kind: 'off' } : { kind: 'died', lastWords: words };
  }
}
