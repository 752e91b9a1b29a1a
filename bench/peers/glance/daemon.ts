import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A server in a process group of its own, which is how it is stopped: by the pid that was started, workers included. */
export interface Daemon {
  readonly name: string;
  /** Also the id of its process group. */
  readonly pid: number;
  /** SIGTERM, and after 20 seconds SIGKILL. */
  stop(): Promise<void>;
}

export interface DaemonOptions {
  readonly command: readonly [program: string, ...args: string[]];
  /** Where it runs, and where its log `<name>.log` goes. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** On the loopback address; the daemon has started when it listens there. */
  readonly port: number;
}

const START_SECONDS = 60;
const STOP_MILLISECONDS = 20_000;

/** Starts a server and waits until it listens. @throws with the end of its log when it ends before that */
export async function startDaemon(name: string, options: DaemonOptions): Promise<Daemon> {
  const { command, directory, environment = {}, port } = options;
  const [program, ...args] = command;
  const logFile = path.join(directory, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, {
    cwd: directory,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: directory, LC_ALL: 'C.UTF-8', ...environment },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} cannot be started: ${String(await once(child, 'error'))}`);
  const kill = (signal: NodeJS.Signals): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, signal);
  };
  // A run that is cut short leaves nothing behind.
  const end = (): void => kill('SIGKILL');
  process.once('exit', end);
  if (!(await Promise.race([listens(port), ended.then(() => false)]))) {
    kill('SIGKILL');
    throw new Error(`${name} does not listen on port ${port}:\n${(await readFile(logFile, 'utf8')).slice(-3000)}`);
  }
  return {
    name,
    pid,
    stop: async () => {
      kill('SIGTERM');
      const hard = setTimeout(() => kill('SIGKILL'), STOP_MILLISECONDS);
      await ended;
      clearTimeout(hard);
      process.off('exit', end);
    },
  };
}

/** Asks again and again, because a server does not tell when it begins to listen. */
async function listens(port: number): Promise<boolean> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline;) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return true;
    await delay(100);
  }
  return false;
}
