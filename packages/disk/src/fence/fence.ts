import { GiB } from '../bytes/units.ts';

/** What a run may use. */
export interface RunLimits {
  /** Of its address space, in bytes. */
  readonly memory: number;
  /** In seconds of CPU time. */
  readonly cpu: number;
  /** Of any file that it writes, in bytes. */
  readonly fileSize: number;
}

/** What a run may see beside the programs themselves; absolute paths of files, directories and sockets. */
export interface RunFiles {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** It may open ports of this host, and reach what that reaches. It has no network unless this is set. */
  readonly network?: true;
}

/** For what only reads headers and tables. */
export const READING: RunLimits = { memory: GiB, cpu: 60, fileSize: 0 };

/** Threads that `qemu-img convert` reads and writes with, and some. The kernel does not count what root runs. */
const MAX_PROCESSES = 128;
const MAX_OPEN_FILES = 64;

/**
 * How a program is started: under limits, and inside bubblewrap, where there is nothing but the system's programs, the
 * files it was given, no network unless it is given that, no capability, and no process of ours. What runs inside ends with this process.
 */
export function fenced(command: readonly string[], limits: RunLimits, files: RunFiles): string[] {
  const limited = ['prlimit', ...limitOptions(limits), `--nproc=${MAX_PROCESSES}`, '--', ...command];
  const network = files.network ? ['--share-net'] : [];
  return [
    'bwrap',
    ...EMPTY_WORLD,
    ...network,
    ...files.read.flatMap(bindReadOnly),
    ...files.write.flatMap(bind),
    '--',
    ...limited,
  ];
}

/**
 * The same where bubblewrap does not work, as in many containers: limits only. The number of processes is not limited,
 * since outside a name space of its own everything that our user runs counts.
 */
export function unfenced(command: readonly string[], limits: RunLimits): string[] {
  return ['setpriv', '--pdeathsig=KILL', 'prlimit', ...limitOptions(limits), '--', ...command];
}

/** The program that a command starts, which may be a fenced one. */
export function programOf(command: readonly string[]): string {
  const limits = command.indexOf('prlimit');
  return command[limits === -1 ? 0 : command.indexOf('--', limits) + 1] ?? '';
}

/** See bwrap(1). The programs' own directories are real ones on some systems and links into /usr on others. */
const EMPTY_WORLD = [
  '--unshare-all --die-with-parent --new-session --cap-drop ALL --chdir /',
  // Without /dev/null QEMU goes without locks.
  '--dev /dev --tmpfs /tmp --ro-bind /usr /usr',
  ...['/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/alternatives'].map((at) => `--ro-bind-try ${at} ${at}`),
].flatMap((options) => options.split(' '));

function bindReadOnly(file: string): string[] {
  return ['--ro-bind', file, file];
}

function bind(file: string): string[] {
  return ['--bind', file, file];
}

/** See prlimit(1). */
function limitOptions({ memory, cpu, fileSize }: RunLimits): string[] {
  return [
    `--as=${memory}`,
    `--cpu=${cpu}`,
    `--fsize=${fileSize}`,
    `--nofile=${MAX_OPEN_FILES}`,
    // What a tenant's bytes made of the memory is not left on the disk.
    '--core=0',
  ];
}
