import { randomInt } from 'node:crypto';
import { checkedAnswer, parsedLine, refusalIn, type CommandName, type Given, type Taken } from './command-table.ts';
import { ControlError } from './control-error.ts';
import { AGENT_COMMANDS, type AgentCommands } from './guest-agent-commands.ts';
import { LineChannel } from './line-channel.ts';
import type { ControlOptions } from './qmp.ts';
import type { Line } from './split-lines.ts';

/** Of an answer, in bytes. What a program prints into a file of the guest is read from there, piece by piece. */
const LONGEST_LINE = 1024 * 1024;
/** Milliseconds. Emulated guests are slow. */
const PATIENCE = 20_000;
/** Milliseconds between two tries to find out whether the agent listens. */
const SYNC_INTERVAL = 1000;
/** No byte of UTF-8: the agent's parser starts anew at it, and ours at the one that comes back. */
const DELIMITER = 0xff;

/**
 * The agent in a guest: QEMU Guest Agent Protocol Reference.
 *
 *     connected, out of step ──sync──► in step ──► command, answer, command, …
 *           ▲                                          │
 *           └────── no answer in time, nonsense ◄──────┘
 *
 * One connection for as long as the machine runs: after a new one the agent goes on answering the old one for seconds. An
 * answer names no question, so questions are asked one after the other, and one without an answer makes us synchronise
 * again before the next. The guest is not trusted: all that it says is checked and bounded, and may be a lie.
 */
export interface GuestAgent {
  /** Resolves when the agent listens. @throws ControlError `timeout` when it does not by the deadline. */
  sync(options?: ControlOptions): Promise<void>;
  /** What the agent has and may run, as it said when it was last asked. Asks when it was not. */
  commands(options?: ControlOptions): Promise<ReadonlySet<string>>;
  /** @throws ControlError `disabled` for a command that this agent does not have, or that its guest blocks. */
  execute<Name extends CommandName<AgentCommands>>(
    name: Name,
    args: Taken<AgentCommands, Name>,
    options?: ControlOptions,
  ): Promise<Given<AgentCommands, Name>>;
  /** Of `guest-shutdown`, which only answers when it fails. Resolves when the guest has taken the order. */
  shutDown(mode: 'powerdown' | 'halt' | 'reboot', options?: ControlOptions): Promise<void>;
  close(): void;
}

/** @param path QEMU's end of the agent's channel. @throws ControlError `closed` where nobody listens; the signal's reason. */
export async function connectGuestAgent(path: string, signal?: AbortSignal): Promise<GuestAgent> {
  return new AgentClient(await LineChannel.connect(path, LONGEST_LINE, signal));
}

class AgentClient implements GuestAgent {
  readonly #channel: LineChannel;
  /** Read only when something is asked: a guest that talks unasked waits, and takes no memory. */
  readonly #lines: AsyncIterator<Line, unknown>;
  #next: Promise<IteratorResult<Line, unknown>> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #inStep = false;
  #commands: ReadonlySet<string> | null = null;
  #lastSync = randomInt(2 ** 31);

  constructor(channel: LineChannel) {
    this.#channel = channel;
    this.#lines = channel.lines();
  }

  sync(options: ControlOptions = {}): Promise<void> {
    return this.#inTurn(options, (signal) => this.#sync(signal));
  }

