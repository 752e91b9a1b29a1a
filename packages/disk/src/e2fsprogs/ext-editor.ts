/**
 * `e2fsck` and `debugfs` of e2fsprogs, for file systems that tenants sent: fenced in as `qemu-img` is, with nothing but the
 * one file.
 *
 * A `debugfs` that was told what it can't do says so and goes on, and ends with status 0: who changes a file system looks
 * at what became of it.
 */
import { open } from 'node:fs/promises';
import { GiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { fenced, READING, unfenced, type RunLimits } from '../fence/fence.ts';
import { INCOMPATIBLE } from '../filesystems/ext/features.ts';
import { fenceProblem } from '../programs/program-problem.ts';
import { ProgramError } from '../programs/program-error.ts';
import { startProgram } from '../programs/run-program.ts';
import { commandsOf, type ExtEdit } from './ext-edit.ts';

/** Files are raw file systems, by their absolute paths; sizes in bytes. */
export interface ExtEditor {
  /**
   * Replays the journal, and mends what can be mended without anybody being asked (`e2fsck -p`).
   * @throws DiskError `malformed` for a file system that is damaged beyond that, `unsupported` for one with features that
   *   can't be written, `limit-exceeded`, `io` where the program is missing; or the signal's reason.
   */
  settle(file: ExtFile, signal: AbortSignal): Promise<void>;
  /** That nothing at all is wrong (`e2fsck -n`); writes nothing. @throws as `settle` does. */
  check(file: ExtFile, signal: AbortSignal): Promise<void>;
  /** Makes the changes that can be made, in order. @throws as `settle` does; RangeError for changes that are none. */
  apply(file: ExtFile, edits: readonly ExtEdit[], signal: AbortSignal): Promise<void>;
}

export interface ExtFile {
  readonly path: string;
  readonly size: number;
}

/** Bytes of a file system that e2fsck gets through in a second of CPU time, at the very least. */
const SLOWEST_CHECK = 64 * MiB;
/** Statuses of e2fsck(8). */
const MENDED = 1;

type Fence = (command: readonly string[], limits: RunLimits, files: { read: string[]; write: string[] }) => string[];

/** Looks once whether programs can be fenced in; where they cannot, they run under limits alone. */
export async function openExtEditor(): Promise<ExtEditor> {
  const fence: Fence = (await fenceProblem()) === null ? fenced : unfenced;

  async function run(
    command: readonly [string, ...string[]],
    { path, size }: ExtFile,
    options: { readonly writes: boolean; readonly signal: AbortSignal; readonly input?: string },
  ): Promise<void> {
    const { writes, signal, input = '' } = options;
    const limits = {
      memory: 4 * GiB,
      cpu: READING.cpu + Math.ceil(size / SLOWEST_CHECK),
      fileSize: writes ? size : 0,
    };
    const files = writes ? { read: [], write: [path] } : { read: [path], write: [] };
    const program = startProgram(fence([...command, path], limits, files), {
      signal,
      input: bytesOf(input),
      accepted: writes ? [MENDED] : [],
    });
    try {
      // It repeats what it was told, which may be more than anybody keeps.
      program.output.resume();
      await program.end;
    } catch (error) {
      throw error instanceof ProgramError ? refusal(command[0], error) : error;
    } finally {
      await program.stop();
    }
  }

  return {
    settle: async (file, signal) => {
      await requireNoInlineData(file);
      await run(['e2fsck', '-f', '-p'], file, { writes: true, signal });
    },
    check: (file, signal) => run(['e2fsck', '-f', '-n'], file, { writes: false, signal }),
    apply: async (file, edits, signal) => {
      const input = edits.flatMap(commandsOf).map((line) => `${line}\n`);
      if (edits.length > 0)
        await run(['debugfs', '-w', '-f', '-'], file, { writes: true, signal, input: input.join('') });
    },
  };
}

/** `s_feature_incompat` of the superblock, which lies 1 KiB into the file system. */
const FEATURES_AT = 1024 + 0x60;

/** `debugfs` cannot empty a file whose bytes lie in its inode: it leaves damage. */
async function requireNoInlineData({ path }: ExtFile): Promise<void> {
  await using handle = await open(path, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, FEATURES_AT);
  if (bytesRead === 4 && (buffer.readUInt32LE(0) & INCOMPATIBLE.inlineData) !== 0) {
    throw new DiskError(
      'unsupported',
      'The file system keeps short files in inodes (inline_data), and is not changed.',
    );
  }
}

/** Names are bytes, written as Latin-1. */
async function* bytesOf(input: string): AsyncGenerator<Buffer> {
  yield Buffer.from(input, 'latin1');
}

function refusal(program: string, cause: ProgramError): DiskError {
  switch (cause.code) {
    case 'missing-program':
      return new DiskError('io', `${program} does not run; the package e2fsprogs has to be installed.`, { cause });
    case 'limit-exceeded':
      return new DiskError('limit-exceeded', `${program} takes more than it may to read the file system.`, { cause });
    case 'no-space':
      return new DiskError('io', 'There is no room on the disk of the service.', { cause });
    case 'in-use':
    case 'failed':
      return new DiskError('malformed', 'The file system is damaged: let its own system check it (e2fsck -f) first.', {
        cause,
      });
  }
}
