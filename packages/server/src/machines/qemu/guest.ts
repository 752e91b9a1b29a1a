import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { killGroup } from '@ingot/disk';
import type { WorkLog } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { MachineId } from '../../kernel/ids.ts';
import { hasErrno } from '../../kernel/errno.ts';
import type { DiskSource, MachineEnd } from '../hypervisor.ts';
import type { GuestControl } from '../trial/guest-control.ts';
import { ControlError } from './control-error.ts';
import { closeCopies, dropCopies, thaw, THAW_PATIENCE } from './copy-disks.ts';
import { connectGuestAgent, type GuestAgent } from './guest-agent.ts';
import { guestControl } from './guest-control.ts';
import type { GuestPlaces } from './guest-places.ts';
import { isGoneWithin, type ProcessIdentity } from './guest-process.ts';
import { AGENT_CHANNEL, driveId, mediumNode } from './qemu-command.ts';
import type { Qmp } from './qmp.ts';
import { SerialLog } from './serial-log.ts';
import { lastWords } from './start-guest.ts';

/** Milliseconds that QEMU has to end after it has said good-bye, or was told to. */
export const LEAVING = 5000;
/** Milliseconds until an agent is given up that does not listen. */
const AGENT_PATIENCE = 5000;

export interface GuestParts {
  readonly id: MachineId;
  readonly places: GuestPlaces;
  readonly qmp: Qmp;
  readonly identity: ProcessIdentity;
  readonly log: WorkLog;
}

/** A guest that runs, from when we came to its QEMU until that ends or we leave. */
export class Guest {
  readonly id: MachineId;
  readonly places: GuestPlaces;
  readonly qmp: Qmp;
  /** Resolves when it is gone; null when we have left before. */
  readonly end: Promise<MachineEnd | null>;
  readonly #identity: ProcessIdentity;
  readonly #log: WorkLog;
  readonly #serial: SerialLog;
  #agent: Promise<GuestAgent> | null = null;
  #wasShutDown = false;
  #hasLeft = false;

  /** Comes to a guest, and mends what somebody left who came before and died. */
  static async join(parts: GuestParts): Promise<Guest> {
    const guest = new Guest(parts, await SerialLog.open(parts.places.serial, parts.places.serialLog));
    await dropCopies(guest.qmp);
    await closeCopies(guest.qmp);
    await rm(guest.places.copies, { recursive: true, force: true });
    if (await isThere(guest.places.frozen)) void guest.#thaw();
    return guest;
  }

  private constructor({ id, places, qmp, identity, log }: GuestParts, serial: SerialLog) {
    this.id = id;
    this.places = places;
    this.qmp = qmp;
    this.#identity = identity;
    this.#log = log;
    this.#serial = serial;
    const shutdowns = qmp.events('SHUTDOWN');
    const heard = this.#listen(shutdowns);
    this.end = this.#watch(heard);
  }

  /** Its agent, which listens: there is one connection to it. @throws ControlError when it does not listen. */
  async agent(signal: AbortSignal): Promise<GuestAgent> {
    this.#agent ??= connectGuestAgent(this.places.agent);
    try {
      const agent = await this.#agent;
      await agent.sync({ signal, deadline: AGENT_PATIENCE });
      return agent;
    } catch (error) {
      // One that nonsense has closed is of no use any more.
      if (error instanceof ControlError && error.code === 'closed') this.#agent = null;
      throw error;
    }
  }

