import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { MiB } from '../bytes/units.ts';
import { noise } from '../testing/noise.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { readBlocks } from '../testing/read-blocks.ts';
import { sparseDisk } from '../testing/sparse-disk.ts';
import { writeCompressedQcow2 } from './compressed-qcow2.ts';
import { laidOutFile } from './laid-out-file.ts';
import { layOutImage, type LaidOutFormat } from './lay-out-image.ts';
import { writeStreamVmdk } from './stream-vmdk.ts';

const run = promisify(execFile);
const IDENTITY = createHash('sha256').update('disk').digest();
const DISK = sparseDisk(40 * MiB + 512, [
  { offset: 100, bytes: noise(3 * MiB, 1) },
  { offset: 35 * MiB, bytes: noise(100_000, 2) },
]);
const options = { signal: new AbortController().signal, progress: (): void => undefined };

/** A reader that has nothing of QEMU's code. It reads neither VHDX of QEMU nor zstd in qcow2. */
async function judge(type: 'VHD' | 'VMDK' | 'QCOW', write: (path: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, 'file');
    await write(path);
    const { stdout } = await run('7zz', ['e', '-so', `-t${type}`, path], { encoding: 'buffer', maxBuffer: 64 * MiB });
    assert.ok(stdout.equals(await readBlocks(DISK)));
  });
}

/** Writes what comes in order, and at last what stands at the beginning. */
async function writeInOrder(path: string, write: (output: (bytes: Buffer) => Promise<void>) => Promise<Buffer | void>) {
  await using file = await open(path, 'w');
  let end = 0;
  const beginning = await write(async (bytes) => {
    await file.write(bytes, 0, bytes.length, end);
    end += bytes.length;
  });
  if (beginning) await file.write(beginning, 0, beginning.length, 0);
}

const LAID_OUT = [
  ['vhd', 'VHD'],
  ['vhd-fixed', 'VHD'],
  ['vmdk', 'VMDK'],
  ['qcow2', 'QCOW'],
] as const satisfies readonly (readonly [LaidOutFormat, string])[];

for (const [format, type] of LAID_OUT) {
  test(`${format} is the same disk to 7-Zip`, () =>
    judge(type, (path) =>
      writeInOrder(path, async (output) =>
        output(await readBlocks(laidOutFile(await layOutImage(format, DISK, IDENTITY), DISK))),
      ),
    ));
}

test('a compressed qcow2 is the same disk to 7-Zip', () =>
  judge('QCOW', (path) => writeInOrder(path, (output) => writeCompressedQcow2(DISK, 'zlib', output, options))));

test('a stream-optimized VMDK is the same disk to 7-Zip', () =>
  judge('VMDK', (path) => writeInOrder(path, (output) => writeStreamVmdk(DISK, IDENTITY, output, options))));
