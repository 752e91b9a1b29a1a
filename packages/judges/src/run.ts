import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program that has to succeed. @returns its standard output. @throws with what it said otherwise. */
export async function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await execute(program, args, { env: environment, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
