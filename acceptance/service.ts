import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseSettings } from './database-settings.ts';
import { readOpenrc, type Openrc } from './openrc.ts';

export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

export interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Ingot as its user starts it: a process, a port, a data directory. */
export interface Service {
  /** Such as `http://127.0.0.1:40123`. */
  readonly base: string;
  readonly pid: number;
  readonly data: string;
  /** The first administrator. */
  readonly administrator: Openrc;
  /** What it logged so far. */
  log(): Promise<string>;
  /** SIGTERM, then its own end. */
  stop(): Promise<Exit>;
  /** SIGKILL to all its processes: a power cut as far as they can tell. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly data: string;
  /** Such as `['--images.default-visibility', 'private']`. */
  readonly settings?: readonly string[];
  /** `scripts/start.js` under the pinned Node, or another way to start in another clone. */
  readonly command?: readonly [program: string, ...args: string[]];
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Kills the service, ready or not. */
  readonly signal?: AbortSignal;
  /** Another process of the same service, which knows the administrator's password. */
  readonly beside?: Service;
  /** What its health check is to answer when it says that it is ready; 200 unless told. */
  readonly health?: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/** Starts the service on a free port and resolves when it says that it is ready and its health check agrees. */
export async function startService({
  data,
  settings = [],
  command = [process.execPath, 'scripts/start.js'],
  directory = REPOSITORY,
  environment = process.env,
  signal,
  beside,
  health: expected = 200,
}: StartOptions): Promise<Service> {
  const logFile = `${data}.log`;
  const logDescriptor = openSync(logFile, 'a');
  const [program, ...args] = command;
  const records = await databaseSettings(data, settings);
  const child = spawn(program, [...args, '--data', data, '--port', '0', ...records, ...settings], {
    cwd: directory,
    env: environment,
    stdio: ['ignore', 'pipe', logDescriptor],
    detached: true,
  });
  closeSync(logDescriptor);
  running.add(child);
  signal?.addEventListener('abort', () => {
    signalGroup(child, 'SIGKILL');
  });
  const exit = once(child, 'exit').then(([status, by]): Exit => {
    running.delete(child);
    return { status, signal: by };
  });
  const base = await Promise.race([greeting(child), exit.then(() => null)]);
  if (base === null || child.pid === undefined) {
    throw new Error(`The service ended before it was ready:\n${(await readFile(logFile, 'utf8')).slice(-4000)}`);
  }
  child.stdout?.resume();
  const health = await fetch(`${base}/healthcheck`);
  if (health.status !== expected) {
    throw new Error(`The health check of a service that is ready answers ${health.status}`);
  }
  await health.text();
  return {
    base,
    pid: child.pid,
    data,
    administrator: beside
      ? { ...beside.administrator, OS_AUTH_URL: `${base}/identity/v3` }
      : await readOpenrc(path.join(data, 'openrc')),
    log: () => readFile(logFile, 'utf8'),
    stop: () => {
      child.kill('SIGTERM');
      return exit;
    },
    kill: async () => {
      signalGroup(child, 'SIGKILL');
      await exit;
    },
  };
}

/** The address in the line that the service prints when it is ready; null when its output ends without. */
async function greeting(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Ingot is ready at (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  return null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, signal);
}
