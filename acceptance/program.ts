import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** Added to a bare environment: the user's own variables and Pythons stay out. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** What the program reads; without it standard input is empty. */
  readonly input?: AsyncIterable<Uint8Array>;
}

/** Runs a program to its end. */
export async function outcomeOf(
  program: string,
  args: readonly string[],
  { environment = {}, directory, input }: Surroundings = {},
): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd: directory,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...environment },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
    input && child.stdin ? feed(child.stdin, input) : undefined,
  ]);
  return { status: Number(status ?? 1), stdout, stderr };
}

/**
 * Runs a program that has to succeed.
 *
 * @returns what it wrote to standard output
 * @throws with everything that it wrote, when it does not
 */
export async function run(program: string, args: readonly string[], surroundings?: Surroundings): Promise<string> {
  const { status, stdout, stderr } = await outcomeOf(program, args, surroundings);
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with status ${status}\n${stderr}${stdout}`);
  }
  return stdout;
}

async function feed(stdin: NodeJS.WritableStream, input: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of input) if (!stdin.write(chunk)) await once(stdin, 'drain');
  stdin.end();
}
