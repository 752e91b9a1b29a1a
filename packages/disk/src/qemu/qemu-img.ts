/**
 * The one guarded door to `qemu-img`, for bytes that tenants sent.
 *
 *     call ─► node with every format named, nothing followed ─► bubblewrap: these files only, no network
 *                                                             └► prlimit: memory, CPU time, file size, processes
 *
 * Formats are never probed, names inside images never opened, and output is read with a bound. A run that is stopped
 * is killed, and its process is gone when the call settles.
 */
import { open, rm, stat } from 'node:fs/promises';
import { GiB, MiB } from '../bytes/units.ts';
import { nodeName, nodePaths, requireAbsolute, type BlockNode, type QemuFormat } from './block-node.ts';
import { fenced, READING, unfenced, type RunFiles, type RunLimits } from '../fence/fence.ts';
import { readMap, type HeldExtent } from './map-extents.ts';
import { problemOf } from '../programs/program-problem.ts';
import { ProgramError } from '../programs/program-error.ts';
import { runProgram, startProgram } from '../programs/run-program.ts';

export interface QemuImg {
  /** Why runs are not kept away from other files and the network, as a sentence; null when they are. */
  readonly warning: string | null;
  /** What the image itself holds, from its start to its end; what lies below it is not looked at. */
  map(image: BlockNode, options?: RunOptions): AsyncIterable<HeldExtent>;
  /** The size of its disk, in bytes. */
  virtualSize(image: BlockNode, options?: RunOptions): Promise<number>;
  /** Whether its tables contradict each other, or only hold on to more than they need. Nothing is mended. */
  check(image: BlockNode, options?: RunOptions): Promise<{ readonly corruptions: number; readonly leaks: number }>;
  /** Grows its disk; what is new reads as zeros. @param size in bytes, whole sectors. */
  grow(image: BlockNode, size: number, options?: RunOptions): Promise<void>;
  /**
   * Changes what the header of a qcow2 overlay says lies below, and nothing else (`rebase -u`): the disk must be the same
   * over both. The change is one write within the first 4 KiB.
   *
   * @param backing as in the header: a path, relative to the overlay's directory where it is not absolute, or a node's name.
   */
  rebase(overlay: string, backing: { readonly name: string; readonly format: QemuFormat }): Promise<void>;
  /** Writes the disk of `source` to a new file, sparse. It is not synced. @throws also when `target` is there. */
  convert(source: BlockNode, target: { path: string; format: QemuFormat }, options?: RunOptions): Promise<void>;
}

export interface RunOptions {
  /** Kills the run. */
  readonly signal?: AbortSignal | undefined;
}

/** Of tables that grow with the disk. */
const TABLE_ROOM = 256 * MiB;
/** Bytes that a conversion gets through in a second of CPU time, at the very least. */
const SLOWEST_CONVERSION = 16 * MiB;
/** Looks once what works here. Who starts the service should tell of the `warning`. */
export async function openQemuImg(): Promise<QemuImg> {
  const hello = ['qemu-img', '--version'];
  const problem = await problemOf(fenced(hello, READING, { read: [], write: [] }));
  if (problem === null) return new GuardedQemuImg(fenced, null);
  const worse = await problemOf(unfenced(hello, READING));
  const warning =
    worse === null
      ? `qemu-img runs under limits, but without bubblewrap to keep it from other files: ${problem}`
      : `qemu-img does not run, so that nothing can be done with disks that needs it: ${worse}`;
  return new GuardedQemuImg(unfenced, warning);
}

type Fence = (command: readonly string[], limits: RunLimits, files: RunFiles) => string[];

class GuardedQemuImg implements QemuImg {
  readonly warning: string | null;
  readonly #fence: Fence;

  constructor(fence: Fence, warning: string | null) {
    this.#fence = fence;
    this.warning = warning;
  }

