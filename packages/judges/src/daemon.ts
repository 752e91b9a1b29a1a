import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A program that runs in the foreground until it is killed. */
export interface Daemon {
  /** Its last words on standard error, once it has ended of itself. */
  readonly failure: Error | null;
  /** SIGSTOP and SIGCONT are for the tests' amusement. */
  signal(name: NodeJS.Signals): void;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts a program that ends with this process, however that ends: setpriv(1) has the kernel see to it. */
export function startDaemon(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): Daemon {
  const child = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', program, ...args], {
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
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
