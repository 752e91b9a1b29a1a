import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { KiB, MiB } from '../bytes/units.ts';
import { bufferSource, strictSource, vmdkImage } from '../testing/index.ts';
import { qemuImg, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { QEMU_DRIVER } from './disk-format.ts';
import type { PackedCodec, PackedExtent } from './disk-map.ts';
import { inspectImage } from './inspect.ts';
import { mapDisk, type MappedFormat } from './map-disk.ts';

const run = promisify(execFile);

/** Options of every format that qemu-img writes, as `-o` takes them; `compressed` for `-c`. */
const WRITTEN: readonly [MappedFormat, options: string, compressed?: 'compressed'][] = [
  ['qcow2', 'compat=0.10'],
  ['qcow2', 'compat=1.1'],
  ['qcow2', 'cluster_size=512'],
  ['qcow2', 'cluster_size=2M'],
  ['qcow2', 'extended_l2=on,cluster_size=128k'],
  ['qcow2', 'lazy_refcounts=on,refcount_bits=1'],
  ['qcow2', 'preallocation=metadata'],
  ['qcow2', 'preallocation=falloc'],
  ['qcow2', 'compat=0.10', 'compressed'],
  ['qcow2', 'cluster_size=512', 'compressed'],
  ['qcow2', 'cluster_size=2M', 'compressed'],
  ['qcow2', 'compression_type=zstd', 'compressed'],
  ['qcow2', 'compression_type=zstd,cluster_size=4k', 'compressed'],
  ['qcow2', 'compression_type=zstd,cluster_size=2M', 'compressed'],
  ['vhd', 'subformat=dynamic'],
  ['vhd', 'subformat=dynamic,force_size=on'],
  ['vhd', 'subformat=fixed'],
  ['vhd', 'subformat=fixed,force_size=on'],
  ['vhdx', 'subformat=dynamic'],
  ['vhdx', 'subformat=fixed'],
  ['vhdx', 'subformat=dynamic,block_size=1M,log_size=2M'],
  ['vmdk', 'subformat=monolithicSparse'],
  ['vmdk', 'subformat=streamOptimized'],
  ['vmdk', 'subformat=monolithicSparse,zeroed_grain=on'],
  ['vdi', ''],
  ['vdi', 'static=on'],
];

/** A size that no cylinder, block or grain divides; noise, text, and holes, none of them where a cluster begins. */
const SIZE = 5 * MiB + 3 * 512;
const DISK = Buffer.alloc(SIZE);
randomBytes(700_000).copy(DISK, 1000);
DISK.fill('golden ', 900_000, 2 * MiB);
randomBytes(5000).copy(DISK, 3 * MiB - 2500);
DISK.fill('x', SIZE - 100);

const UNPACK: Readonly<Record<PackedCodec, (packed: Buffer, length: number) => Buffer>> = {
  deflate: (packed) => inflateRawSync(packed),
  zlib: (packed) => inflateSync(packed),
  zstd: (packed, length) => zstdDecompressSync(packed, { chunkSize: length + 1 }),
};

/** The disk as the map has it. Fails where extents leave a gap, or reach out of the image. */
async function diskOf(image: ByteSource, format: MappedFormat): Promise<Buffer> {
  const parts: Buffer[] = [];
  let at = 0;
  for await (const extent of mapDisk(strictSource(image), format)) {
    assert.equal(extent.offset, at);
    at += extent.length;
    if (extent.kind === 'zero') {
      parts.push(Buffer.alloc(extent.length));
    } else {
      const length = extent.kind === 'stored' ? extent.length : extent.packedLength;
      assert.ok(extent.at + length <= image.size);
      const bytes = Buffer.from(await image.read(extent.at, length));
      parts.push(extent.kind === 'stored' ? bytes : unpacked(bytes, extent));
    }
  }
  return Buffer.concat(parts);
}

function unpacked(bytes: Buffer, { offset, length, plainLength, codec }: PackedExtent): Buffer {
  assert.equal(offset % plainLength, 0);
  return UNPACK[codec](bytes, plainLength).subarray(0, length);
}

async function assertSame(format: MappedFormat, path: string, directory: string): Promise<void> {
  const source = bufferSource(await readFile(path));
  const verdict = await inspectImage(source, format);
  assert.ok(verdict.ok, JSON.stringify(verdict));
  const raw = join(directory, 'raw');
  await qemuImg('convert', '-f', QEMU_DRIVER[format] ?? '', '-O', 'raw', path, raw);
  const [ours, theirs] = [await diskOf(source, format), await readFile(raw)];
  assert.equal(ours.length, verdict.inspection.virtualSize);
  assert.ok(ours.equals(theirs), 'not the disk that QEMU sees');
}

suite('the disk in an image is the one that QEMU sees', () => {
  for (const [format, options, compressed] of WRITTEN) {
    test(`${format} ${options} ${compressed ?? ''}`, () =>
      withTemporaryDirectory(async (directory) => {
        const [disk, image] = [join(directory, 'disk'), join(directory, 'image')];
        await writeFile(disk, DISK);
        const how = [...(compressed ? ['-c'] : []), ...(options ? ['-o', options] : [])];
        await qemuImg('convert', ...how, '-f', 'raw', '-O', QEMU_DRIVER[format] ?? '', disk, image);
        await assertSame(format, image, directory);
      }));
  }

  const used: readonly [MappedFormat, options: string, ...commands: string[]][] = [
    ['qcow2', '', 'write -P 1 0 192k', 'write -z 64k 64k', 'discard 128k 64k', 'write -z -u 1M 64k'],
    ['qcow2', 'preallocation=metadata', 'write -P 1 100k 50k'],
    ['qcow2', 'extended_l2=on', 'write -P 1 6k 2k', 'write -z 7k 512', 'write -P 2 64k 4k', 'discard 66k 2k'],
    ['qcow2', 'cluster_size=4k', 'write -P 3 4M 4k', 'write -P 1 0 4k', 'write -P 2 2M 4k', 'write -c -P 7 1M 4k'],
    ['qcow2', '', 'write -c -P 1 0 64k', 'write -c -P 2 64k 64k', 'write -P 3 10k 1k'],
    ['vhd', '', 'write -P 3 4M 4k', 'write -P 1 100 300', 'write -P 2 2M 4k'],
    ['vhdx', 'block_size=1M', 'write -P 3 4M 4k', 'write -P 1 0 4k', 'write -P 2 2M 4k'],
    ['vmdk', 'zeroed_grain=on', 'write -P 3 4M 4k', 'write -P 1 0 64k', 'write -z 0 64k'],
    ['vdi', '', 'write -P 3 4M 4k', 'write -P 1 0 4k', 'write -P 2 2M 4k'],
  ];
  for (const [format, options, ...commands] of used) {
    test(`${format} ${options} after ${commands.join(', ')}`, () =>
      withTemporaryDirectory(async (directory) => {
        const image = join(directory, 'image');
        const driver = QEMU_DRIVER[format] ?? '';
        await qemuImg('create', '-q', '-f', driver, ...(options ? ['-o', options] : []), image, String(8 * MiB));
        await run('qemu-io', ['-d', 'unmap', '-f', driver, ...commands.flatMap((command) => ['-c', command]), image]);
        await assertSame(format, image, directory);
      }));
  }

  test('qcow2 with snapshots inside, of which only the current state counts, and marked as dirty', () =>
    withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'image');
      await qemuImg('create', '-q', '-f', 'qcow2', '-o', 'lazy_refcounts=on', image, '4M');
      const write = (...commands: string[]) =>
        run('qemu-io', ['-f', 'qcow2', ...commands.flatMap((command) => ['-c', command]), image]).catch(
          () => undefined,
        );
      await write('write -P 1 0 2M');
      await qemuImg('snapshot', '-c', 'first', image);
      await write('write -P 2 1M 64k', 'write -z 0 64k');
      // A process that ends without closing the image leaves the mark.
      await write('write -P 3 3M 64k', 'abort');
      assert.equal((await readFile(image)).readBigUInt64BE(72) & 1n, 1n);
      await assertSame('qcow2', image, directory);
    }));

  test('a last cluster that the file has not all of ends in zeros', () =>
    withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'image');
      await qemuImg('create', '-q', '-f', 'qcow2', image, '1M');
      await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 9 0 64k', image]);
      await truncate(image, (await readFile(image)).length - 30 * KiB);
      await assertSame('qcow2', image, directory);
    }));
});

test('compressed grains larger than any program writes are refused', async () => {
  const image = vmdkImage();
  image.writeUInt32LE(1 << 16, 8);
  image.writeUInt16LE(1, 77);
  image.writeBigUInt64LE(0x10000n, 20);
  await assert.rejects(diskOf(bufferSource(image), 'vmdk'), /grains of 32 MiB/);
});