  commands(options: ControlOptions = {}): Promise<ReadonlySet<string>> {
    return this.#inTurn(options, async (signal) => {
      await this.#ready(signal);
      this.#commands ??= await this.#enabled(signal);
      return this.#commands;
    });
  }

  execute<Name extends CommandName<AgentCommands>>(
    name: Name,
    args: Taken<AgentCommands, Name>,
    options: ControlOptions = {},
  ): Promise<Given<AgentCommands, Name>> {
    return this.#inTurn(options, async (signal) => {
      await this.#ready(signal);
      return await this.#ask(name, args, signal);
    });
  }

  shutDown(mode: 'powerdown' | 'halt' | 'reboot', options: ControlOptions = {}): Promise<void> {
    return this.#inTurn(options, async (signal) => {
      await this.#ready(signal);
      this.#inStep = false;
      this.#send({ execute: 'guest-shutdown', arguments: { mode } });
      this.#send({ execute: 'guest-sync', arguments: { id: this.#nextSync() } });
      try {
        const line = await this.#hear(signal);
        const refusal = line && refusalIn('guest-shutdown', parsedLine(line) ?? {});
        if (refusal) throw refusal;
      } catch (error) {
        // The guest was quicker.
        if (!(error instanceof ControlError && error.code === 'closed')) throw error;
      }
    });
  }

  close(): void {
    this.#channel.close();
  }

  /** One question at a time, whoever asks. */
  async #inTurn<Result>(
    { signal, deadline = PATIENCE }: ControlOptions,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { promise: mine, resolve: over } = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = before.then(() => mine);
    const late = AbortSignal.timeout(deadline);
    const both = signal ? AbortSignal.any([signal, late]) : late;
    try {
      await unlessAborted(before, both);
      return await work(both);
    } catch (error) {
      signal?.throwIfAborted();
      if (!late.aborted) throw error;
      throw new ControlError('timeout', `The guest agent did not answer within ${deadline} ms.`, { cause: error });
    } finally {
      over();
    }
  }

  async #ready(signal: AbortSignal): Promise<void> {
    if (!this.#inStep) await this.#sync(signal);
  }

  /** `guest-sync-delimited`: whatever was asked before, by whomever, is answered after this. */
  async #sync(signal: AbortSignal): Promise<void> {
    this.#inStep = false;
    this.#commands = null;
    for (;;) {
      const id = this.#nextSync();
      const again = AbortSignal.any([signal, AbortSignal.timeout(SYNC_INTERVAL)]);
      // A guest that takes nothing is not asked more and more.
      if (this.#channel.isTaken) {
        this.#send({ execute: 'guest-sync-delimited', arguments: { id } }, Buffer.of(DELIMITER));
      }
      try {
        for (;;) {
          const line = await this.#hear(again);
          if (line !== null && syncedId(line) === id) {
            this.#inStep = true;
            return;
          }
        }
      } catch (error) {
        signal.throwIfAborted();
        if (!again.aborted) throw error;
      }
    }
  }

  #nextSync(): number {
    this.#lastSync += 1;
    return this.#lastSync;
  }

  async #enabled(signal: AbortSignal): Promise<ReadonlySet<string>> {
    const { supported_commands: all } = await this.#ask('guest-info', {}, signal);
    return new Set(all.filter(({ enabled }) => enabled).map(({ name }) => name));
  }

  async #ask<Name extends CommandName<AgentCommands>>(
    name: Name,
    args: Taken<AgentCommands, Name>,
    signal: AbortSignal,
  ): Promise<Given<AgentCommands, Name>> {
    // Until there is an answer that is one.
    this.#inStep = false;
    this.#send({ execute: name, arguments: args });
    const line = await this.#hear(signal);
    const message = line && parsedLine(line);
    if (!message) throw new ControlError('malformed', `${name}: what the guest agent answered is no answer.`);
    const refusal = refusalIn(name, message);
    if (refusal?.code !== 'malformed') this.#inStep = true;
    if (refusal) throw refusal;
    return checkedAnswer(name, AGENT_COMMANDS[name].gives, message['return']) as Given<AgentCommands, Name>;
  }

  /** The next line, whatever it is. */
  async #hear(signal: AbortSignal): Promise<Line> {
    this.#next ??= this.#lines.next();
    const { done, value } = await unlessAborted(this.#next, signal);
    this.#next = null;
    if (done) throw new ControlError('closed', 'The connection to the guest agent ended.');
    return value;
  }

  #send(message: object, before?: Buffer): void {
    const text = Buffer.from(`${JSON.stringify(message)}\n`);
    this.#channel.write(before ? Buffer.concat([before, text]) : text);
  }
}

/** The id in an answer to `guest-sync-delimited`; what comes before the delimiter is of an earlier talk. */
function syncedId(line: Buffer): unknown {
  const at = line.lastIndexOf(DELIMITER);
  return at === -1 ? undefined : parsedLine(line.subarray(at + 1))?.['return'];
}

async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
