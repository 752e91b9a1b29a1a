import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A program that runs in the foreground until it is killed. */
export interface Daemon {
  /** Its last words on standard error, once it has ended of itself. */
  readonly failure: Error | null;
  /** SIGSTOP and SIGCONT are for the tests' amusement. */
  signal(name: NodeJS.Signals): void;
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
    signal: (name) => {
      child.kill(name);
    },
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await exit;
    },
  };
}
