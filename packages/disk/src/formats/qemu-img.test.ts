import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { GiB, MiB } from '../bytes/units.ts';
import {
  ploopImage,
  qcow2Image,
  vdiImage,
  vhdImage,
  vhdxImage,
  vmdkImage,
  vmdkStreamImage,
  withFileSource,
} from '../testing/index.ts';
import { qemuImg, qemuVirtualSize, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { QEMU_DRIVER } from './disk-format.ts';
import type { DeclaredFormat, DetectedFormat } from './disk-format.ts';
import { inspectImage } from './inspect.ts';
import type { Verdict } from './inspect.ts';

type Written = Exclude<DeclaredFormat, 'ami' | 'ari' | 'aki' | 'iso' | 'raw'>;

/** Options of every format that qemu-img writes, as `-o` takes them; empty for the defaults. */
const WRITTEN: readonly [Written, options: string][] = [
  ['qcow2', 'compat=0.10'],
  ['qcow2', 'compat=1.1'],
  ['qcow2', 'cluster_size=512'],
  ['qcow2', 'cluster_size=2M'],
  ['qcow2', 'extended_l2=on,cluster_size=128k'],
  ['qcow2', 'lazy_refcounts=on,refcount_bits=1'],
  ['qcow2', 'preallocation=metadata'],
  ['qcow2', 'preallocation=falloc'],
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
  ['ploop', ''],
];
/** In bytes: one that no cylinder, block or grain divides, and a larger one. */
const SIZES = [3 * MiB + 512, 12 * MiB];

suite('images made by qemu-img', () => {
  for (const [format, options] of WRITTEN) {
    test(`${format} ${options}: empty and full, the size is QEMU's`, () =>
      withTemporaryDirectory(async (directory) => {
        for (const size of SIZES) {
          const empty = join(directory, `empty-${size}`);
          await qemuImg(
            'create',
            '-q',
            '-f',
            driverOf(format),
            ...(options ? ['-o', options] : []),
            empty,
            String(size),
          );
          await sameSize(format, empty);
          const full = join(directory, `full-${size}`);
          await convert(await diskWithData(directory, size), full, format, options);
          await sameSize(format, full);
        }
      }));
  }

  for (const compression of ['zlib', 'zstd']) {
    test(`qcow2 compressed with ${compression}`, () =>
      withTemporaryDirectory(async (directory) => {
        const path = join(directory, 'compressed');
        const disk = await diskWithData(directory, 8 * MiB);
        await qemuImg('convert', '-c', '-f', 'raw', '-O', 'qcow2', '-o', `compression_type=${compression}`, disk, path);
        await sameSize('qcow2', path);
      }));
  }

  test('sizes far above those of real images', () =>
    withTemporaryDirectory(async (directory) => {
      const large: readonly [Written, size: number, ...options: string[]][] = [
        ['qcow2', 64 * 1024 * GiB, '-o', 'cluster_size=2M'],
        ['vhd', 2040 * GiB, '-o', 'force_size=on'],
        ['vhdx', 64 * 1024 * GiB],
        ['vmdk', 2 * 1024 * GiB],
        ['vdi', 32 * 1024 * GiB],
      ];
      for (const [format, size, ...options] of large) {
        const path = join(directory, format);
        await qemuImg('create', '-q', '-f', driverOf(format), ...options, path, String(size));
        await sameSize(format, path);
      }
    }));

  test('an internal snapshot is no obstacle', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'snapshots');
      await convert(await diskWithData(directory, 3 * MiB), path, 'qcow2', '');
      for (const name of ['first', 'second']) await qemuImg('snapshot', '-c', name, path);
      await sameSize('qcow2', path);
    }));

  test('LUKS inside qcow2 is reported, old AES refused, LUKS as such is raw', () =>
    withTemporaryDirectory(async (directory) => {
      const encrypted = async (name: string, format: string, options: string): Promise<string> => {
        const path = join(directory, name);
        const args = ['create', '-q', '-f', format, '--object', 'secret,id=s,data=x', '-o', options, path, '4M'];
        for (let tries = 1; ; tries++) {
          try {
            await qemuImg(...args);
            return path;
          } catch (error) {
            // qemu-img times its key derivation by the kernel's clock ticks, and gives up when none has passed.
            if (tries === 50 || !String(error).includes('Unable to get accurate CPU usage')) throw error;
          }
        }
      };
      const inside = await encrypted(
        'inside',
        'qcow2',
        'encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10',
      );
      assert.equal(accepted(await inspect(inside, 'qcow2')).encrypted, 'luks');
      const aes = await encrypted('aes', 'qcow2', 'encrypt.format=aes,encrypt.key-secret=s');
      assert.equal(refused(await inspect(aes, 'qcow2')), 'unsupported-encryption');
      const whole = await encrypted('whole', 'luks', 'key-secret=s,iter-time=10');
      assert.equal(accepted(await inspect(whole, 'raw')).format, 'luks');
    }));

  test('kinds of VMDK in several files, and formats nobody needs, are refused', () =>
    withTemporaryDirectory(async (directory) => {
      for (const subformat of ['monolithicFlat', 'twoGbMaxExtentSparse', 'twoGbMaxExtentFlat']) {
        const path = join(directory, `${subformat}.vmdk`);
        await qemuImg('create', '-q', '-f', 'vmdk', '-o', `subformat=${subformat}`, path, '4M');
        assert.equal(refused(await inspect(path, 'vmdk')), 'flat-extent');
        assert.equal(refused(await inspect(path, 'raw')), 'format-mismatch');
      }
      assert.equal(refused(await inspect(join(directory, 'twoGbMaxExtentSparse-s001.vmdk'), 'vmdk')), 'flat-extent');
      for (const driver of ['qed', 'qcow']) {
        const path = join(directory, driver);
        await qemuImg('create', '-q', '-f', driver, path, '4M');
        assert.equal(refused(await inspect(path, 'raw')), 'banned-format');
      }
    }));

  test('overlays are refused in every format that has them', () =>
    withTemporaryDirectory(async (directory) => {
      for (const format of ['qcow2', 'vmdk'] as const) {
        const base = join(directory, `base.${format}`);
        await qemuImg('create', '-q', '-f', format, base, '4M');
        const overlay = join(directory, `overlay.${format}`);
        await qemuImg('create', '-q', '-f', format, '-b', base, '-F', format, overlay);
        assert.equal(refused(await inspect(overlay, format)), 'backing-file');
      }
    }));
});

