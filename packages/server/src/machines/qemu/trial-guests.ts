import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { BARE_ENVIRONMENT, fenced, fenceProblem, killGroup, unfenced, type RunLimits } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { TrialGuest, TrialGuests, TrialHardware } from '../trial/trial-guest.ts';
import { ByteTail } from './byte-tail.ts';
import { ControlError } from './control-error.ts';
import { freePorts } from './free-ports.ts';
import { connectGuestAgent, type GuestAgent } from './guest-agent.ts';
import { guestControl } from './guest-control.ts';
import { connectQmp, type Qmp } from './qmp.ts';
import { TRANSLATED_MIB, TrialPlaces, trialCommand } from './trial-command.ts';
import { uefiFiles } from './uefi-files.ts';

const MiB = 1024 * 1024;
/** Of address space beside the guest's memory: the program, its libraries, its threads. */
const OWN_MEMORY = 3 * 1024 * MiB;
/** Seconds of CPU time of a trial, all processors together; nothing is left running for ever. */
const MAX_CPU = 3600;
/** Of what a guest writes to its disk, in bytes. */
const MAX_WRITTEN = 32 * 1024 * MiB;
const KEPT_SERIAL = 256 * 1024;
const KEPT_COMPLAINT = 2000;
/** Of a picture of the screen. */
const MAX_SCREEN = 8 * MiB;
/** Until QEMU listens, in milliseconds, and between two looks: of that nobody is told. */
const START_PATIENCE = 30_000;
const LOOK_EVERY = 20;

export interface TrialSettings {
  /** A directory with a short path for one trial; removed by whoever calls. */
  readonly place: () => Promise<{ readonly directory: string; remove(): Promise<void> }>;
}

/** Trials in QEMU, each in a fence that ends with this process. */
export function qemuTrials({ place }: TrialSettings): TrialGuests {
  return {
    start: async (hardware, signal) => {
      const at = await place();
      const places = new TrialPlaces(at.directory);
      try {
        return await start(hardware, places, () => at.remove(), signal);
      } catch (error) {
        await at.remove();
        throw error;
      }
    },
  };
}

async function start(
  hardware: TrialHardware,
  places: TrialPlaces,
  remove: () => Promise<void>,
  signal: AbortSignal,
): Promise<TrialGuest> {
  const ports = await freePorts(hardware.ports);
  const program = await startQemu(hardware, places, ports);
  const closers: (() => void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers) close();
    await program.stop();
    await remove();
  };
  try {
    const monitor = await whenListening(() => connectQmp(places.monitor, { signal }), program, signal);
    closers.push(() => monitor.close());
    const agent = await whenListening(() => connectGuestAgent(places.agent, signal), program, signal);
    closers.push(() => agent.close());
    const serial = new ByteTail(KEPT_SERIAL);
    const line = connect(places.serial);
    closers.push(() => line.destroy());
    line.on('error', () => undefined).on('data', (bytes) => serial.push(bytes));
    await once(line, 'connect', { signal });
    await monitor.execute('cont', {}, { signal });
    return trialGuest({ places, ports, program, monitor, agent, serial, stop });
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    if (!(error instanceof ControlError)) throw error;
    throw new IngotError('unavailable', error.message, { cause: error });
  }
}

interface Parts {
  readonly places: TrialPlaces;
  readonly ports: ReadonlyMap<number, number>;
  readonly program: Program;
  readonly monitor: Qmp;
  readonly agent: GuestAgent;
  readonly serial: ByteTail;
  readonly stop: () => Promise<void>;
}

function trialGuest({ places, ports, program, monitor, agent, serial, stop }: Parts): TrialGuest {
  const ended = program.end.then((words): never => {
    throw new IngotError('conflict', `The guest has ended${words === '' ? '' : `: ${words}`}.`);
  });
  ended.catch(() => undefined);
  return {
    control: guestControl(agent),
    ports,
    ended,
    screenshot: async (signal) => {
      try {
        await monitor.execute('screendump', { filename: places.screen, format: 'png' }, { signal });
      } catch (error) {
        if (!(error instanceof ControlError)) throw error;
        throw new IngotError('unavailable', error.message, { cause: error });
      }
      return readScreen(places.screen);
    },
    serialLog: () => serial.bytes(),
    stop,
  };
}

/** What QEMU has written may be anything, if a guest has taken it over. */
async function readScreen(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = await handle.stat();
    if (size > MAX_SCREEN) throw new IngotError('unavailable', 'The picture of the screen is too large.');
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface Program {
  /** Resolves to its last words when it has ended. */
  readonly end: Promise<string>;
  stop(): Promise<void>;
}

async function startQemu(
  hardware: TrialHardware,
  places: TrialPlaces,
  ports: ReadonlyMap<number, number>,
): Promise<Program> {
  const { disk, firmware, memoryMib } = hardware;
  const uefi = firmware === 'uefi' ? await uefiFiles(places) : null;
  const command = trialCommand(hardware, places, uefi, ports);
  const limits: RunLimits = {
    memory: (memoryMib + TRANSLATED_MIB) * MiB + OWN_MEMORY,
    cpu: MAX_CPU,
    fileSize: MAX_WRITTEN,
  };
  const read = [disk.below.socket, ...(uefi ? [uefi.code] : [])];
  const files = { read, write: [places.directory, disk.overlay], network: true } as const;
  const fence = (await fenceProblem()) === null ? fenced(command, limits, files) : unfenced(command, limits);
  const [first = '', ...args] = fence;
  const child = spawn(first, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, for `killGroup`.
    detached: true,
    env: BARE_ENVIRONMENT,
  });
  const end = lastWords(child);
  return {
    end,
    stop: async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
      await end;
    },
  };
}

async function lastWords(child: ChildProcess): Promise<string> {
  let words = '';
  child.stderr?.setEncoding('latin1').on('data', (part: string) => {
    words = (words + part).slice(-KEPT_COMPLAINT);
  });
  const problem = await once(child, 'close').then(
    () => null,
    (error: unknown) => error,
  );
  if (problem instanceof Error) return `QEMU cannot be started: ${problem.message}`;
  return words.replaceAll(/[^\x20-\x7e]+/g, ' ').trim();
}

/** Tries until somebody listens. @throws `unavailable` with QEMU's last words when it ends before. */
async function whenListening<Result>(
  attempt: () => Promise<Result>,
  program: Program,
  signal: AbortSignal,
): Promise<Result> {
  const deadline = performance.now() + START_PATIENCE;
  let words: string | null = null;
  void program.end.then((last) => (words = last));
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ControlError && error.code === 'closed')) throw error;
      if (words !== null) throw new IngotError('unavailable', `QEMU has ended: ${String(words)}`, { cause: error });
      if (performance.now() > deadline) throw error;
      await delay(LOOK_EVERY, undefined, { signal });
    }
  }
}
