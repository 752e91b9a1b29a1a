import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BARE_ENVIRONMENT, fenced, killGroup, unfenced, type RunLimits } from '@ingot/disk';
import { MAX_CPU, MAX_HEAP } from './inspection-limits.ts';

/** A process that was started to inspect one disk. Whoever has it calls `stop` at last. */
export interface Child {
  /** Of the outermost program of its fence. */
  readonly pid: number | undefined;
  readonly input: Writable;
  readonly output: Readable;
  /** How it ended, and the beginning of what it said on standard error; for a log. Never rejects. */
  readonly end: Promise<string>;
  /** Kills it if it runs. When this resolves it is gone. */
  stop(): Promise<void>;
}

/** How children are kept away from everything but their disk. */
export type Fence = 'bubblewrap' | 'permissions';

export interface ChildOptions {
  /**
   * `bubblewrap`, where it works; else Node's own permissions, which keep it from files, other programs and threads, but
   * not from the network.
   */
  readonly fence: Fence;
  /**
   * A directory for the compiled program, so that a start costs less than half: it has to be there, for nobody but us to write,
   * and `prepareCode` fills it. Children read it only, which bubblewrap sees to: for that fence alone.
   */
  readonly codeCache?: string | undefined;
  /** What runs: a file of this package. */
  readonly program: string;
}

/** The package of the program, the one that it imports, and the links that lead there. Nothing else is there for it. */
const CODE = [path.join(import.meta.dirname, '../..'), ...packageOf('@ingot/disk')];

const MiB = 1024 * 1024;
const LIMITS: RunLimits = {
  // Node reserves 1 GiB and uses next to nothing of that.
  memory: 1536 * MiB,
  cpu: MAX_CPU,
  fileSize: 0,
};
/** Of the compiled program, in bytes. */
const MAX_CODE = 64 * MiB;

/** Of what a failed child says, in bytes. */
const MAX_COMPLAINT = 4096;

export function startChild(options: ChildOptions): Child {
  return start(options, false);
}

/** Fills the cache of compiled code, by a run that is given no disk. */
export async function prepareCode(options: ChildOptions): Promise<void> {
  const child = start(options, true);
  child.input.end();
  await child.end;
  await child.stop();
}

function start({ fence, codeCache, program }: ChildOptions, mayWrite: boolean): Child {
  const cache = codeCache === undefined ? [] : [codeCache];
  const readable = [process.execPath, ...CODE, ...(mayWrite ? [] : cache)];
  const writable = mayWrite ? cache : [];
  const limits = mayWrite ? { ...LIMITS, fileSize: MAX_CODE } : LIMITS;
  const command = [
    process.execPath,
    '--expose-gc',
    // One helper of V8 and, in the environment, one arena: each would take address space for itself.
    '--v8-pool-size=1',
    `--max-old-space-size=${MAX_HEAP}`,
    '--permission',
    ...[...readable, ...writable].map((at) => `--allow-fs-read=${at}`),
    // Node takes nothing from where it may not write. Whether it can is up to the fence.
    ...cache.map((at) => `--allow-fs-write=${at}`),
    program,
  ];
  const [first = '', ...args] =
    fence === 'bubblewrap' ? fenced(command, limits, { read: readable, write: writable }) : unfenced(command, limits);
  const child = spawn(first, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, for `killGroup`.
    detached: true,
    env: {
      ...BARE_ENVIRONMENT,
      MALLOC_ARENA_MAX: '1',
      ...(codeCache !== undefined && { NODE_COMPILE_CACHE: codeCache }),
    },
  });
  // It may end at any moment, which `end` tells.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close').catch((error: unknown) => error);
  return {
    pid: child.pid,
    input: child.stdin,
    output: child.stdout,
    end: howItEnds(child, closed),
    stop: async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
      child.stdout.destroy();
      await closed;
    },
  };
}

async function howItEnds(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  closed: Promise<unknown>,
): Promise<string> {
  let said = '';
  child.stderr.setEncoding('latin1').on('data', (part: string) => {
    said = (said + part).slice(0, MAX_COMPLAINT);
  });
  const reason = await closed;
  if (reason instanceof Error) return reason.message;
  return `status ${child.exitCode ?? child.signalCode}: ${said}`;
}

/** The directory of a package, and that of the link which a workspace has to it. */
function packageOf(name: string): string[] {
  const { resolve } = createRequire(import.meta.url);
  const links = (resolve.paths(name) ?? []).map((modules) => path.join(modules, name)).filter(existsSync);
  const inner = path.dirname(fileURLToPath(import.meta.resolve(name)));
  return [path.dirname(inner), ...links.slice(0, 1).map((link) => path.dirname(link))];
}