  async *map(image: BlockNode, { signal }: RunOptions = {}): AsyncGenerator<HeldExtent> {
    const alone = withoutBacking(image);
    const command = ['qemu-img', 'map', '--output=json', nodeName(alone)];
    const program = startProgram(this.#fence(command, READING, reading(alone)), { signal });
    try {
      yield* readMap(program.output);
      await program.end;
    } finally {
      await program.stop();
    }
  }

  async virtualSize(image: BlockNode, { signal }: RunOptions = {}): Promise<number> {
    const alone = withoutBacking(image);
    const command = ['qemu-img', 'info', '--output=json', nodeName(alone)];
    return numberIn(await runProgram(this.#fence(command, READING, reading(alone)), { signal }), 'virtual-size');
  }

  async check(image: BlockNode, { signal }: RunOptions = {}): Promise<{ corruptions: number; leaks: number }> {
    const alone = withoutBacking(image);
    const command = ['qemu-img', 'check', '--output=json', nodeName(alone)];
    const fencedCommand = this.#fence(command, READING, reading(alone));
    const answer = await runProgram(fencedCommand, { signal, accepted: [CHECK_CORRUPT, CHECK_LEAKS] });
    return { corruptions: numberIn(answer, 'corruptions', 0), leaks: numberIn(answer, 'leaks', 0) };
  }

  async grow(image: BlockNode, size: number, { signal }: RunOptions = {}): Promise<void> {
    const alone = withoutBacking(image);
    const command = ['qemu-img', 'resize', '-q', nodeName(alone), String(size)];
    const [path = '', ...rest] = nodePaths(alone);
    const fileSize = (await stat(path)).size + (image.format === 'raw' ? size : TABLE_ROOM);
    await runProgram(this.#fence(command, { ...READING, fileSize }, { read: rest, write: [path] }), { signal });
  }

  async rebase(overlay: string, backing: { name: string; format: QemuFormat }): Promise<void> {
    const node: BlockNode = { format: 'qcow2', file: { path: overlay } };
    const command = ['qemu-img', 'rebase', '-q', '-u', '-b', backing.name, '-F', backing.format, nodeName(node)];
    const fileSize = (await stat(overlay)).size + TABLE_ROOM;
    await runProgram(this.#fence(command, { ...READING, fileSize }, { read: [], write: [overlay] }));
  }

  async convert(
    source: BlockNode,
    target: { path: string; format: QemuFormat },
    { signal }: RunOptions = {},
  ): Promise<void> {
    const size = await this.virtualSize(source, { signal });
    // The fence shows only files that are there.
    await (await open(target.path, 'wx', 0o600)).close();
    const command = ['qemu-img', 'convert', '-O', target.format, nodeName(source), requireAbsolute(target.path)];
    const limits = {
      memory: 2 * GiB,
      cpu: conversionTime(size),
      // Tables of every format take less than a sixteenth.
      fileSize: size + Math.ceil(size / 16) + TABLE_ROOM,
    };
    const files = { read: nodePaths(source), write: [target.path] };
    try {
      await runProgram(this.#fence(command, limits, files), { signal });
    } catch (error) {
      await rm(target.path, { force: true });
      throw error;
    }
  }
}

/** Seconds of CPU time for a disk of `size` bytes. */
function conversionTime(size: number): number {
  return READING.cpu + Math.ceil(size / SLOWEST_CONVERSION);
}

/** Statuses of `qemu-img check` (qemu-img(1), "check"). */
const CHECK_CORRUPT = 2;
const CHECK_LEAKS = 3;

/** Most of `qemu-img` looks at one file only, and takes an option of a backing file for a mistake then. */
function withoutBacking({ format, file }: BlockNode): BlockNode {
  return { format, file };
}

function reading(image: BlockNode): RunFiles {
  return { read: nodePaths(image), write: [] };
}

/** A number of an answer in JSON; `otherwise` stands for one that may be left out. */
function numberIn(answer: string, key: string, otherwise?: number): number {
  const fields: unknown = JSON.parse(answer);
  const value =
    typeof fields === 'object' && fields !== null ? Object.entries(fields).find(([at]) => at === key) : null;
  const number: unknown = value?.[1] ?? otherwise;
  if (typeof number === 'number') return number;
  throw new ProgramError('failed', `qemu-img printed no number as ${key}`);
}
