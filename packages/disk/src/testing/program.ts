import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MiB } from '../bytes/units.ts';

const start = promisify(execFile);

export interface ProgramOptions {
  /** What it reads from its standard input. */
  readonly input?: string;
  readonly cwd?: string;
  /** Beside what the test itself has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a maker or judge of test data, without a shell. @returns what it printed. @throws Error when it fails */
export async function program(
  [name, ...args]: readonly [string, ...string[]],
  { input, cwd, env = {} }: ProgramOptions = {},
): Promise<Buffer> {
  const running = start(name, args, { encoding: 'buffer', maxBuffer: 64 * MiB, cwd, env: { ...process.env, ...env } });
  running.child.stdin?.end(input);
  return (await running).stdout;
}
