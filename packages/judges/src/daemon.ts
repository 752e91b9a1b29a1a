import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** A program that runs in the foreground until it is killed. */
export interface Daemon {
  /** Its last words on standard error, once it has ended of itself. */
  readonly failure: Error | null;
  /** Resolves when none of its threads runs any more. */
  pause(): Promise<void>;
  resume(): void;
  /** Resolves when the process is gone. @param signal that ends it; SIGKILL unless given. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a program that ends with this process, however that ends: setpriv(1) has the kernel see to it.
 *
 * @param privileges further options of setpriv(1): another user, for one.
 */
export function startDaemon(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  privileges: readonly string[] = [],
): Daemon {
  const child = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', ...privileges, program, ...args], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const words = text(child.stderr);
  const exit = once(child, 'exit');
  let failure: Error | null = null;
  const notice = async (): Promise<void> => {
    await exit;
    failure = new Error(`${program} has ended: ${(await words).slice(-2000)}`);
  };
  void notice();
  return {
    get failure() {
      return failure;
    },
    pause: async () => {
      child.kill('SIGSTOP');
      await stopped(child.pid);
    },
    resume: () => {
      child.kill('SIGCONT');
    },
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await exit;
    },
  };
}

/** The signal only asks: threads that another processor runs go on for a moment, and it tells nobody when they do not. */
async function stopped(pid: number | undefined): Promise<void> {
  const threads = `/proc/${pid}/task`;
  for (;;) {
    const states = await Promise.all(
      (await readdir(threads)).map((thread) => readFile(`${threads}/${thread}/stat`, 'utf8')),
    );
    // After the name of the program, which is in parentheses and may hold anything.
    if (states.every((line) => line.slice(line.lastIndexOf(')')).startsWith(') T'))) return;
    await delay(1);
  }
}