  /** By its agent, which need not listen yet. */
  async control(): Promise<GuestControl> {
    this.#agent ??= connectGuestAgent(this.places.agent);
    try {
      return guestControl(await this.#agent);
    } catch (error) {
      // Whoever asks next tries again.
      this.#agent = null;
      throw error;
    }
  }

  /** Whether anything in the guest has opened the agent's port: QEMU is asked, so that nobody is waited for. */
  async agentListens(): Promise<boolean> {
    const channels = await this.qmp.execute('query-chardev', {});
    return channels.some(({ label, 'frontend-open': isOpen }) => label === AGENT_CHANNEL && isOpen);
  }

  async shutDown(how: 'agent' | 'power-button', signal: AbortSignal): Promise<void> {
    if (how === 'power-button') {
      await this.qmp.execute('system_powerdown', {}, { signal });
      return;
    }
    await (await this.agent(signal)).shutDown('powerdown', { signal });
  }

  async restart(how: 'agent' | 'keys', signal: AbortSignal): Promise<void> {
    const events = this.qmp.events('RESET');
    const stop = (): void => void events.return?.();
    signal.addEventListener('abort', stop);
    try {
      if (how === 'agent') await (await this.agent(signal)).shutDown('reboot', { signal });
      else {
        const keys = ['ctrl', 'alt', 'delete'].map((data) => ({ type: 'qcode' as const, data }));
        await this.qmp.execute('send-key', { keys }, { signal });
      }
      const { done } = await events.next();
      signal.throwIfAborted();
      if (done) throw new ControlError('closed', 'It ended instead of restarting.');
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  async changeMedium(drive: number, medium: DiskSource | null): Promise<void> {
    const id = driveId(drive);
    await this.qmp.execute('blockdev-open-tray', { id, force: true });
    await this.qmp.execute('blockdev-remove-medium', { id });
    const prefix = `medium${drive}`;
    for (const node of await this.qmp.execute('query-named-block-nodes', { flat: true })) {
      const name = node['node-name'];
      if (name === prefix || name?.startsWith(`${prefix}-`))
        await this.qmp.execute('blockdev-del', { 'node-name': name });
    }
    if (medium) {
      const name = `${prefix}-${randomUUID().slice(0, 8)}`;
      await this.qmp.execute('blockdev-add', mediumNode(name, medium));
      await this.qmp.execute('blockdev-insert-medium', { id, 'node-name': name });
    }
    await this.qmp.execute('blockdev-close-tray', { id });
  }

  async screenshot(): Promise<Uint8Array> {
    const file = this.places.picture(randomUUID());
    try {
      await this.qmp.execute('screendump', { filename: file, format: 'png' });
      return await readFile(file);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Ends it, by force when it does not listen. */
  async turnOff(): Promise<void> {
    try {
      await this.qmp.execute('quit', {}, { deadline: LEAVING });
      await isGoneWithin(this.#identity, LEAVING);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
    }
    this.kill();
    await this.end;
  }

  kill(): void {
    killGroup(this.#identity.pid);
  }

  /** Leaves it to run on. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.qmp.close();
    await this.end;
  }

  /** Somebody died while the file systems were frozen. */
  async #thaw(): Promise<void> {
    try {
      await thaw(this.places, await this.agent(AbortSignal.timeout(THAW_PATIENCE)));
    } catch (err) {
      this.#log.error({ machine: this.id, err }, 'the file systems of a guest may still be frozen');
    }
  }

  async #listen(shutdowns: AsyncIterableIterator<unknown, undefined>): Promise<void> {
    for await (const _ of shutdowns) this.#wasShutDown = true;
  }

  async #watch(heard: Promise<void>): Promise<MachineEnd | null> {
    await this.qmp.closed;
    await heard;
    this.#agent?.then(
      (agent) => agent.close(),
      () => undefined,
    );
    if (this.#hasLeft) {
      await this.#serial.close();
      return null;
    }
    if (!(await isGoneWithin(this.#identity, LEAVING))) {
      this.#log.warn({ machine: this.id }, 'a QEMU that does not answer is killed');
      this.kill();
      await isGoneWithin(this.#identity, LEAVING);
    }
    await this.#serial.ended;
    await rm(this.places.process, { force: true });
    if (this.#wasShutDown) return { kind: 'off' };
    return { kind: 'died', lastWords: (await lastWords(this.places)) || 'QEMU was killed, and could say nothing.' };
  }
}

/** As the hypervisor says what did not work. */
export function asIngotError(error: unknown, what: string): unknown {
  if (!(error instanceof ControlError)) return error;
  return new IngotError('unavailable', `${what} ${error.message}`, { cause: error });
}

async function isThere(file: string): Promise<boolean> {
  try {
    await readFile(file);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
