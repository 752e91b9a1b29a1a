import { Type } from 'typebox';
import {
  checkedAnswer,
  isOf,
  parsedLine,
  refusalIn,
  type CommandName,
  type Given,
  type Taken,
} from './command-table.ts';
import { ControlError } from './control-error.ts';
import { EventQueue } from './event-queue.ts';
import { LineChannel } from './line-channel.ts';
import { QMP_COMMANDS, QMP_EVENTS, type QmpCommands, type QmpEvent, type QmpEventName } from './qmp-commands.ts';

/** Of an answer, in bytes. The longest lists what QEMU knows of its disks. */
const LONGEST_LINE = 1024 * 1024;
/** Milliseconds. QEMU answers within a few, unless its host does not let it. */
const PATIENCE = 10_000;

export interface ControlOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the answer is given up. The work may go on. */
  readonly deadline?: number;
}

/** The monitor of a running QEMU. QEMU listens to one at a time. */
export interface Qmp {
  /** @throws ControlError; the signal's reason. */
  execute<Name extends CommandName<QmpCommands>>(
    name: Name,
    args: Taken<QmpCommands, Name>,
    options?: ControlOptions,
  ): Promise<Given<QmpCommands, Name>>;
  /**
   * What happens from now on. Ends with the connection; a reader that wants no more leaves its loop.
   *
   * Reading throws ControlError when the reader does not keep up.
   */
  events<Name extends QmpEventName>(...names: readonly Name[]): AsyncIterableIterator<QmpEvent<Name>, undefined>;
  /** Resolves when the connection is no more: that QEMU has ended, for one. */
  readonly closed: Promise<void>;
  close(): void;
}

/**
 * Connects to a QMP socket and negotiates (QEMU Machine Protocol Specification).
 *
 * @throws ControlError where nobody listens, or somebody who does not speak QMP; the signal's reason.
 */
export async function connectQmp(path: string, options: ControlOptions = {}): Promise<Qmp> {
  const deadline = AbortSignal.timeout(options.deadline ?? PATIENCE);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    const client = new QmpClient(await LineChannel.connect(path, LONGEST_LINE, signal));
    await client.negotiate(signal);
    return client;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new ControlError('timeout', 'QEMU did not answer on its monitor.', { cause: error });
  }
}

interface Awaited {
  readonly settle: (message: Readonly<Record<string, unknown>>) => void;
  readonly fail: (error: Error) => void;
}

type Reader = { readonly names: ReadonlySet<string>; readonly queue: EventQueue<QmpEvent> };

/** QMP Specification 2.2, "Server Greeting". */
const GREETING = Type.Object({ QMP: Type.Object({ capabilities: Type.Array(Type.Unknown()) }) });
const EVENT = Type.Object({ event: Type.String(), data: Type.Optional(Type.Unknown()) });

class QmpClient implements Qmp {
  readonly closed: Promise<void>;
  readonly #channel: LineChannel;
  readonly #awaited = new Map<number, Awaited>();
  readonly #readers = new Set<Reader>();
  readonly #greeting = Promise.withResolvers<void>();
  #lastId = 0;
  #isOver = false;

  constructor(channel: LineChannel) {
    this.#channel = channel;
    this.#greeting.promise.catch(() => undefined);
    this.closed = this.#listen();
  }

  /** @param signal that gives up, after which the connection is closed. */
  async negotiate(signal: AbortSignal): Promise<void> {
    const abort = (): void => this.close();
    signal.addEventListener('abort', abort);
    try {
      await this.#greeting.promise;
      await this.execute('qmp_capabilities', {}, { signal });
    } catch (error) {
      this.close();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async execute<Name extends CommandName<QmpCommands>>(
    name: Name,
    args: Taken<QmpCommands, Name>,
    { signal, deadline = PATIENCE }: ControlOptions = {},
  ): Promise<Given<QmpCommands, Name>> {
    signal?.throwIfAborted();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
    const late = setTimeout(() => {
      reject(new ControlError('timeout', `QEMU did not answer ${name} within ${deadline} ms.`));
    }, deadline);
    const abort = (): void => reject(signal?.reason as Error);
    signal?.addEventListener('abort', abort);
    this.#awaited.set(id, { settle: resolve, fail: reject });
    try {
      this.#channel.write(`${JSON.stringify({ execute: name, arguments: args, id })}\n`);
      const answer = await promise;
      const refusal = refusalIn(name, answer);
      if (refusal) throw refusal;
      return checkedAnswer(name, QMP_COMMANDS[name].gives, answer['return']) as Given<QmpCommands, Name>;
    } finally {
      this.#awaited.delete(id);
      clearTimeout(late);
      signal?.removeEventListener('abort', abort);
    }
  }

  events<Name extends QmpEventName>(...names: readonly Name[]): AsyncIterableIterator<QmpEvent<Name>, undefined> {
    const reader: Reader = {
      names: new Set(names),
      queue: new EventQueue(() => this.#readers.delete(reader)),
    };
    this.#readers.add(reader);
    if (this.#isOver) reader.queue.end();
    // Only events of these names are pushed.
    return reader.queue as unknown as AsyncIterableIterator<QmpEvent<Name>, undefined>;
  }

  close(): void {
    this.#channel.close();
  }

  async #listen(): Promise<void> {
    try {
      for await (const line of this.#channel.lines()) {
        const message = line && parsedLine(line);
        if (!message) throw new ControlError('malformed', 'What answers on the monitor does not speak QMP.');
        this.#take(message);
      }
      this.#end(new ControlError('closed', 'QEMU closed its monitor.'));
    } catch (error) {
      this.#end(new ControlError('closed', 'The connection to QEMU broke.', { cause: error }));
    }
  }

  #take(message: Readonly<Record<string, unknown>>): void {
    if (isOf(EVENT, message)) {
      const { event, data = {} } = message;
      for (const { names, queue } of this.#readers) {
        if (names.has(event) && isQmpEvent(event, data)) queue.push({ name: event, data } as QmpEvent);
      }
    } else if (isOf(GREETING, message)) {
      this.#greeting.resolve();
    } else if (typeof message['id'] === 'number') {
      // Of one that was given up nobody waits for the answer.
      this.#awaited.get(message['id'])?.settle(message);
    }
  }

  #end(error: ControlError): void {
    this.#isOver = true;
    this.#greeting.reject(error);
    for (const { fail } of this.#awaited.values()) fail(error);
    for (const { queue } of this.#readers) queue.end();
  }
}

function isQmpEvent(name: string, data: unknown): name is QmpEventName {
  const schema = Object.entries(QMP_EVENTS).find(([known]) => known === name)?.[1];
  return schema !== undefined && isOf(schema, data);
}
