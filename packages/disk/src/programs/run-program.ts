import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { printable } from '../bytes/printable.ts';
import { programOf } from '../fence/fence.ts';
import { BARE_ENVIRONMENT, killGroup } from '../fence/process-group.ts';
import { ProgramError } from './program-error.ts';

/** Of what a program says of its failure, in bytes. */
const MAX_COMPLAINT = 4096;
/** Of an answer that is read at once, in bytes. */
const MAX_ANSWER = 1024 * 1024;
/** bwrap(1) and shells tell of a signal by this much above its number. */
const SIGNALLED = 128;

/** By what the kernel and the C library end a program that wants too much. */
const LIMIT_SIGNALS = new Set<number>([
  constants.signals.SIGABRT,
  constants.signals.SIGKILL,
  constants.signals.SIGTRAP,
  constants.signals.SIGXCPU,
  constants.signals.SIGXFSZ,
]);

/** What writing to a program that has ended fails with. */
const CLOSED: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'ECONNRESET',
  // Of what still waited to be written.
  'ECANCELED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

export interface ProgramOptions {
  /** Kills the program. */
  readonly signal?: AbortSignal | undefined;
  /** What it reads; nothing unless given. */
  readonly input?: AsyncIterable<Buffer>;
  /** Statuses beside 0 that are an answer and not a failure. */
  readonly accepted?: readonly number[];
}

/** A program that was started, without any environment of ours. Whoever has it calls `stop` at last. */
export interface RunningProgram {
  /** What it prints; to be read to its end, or else `stop` is called. */
  readonly output: Readable;
  /** Rejects with a ProgramError, or the signal's reason, when the program did not do what it was asked. */
  readonly end: Promise<void>;
  /** Kills it if it runs. When this resolves it is gone. */
  stop(): Promise<void>;
}

/** @param command the program, found in the system's own directories, and its arguments. */
export function startProgram(command: readonly string[], options: ProgramOptions = {}): RunningProgram {
  const { signal, input, accepted = [] } = options;
  signal?.throwIfAborted();
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, for `killGroup`.
    detached: true,
    env: BARE_ENVIRONMENT,
  });
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };
  signal?.addEventListener('abort', kill);
  const fed = feed(input ?? [], child.stdin);
  // Met when the program has ended.
  fed.catch(() => undefined);
  const complaint = beginningOf(child.stderr);
  const closed = once(child, 'close').finally(() => {
    signal?.removeEventListener('abort', kill);
  });
  const end = (async (): Promise<void> => {
    const status = statusOf(await closed.catch((error: unknown) => cannotStart(program, error)));
    signal?.throwIfAborted();
    await fed;
    if (status !== 0 && !accepted.includes(status)) throw failure(command, status, complaint());
  })();
  // It may be `stop` that is called, after which nobody asks.
  end.catch(() => undefined);
  return {
    output: child.stdout,
    end,
    stop: async () => {
      kill();
      child.stdout.destroy();
      await Promise.allSettled([closed]);
    },
  };
}

/** Runs a program to its end. @returns what it printed. @throws ProgramError, or the signal's reason. */
export async function runProgram(command: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const program = startProgram(command, options);
  try {
    const printed = await text(bounded(program.output));
    await program.end;
    return printed;
  } finally {
    await program.stop();
  }
}

async function* bounded(output: Readable): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const part of output as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_ANSWER) throw new ProgramError('limit-exceeded', `the answer is longer than ${MAX_ANSWER} bytes`);
    yield part;
  }
}

/** Gives a program what it reads. One that has ended takes no more, and its status says why. @throws what `input` throws. */
async function feed(input: AsyncIterable<Buffer> | Iterable<Buffer>, target: Writable): Promise<void> {
  try {
    await pipeline(input, target);
  } catch (error) {
    const isClosed = error instanceof Error && 'code' in error && CLOSED.has(error.code);
    if (!isClosed) throw error;
  }
}

/** Reads a stream to its end, and keeps what came first. */
function beginningOf(stream: Readable): () => string {
  let beginning = '';
  stream.setEncoding('latin1').on('data', (part: string) => {
    beginning = (beginning + part).slice(0, MAX_COMPLAINT);
  });
  return () => beginning;
}

function cannotStart(program: string, cause: unknown): never {
  throw new ProgramError('missing-program', `${program} cannot be started; is its package installed?`, { cause });
}

/** @param event what `close` tells: a status, or else a signal. */
function statusOf([code, signal]: readonly (number | NodeJS.Signals | null)[]): number {
  if (typeof code === 'number') return code;
  return SIGNALLED + (typeof signal === 'string' ? constants.signals[signal] : 0);
}

function failure(command: readonly string[], status: number, complaint: string): ProgramError {
  const name = programOf(command);
  // The node's name is long, and says nothing that the caller does not know.
  const words = complaint
    .replaceAll(/'?json:\{.*\}'?/g, 'the image')
    .trim()
    .replaceAll(/\s+/g, ' ');
  const said = printable(Buffer.from(words, 'latin1'));
  if (complaint.includes(' lock')) return new ProgramError('in-use', `another program has the image open: ${said}`);
  if (complaint.includes('No space left on device')) return new ProgramError('no-space', `${name}: ${said}`);
  if (LIMIT_SIGNALS.has(status - SIGNALLED)) {
    return new ProgramError('limit-exceeded', `${name} exceeded its limits: signal ${status - SIGNALLED} ended it`);
  }
  return new ProgramError('failed', `${name} ended with status ${status}: ${said}`);
}
