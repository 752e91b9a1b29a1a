import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newPublicationId, type MachineId } from '../../kernel/ids.ts';
import type { CapturedDisks, Firmware, GuestControl, GuestWord, Machine, NewMachine } from '../../machines/index.ts';
import type { BuildContext } from './build-context.ts';
import type { GuestShell } from './guest-shell.ts';
import { linuxShell } from './linux-shell.ts';
import { windowsShell } from './windows-shell.ts';

/** Between two looks at a machine, in milliseconds. */
const LOOK_EVERY = 250;
/** Milliseconds that a guest has to restart, or to shut down: one that did not is not taken for what it should be. */
const POWER_PATIENCE = 10 * 60_000;

type Context = Pick<BuildContext, 'machines' | 'machinePublishing' | 'guests'>;

/** The machine that an image is built in, whose guest's agent answers. */
export class BuildMachine {
  readonly word: GuestWord;
  readonly firmware: Firmware;
  readonly control: GuestControl;
  readonly shell: GuestShell;
  readonly #context: Context;
  readonly #caller: Caller;
  readonly #id: MachineId;
  readonly #bootTimeout: number;

  /**
   * Makes a machine and starts it. Resolves when its agent answers.
   *
   * @param bootTimeout milliseconds that the agent has.
   * @throws IngotError, `unavailable` where no agent answers; the signal's reason.
   */
  static async start(
    context: Context,
    caller: Caller,
    wanted: NewMachine & { readonly id: MachineId },
    bootTimeout: number,
    signal: AbortSignal,
  ): Promise<BuildMachine> {
    const { id } = wanted;
    await context.machines.machineCreate(caller, { ...wanted, start: true });
    const { firmware } = await machineSettled(context, caller, id, 'running', signal);
    const { control, word } = await whileItRuns(context, id, signal, async (alive) => {
      const agent = await context.guests.control(id);
      await agentAnswers(agent, bootTimeout, alive);
      return { control: agent, word: await agent.about(alive) };
    });
    return new BuildMachine({ context, caller, id, bootTimeout, firmware, control, word });
  }

  private constructor(parts: {
    readonly context: Context;
    readonly caller: Caller;
    readonly id: MachineId;
    readonly bootTimeout: number;
    readonly firmware: Firmware;
    readonly control: GuestControl;
    readonly word: GuestWord;
  }) {
    this.#context = parts.context;
    this.#caller = parts.caller;
    this.#id = parts.id;
    this.#bootTimeout = parts.bootTimeout;
    this.control = parts.control;
    this.word = parts.word;
    this.firmware = parts.firmware;
    this.shell = (parts.word.family === 'windows' ? windowsShell : linuxShell)(parts.control);
  }

  /** Does something for which the guest has to run. @throws `conflict` as soon as it does not. */
  whileItRuns<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return whileItRuns(this.#context, this.#id, signal, work);
  }

  /** Resolves when the agent of the restarted guest answers. */
  async reboot(signal: AbortSignal): Promise<void> {
    await this.#context.guests.restart(this.#id, AbortSignal.any([signal, AbortSignal.timeout(POWER_PATIENCE)]));
    await agentAnswers(this.control, this.#bootTimeout, signal);
  }

  /** Shuts the guest down by itself: it is never turned off, which would leave its file systems as they are. */
  async shutDown(signal: AbortSignal): Promise<void> {
    const { guests } = this.#context;
    await this.whileItRuns(signal, (alive) => this.shell.clear(alive));
    const patience = AbortSignal.timeout(POWER_PATIENCE);
    const both = AbortSignal.any([signal, patience]);
    try {
      await guests.shutDown(this.#id, both);
      await guests.ended(this.#id, both);
    } catch (error) {
      signal.throwIfAborted();
      if (!patience.aborted) throw error;
      throw new IngotError('unavailable', 'The guest did not shut down.', { cause: error });
    }
    await machineSettled(this.#context, this.#caller, this.#id, 'stopped', signal);
  }

  /** The system disk of the machine, which is off; then the machine is deleted. The tree is the caller's to release. */
  async consume(signal: AbortSignal, progress: (bytes: number) => void): Promise<CapturedDisks['disks'][number]> {
    const { machinePublishing } = this.#context;
    // Nobody else's: it stands for this build.
    const publication = newPublicationId();
    await machinePublishing.machinePublishBegin(this.#caller, this.#id, { id: publication, kind: 'convert' });
    const { disks } = await machinePublishing.machineCapture(this.#id, publication, { signal, progress });
    const [system, ...others] = disks;
    for (const other of others) await other.release();
    if (!system) throw new IngotError('conflict', 'The machine has no disk.');
    await machinePublishing.machineConsume(this.#id, publication, this.#caller.userId);
    return system;
  }
}

async function agentAnswers(control: GuestControl, patience: number, signal: AbortSignal): Promise<void> {
  try {
    await control.wait(patience, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof IngotError)) throw error;
    throw new IngotError(
      'unavailable',
      `No QEMU guest agent answered within ${patience / 1000} s. The base has to have one that starts by itself; one ` +
        'that takes longer needs a larger machine.bootTimeout.',
      { cause: error },
    );
  }
}

async function whileItRuns<Result>(
  { guests }: Context,
  id: MachineId,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const [gone, over] = [new AbortController(), new AbortController()];
  guests.ended(id, AbortSignal.any([signal, over.signal])).then(
    () => gone.abort(new IngotError('conflict', 'The guest has ended: somebody shut it down, or it died.')),
    () => undefined,
  );
  try {
    return await work(AbortSignal.any([signal, gone.signal]));
  } catch (error) {
    throw gone.signal.aborted && !signal.aborted ? gone.signal.reason : error;
  } finally {
    over.abort();
  }
}

/** Waits until a machine is what it is to be. @throws `conflict` where it comes to something else. */
async function machineSettled(
  { machines }: Context,
  caller: Caller,
  id: MachineId,
  wanted: 'running' | 'stopped',
  signal: AbortSignal,
): Promise<Machine> {
  for (;;) {
    const machine = await machines.machineGet(caller, id);
    const { state } = machine;
    if (state.status === wanted) return machine;
    if (state.status === 'error') throw new IngotError('conflict', `The machine is in error. ${state.reason}`);
    if (wanted === 'running' && state.status === 'stopped') {
      throw new IngotError('conflict', 'The guest has turned itself off.');
    }
    await delay(LOOK_EVERY, undefined, { signal });
  }
}