suite('cut images', () => {
  for (const [format, options] of WRITTEN) {
    if (options === 'preallocation=falloc') continue; // zeros at the end of a full image: nothing is lost with them
    test(`${format} ${options}: a third missing is noticed`, () =>
      withTemporaryDirectory(async (directory) => {
        const path = join(directory, 'cut');
        await convert(await diskWithData(directory, 12 * MiB), path, format, options);
        const size = await withFileSource(path, async (source) => source.size);
        await truncate(path, Math.floor((size * 2) / 3));
        assert.equal(
          refused(await inspect(path, format)),
          format === 'vhd' && options.includes('fixed') ? 'format-mismatch' : 'truncated',
        );
      }));
  }
});

suite('recipes, judged by qemu-img', () => {
  const recipes: readonly [Written, name: string, Buffer][] = [
    ['qcow2', 'version 3', qcow2Image()],
    ['qcow2', 'version 2', qcow2Image({ version: 2 })],
    ['qcow2', 'extended L2', qcow2Image({ incompatible: 1n << 4n })],
    ['vhd', 'dynamic', vhdImage()],
    ['vhd', 'fixed', vhdImage({ kind: 'fixed' })],
    ['vhd', 'by its geometry', vhdImage({ creator: 'vpc ', geometry: [20, 4, 17] })],
    ['vhdx', 'dynamic', vhdxImage()],
    ['vmdk', 'monolithicSparse', vmdkImage()],
    ['vmdk', 'streamOptimized', vmdkStreamImage()],
    ['vdi', 'dynamic', vdiImage()],
    ['ploop', 'new', ploopImage()],
    ['ploop', 'old', ploopImage({ magic: 'WithoutFreeSpace' })],
  ];
  for (const [format, name, image] of recipes) {
    test(`${format} ${name} is sound`, () =>
      withTemporaryDirectory(async (directory) => {
        const path = join(directory, 'recipe');
        await writeFile(path, image);
        await sameSize(format, path);
        const raw = join(directory, 'raw');
        await qemuImg('convert', '-f', driverOf(format), '-O', 'raw', path, raw);
        const first = await withFileSource(raw, (source) => source.read(0, 512));
        assert.deepEqual(first, Buffer.alloc(512, 0x5a));
        if (format === 'qcow2') await qemuImg('check', '-q', '-f', 'qcow2', path);
      }));
  }
});

function driverOf(format: DetectedFormat): string {
  const driver = QEMU_DRIVER[format];
  assert.ok(driver !== null);
  return driver;
}

function inspect(path: string, declared: DeclaredFormat): Promise<Verdict> {
  return withFileSource(path, (source) => inspectImage(source, declared));
}

function accepted(verdict: Verdict): Extract<Verdict, { ok: true }>['inspection'] {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.sentence);
  return verdict.inspection;
}

function refused(verdict: Verdict): string {
  assert.ok(!verdict.ok, 'accepted');
  return verdict.refusal.reason;
}

async function sameSize(format: Written, path: string): Promise<void> {
  const { virtualSize } = accepted(await inspect(path, format));
  assert.equal(virtualSize, await qemuVirtualSize(driverOf(format), path));
}

/** A disk without holes or repetition, so that every part of it must be stored. */
async function diskWithData(directory: string, size: number): Promise<string> {
  const path = join(directory, `disk-${size}`);
  const words = new Uint32Array(size / 4).map((_, index) => Math.imul(index + 1, 0x9e3779b1));
  await writeFile(path, words);
  return path;
}

async function convert(from: string, to: string, format: Written, options: string): Promise<void> {
  await qemuImg('convert', '-f', 'raw', '-O', driverOf(format), ...(options ? ['-o', options] : []), from, to);
}
