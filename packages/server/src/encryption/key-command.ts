import { spawn } from 'node:child_process';
import { ConfigError } from '../config/index.ts';
import { KEY_FORM, parseKey } from './key-text.ts';

/** How long a key management service may take, in milliseconds. */
const TIMEOUT = 30_000;
/** Of output that is looked at, in bytes. */
const MAX_OUTPUT = 64 * 1024;

/**
 * The keys that a shell command prints, one a line. What it says on standard error is passed on to the operator; what it
 * prints is shown to nobody, not even when it is no key.
 *
 * @param timeout in milliseconds. @throws ConfigError
 */
export async function runKeyCommand(command: string, timeout = TIMEOUT): Promise<Buffer[]> {
  const { output, end } = await run(command, timeout);
  if (end !== 'exit 0') throw new ConfigError(`store.encryption.key-command did not give keys: ${end}.`);
  const lines = output.toString('latin1').split('\n');
  output.fill(0);
  const keys = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(parseKey);
  const known = keys.filter((key) => key !== null);
  if (known.length === 0 || known.length < keys.length) {
    throw new ConfigError(`store.encryption.key-command must print ${KEY_FORM}, each on a line of its own.`);
  }
  return known;
}

/** @returns `end` as a phrase: `exit 0`, or what went wrong. */
function run(command: string, timeout: number): Promise<{ output: Buffer; end: string }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    let overrun: string | null = null;
    // A group of its own, so that what the shell has started is stopped with it.
    const child = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const stop = (why: string): void => {
      overrun ??= why;
      if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
    };
    const timer = setTimeout(() => {
      stop(`it took longer than ${timeout / 1000} seconds`);
    }, timeout);
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > MAX_OUTPUT) stop('it printed more than keys');
    });
    child.on('error', (error) => {
      overrun ??= error.message;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ output: Buffer.concat(parts), end: overrun ?? (signal ? `it ended by ${signal}` : `exit ${code}`) });
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has ended in this moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
