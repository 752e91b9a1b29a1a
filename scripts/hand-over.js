import { spawn } from 'node:child_process';
import process from 'node:process';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Becomes another program where Node can replace its process (22.15 and later); else starts it, passes signals on and
 * ends as it ends. What a terminal sends to all of us reaches it twice then.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @param {(sentence: string) => void} fail is told, for the user, why it cannot be started
 */
export function handOver(program, args, environment, fail) {
  if (process.execve) process.execve(program, [program, ...args], environment);
  const other = spawn(program, args, { stdio: 'inherit', env: environment });
  for (const signal of SIGNALS) process.on(signal, () => other.kill(signal));
  other.on('error', (error) => fail(`${program} cannot be run: ${error.message}.`));
  other.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
