/**
 * The bytes of a compressed file, as they come.
 *
 *     gzip            ──► node:zlib
 *     xz, bzip2, zstd ──► the system's program, fenced in: no file, no network, limits on memory and CPU time
 *
 * What comes out is bounded: a small file can say that it is a very large one.
 */
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { fenced, READING, unfenced, type RunLimits } from '../fence/fence.ts';
import { fenceProblem } from '../programs/program-problem.ts';
import { ProgramError } from '../programs/program-error.ts';
import { startProgram } from '../programs/run-program.ts';
import type { Compression } from './compression.ts';

export interface UnpackOptions {
  readonly compression: Compression;
  /** Bytes that may come out. */
  readonly maxSize: number;
  readonly signal: AbortSignal;
}

export interface Unpacker {
  /** @throws DiskError `malformed`, `limit-exceeded`, `io` without the program; what `packed` throws; the signal's reason. */
  unpack(packed: AsyncIterable<Buffer>, options: UnpackOptions): AsyncIterable<Buffer>;
}

/** As much may come out of any file; beyond that, what went in decides. In bytes. */
const FREE = 16 * GiB;
/** What comes out of an honest disk image, for each byte that went in; a long run of zeros gives zstd 30,000. */
const MAX_RATIO = 5000;
/** Bytes that come out in a second of CPU time, at the very least. */
const SLOWEST = 4 * MiB;

/** zstd is not left to node:zlib: that reads the first frame only, and `pzstd` writes many. */
const PROGRAMS: Readonly<Record<Exclude<Compression, 'gzip'>, readonly string[]>> = {
  xz: ['xz', '--decompress', '--stdout', '--quiet', '--threads=1', '--memlimit-decompress=256MiB'],
  bzip2: ['bzip2', '--decompress', '--stdout', '--quiet'],
  zstd: ['zstd', '--decompress', '--stdout', '--quiet', '--memory=128MiB'],
};

type Fence = (command: readonly string[], limits: RunLimits) => string[];

/** Looks once whether programs can be fenced in; where they cannot, they run under limits alone. */
export async function openUnpacker(): Promise<Unpacker> {
  const fence: Fence = (await fenceProblem()) === null ? inside : unfenced;
  return { unpack: (packed, options) => unpack(fence, packed, options) };
}

/** Filters see no file. */
function inside(command: readonly string[], limits: RunLimits): string[] {
  return fenced(command, limits, { read: [], write: [] });
}

async function* unpack(fence: Fence, packed: AsyncIterable<Buffer>, options: UnpackOptions): AsyncGenerator<Buffer> {
  const { compression, maxSize } = options;
  let [taken, given] = [0, 0];
  const counted = async function* counted(): AsyncGenerator<Buffer> {
    for await (const bytes of packed) {
      taken += bytes.length;
      yield bytes;
    }
  };
  const plain =
    compression === 'gzip' ? gunzip(counted(), options.signal) : byProgram(fence, counted(), compression, options);
  for await (const bytes of plain) {
    given += bytes.length;
    if (given > maxSize) {
      throw new DiskError('limit-exceeded', `More than ${maxSize} bytes come out of the ${compression} file.`);
    }
    if (given > FREE && given > taken * MAX_RATIO) {
      throw new DiskError('limit-exceeded', `Far more comes out of the ${compression} file than any disk image holds.`);
    }
    yield bytes;
  }
}

async function* gunzip(packed: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const output = new PassThrough({ highWaterMark: MiB });
  const done = pipeline(packed, createGunzip({ chunkSize: MiB }), output, { signal });
  done.catch(() => undefined);
  try {
    yield* output as AsyncIterable<Buffer>;
    await done;
  } catch (error) {
    signal.throwIfAborted();
    throw isFromZlib(error) ? notSound('gzip', error) : error;
  } finally {
    output.destroy();
    await Promise.allSettled([done]);
  }
}

/** Its errors carry the name that the library gives them. */
function isFromZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

async function* byProgram(
  fence: Fence,
  packed: AsyncIterable<Buffer>,
  compression: Exclude<Compression, 'gzip'>,
  { signal, maxSize }: UnpackOptions,
): AsyncGenerator<Buffer> {
  const limits = { memory: GiB, cpu: READING.cpu + Math.ceil(maxSize / SLOWEST), fileSize: 0 };
  const program = startProgram(fence(PROGRAMS[compression], limits), { signal, input: packed });
  try {
    yield* program.output as AsyncIterable<Buffer>;
    await program.end;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    if (error.code === 'missing-program') throw new DiskError('io', error.message, { cause: error });
    throw notSound(compression, error);
  } finally {
    await program.stop();
  }
}

function notSound(compression: Compression, cause: unknown): DiskError {
  const sentence = `The file is not a sound ${compression} file. Compare its checksum with the original, and send it again.`;
  return new DiskError('malformed', sentence, { cause });
}
