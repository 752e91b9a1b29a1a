import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { GiB, KiB, MiB, roundUp, SECTOR } from '../bytes/units.ts';
import { inspectImage } from '../formats/index.ts';
import type { ReadOnlyExport } from '../nbd/nbd-export.ts';
import { runProgram } from '../programs/run-program.ts';
import { withNbdServer } from '../testing/nbd-server.ts';
import { noise, sparseDisks } from '../testing/noise.ts';
import { qemuImg, qemuVirtualSize } from '../testing/qemu-img.ts';
import { readBlocks, sourceOf } from '../testing/read-blocks.ts';
import { sparseDisk } from '../testing/sparse-disk.ts';
import type { Blocks } from './blocks.ts';
import { laidOutFile } from './laid-out-file.ts';
import { layOutImage, type LaidOutFormat } from './lay-out-image.ts';

const FORMATS = {
  qcow2: { driver: 'qcow2', variant: null, declared: 'qcow2', checked: true },
  vhd: { driver: 'vpc', variant: 'dynamic', declared: 'vhd', checked: false },
  'vhd-fixed': { driver: 'vpc', variant: 'fixed', declared: 'vhd', checked: false },
  vhdx: { driver: 'vhdx', variant: null, declared: 'vhdx', checked: true },
  vmdk: { driver: 'vmdk', variant: 'monolithicSparse', declared: 'vmdk', checked: true },
} as const;
const NAMES = Object.keys(FORMATS).filter((name): name is LaidOutFormat => name in FORMATS);
const IDENTITY = createHash('sha256').update('disk').digest();
const TiB = 1024 * GiB;
const QEMU_IO = 'qemu-io';

async function fileOf(format: LaidOutFormat, disk: Blocks): Promise<Blocks> {
  return laidOutFile(await layOutImage(format, disk, IDENTITY), disk);
}

/** QEMU reads the file as the very disk it was made of, through NBD, so that nothing is written. */
async function judge(format: LaidOutFormat, disk: ReadOnlyExport): Promise<void> {
  const { driver, checked } = FORMATS[format];
  const file = await fileOf(format, disk);
  const served: Record<string, ReadOnlyExport> = { disk, file: { ...file, readOnly: true } };
  await withNbdServer({ find: async (name) => served[name] ?? null }, async ({ uri }) => {
    assert.equal(await qemuVirtualSize(driver, uri('file')), roundUp(disk.size, SECTOR));
    if (checked) assert.match(await qemuImg('check', '-f', driver, uri('file')), /No errors were found/);
    const compared = await qemuImg('compare', '-f', 'raw', '-F', driver, uri('disk'), uri('file'));
    assert.match(compared, /Images are identical/);
  });
}

/** The same for a disk that is too large to be compared from end to end: what is at some places, and beside them. */
async function judgePlaces(format: LaidOutFormat, size: number, places: readonly number[]): Promise<void> {
  const { driver, checked } = FORMATS[format];
  const length = 300 * KiB;
  const pieces = places.map((offset, index) => ({ offset, bytes: Buffer.alloc(length, index + 1) }));
  const file = await fileOf(format, sparseDisk(size, pieces));
  await withNbdServer({ find: async () => ({ ...file, readOnly: true }) }, async ({ uri }) => {
    assert.equal(await qemuVirtualSize(driver, uri('file')), size);
    // It looks at each of 33 million grains of a VMDK.
    if (checked && format !== 'vmdk') {
      assert.match(await qemuImg('check', '-f', driver, uri('file')), /No errors were found/);
    }
    const reads = places.flatMap((offset, index) => [
      ['-c', `read -P ${index + 1} ${offset} ${length}`],
      ['-c', `read -P 0 ${offset + length} 1M`],
    ]);
    const told = await runProgram([QEMU_IO, '-r', '-f', driver, ...reads.flat(), uri('file')]);
    assert.doesNotMatch(told, /verification failed/);
    assert.equal(told.match(/^read \d+\/\d+ bytes/gm)?.length, 2 * places.length);
  });
}

suite('a disk written as', () => {
  for (const format of NAMES) {
    const { declared, variant } = FORMATS[format];

    test(`${format} is the same disk to QEMU`, async () => {
      await fc.assert(
        fc.asyncProperty(sparseDisks, (disk) => judge(format, disk)),
        { numRuns: 12 },
      );
    });

    test(`${format} is accepted by our own inspection, and any range of the file is its part of the whole`, async () => {
      await fc.assert(
        fc.asyncProperty(
          sparseDisks,
          fc.array(fc.tuple(fc.nat(), fc.nat(3 * MiB)), { maxLength: 20 }),
          async (disk, ranges) => {
            fc.pre(disk.size <= 20 * MiB);
            const file = await fileOf(format, disk);
            const whole = await readBlocks(file);
            assert.equal(whole.length, file.size);
            const verdict = await inspectImage(sourceOf(file), declared);
            assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.sentence);
            assert.equal(verdict.inspection.virtualSize, roundUp(disk.size, SECTOR));
            if (variant) assert.equal(verdict.inspection.variant, variant);
            for (const [place, wanted] of ranges) {
              const offset = place % file.size;
              const length = Math.min(wanted, file.size - offset);
              assert.ok((await readBlocks(file, offset, length)).equals(whole.subarray(offset, offset + length)));
            }
            await holesAreZeros(file, whole);
            assert.ok((await readBlocks(await fileOf(format, disk))).equals(whole), 'made twice, it differs');
          },
        ),
        { numRuns: 10 },
      );
    });
  }

  for (const [format, size] of [
    ['qcow2', 3 * TiB + SECTOR],
    ['qcow2', 64 * TiB],
    ['vhdx', 3 * TiB + SECTOR],
    ['vhdx', 64 * TiB],
    ['vhd', 2040 * GiB],
    ['vmdk', 2 * TiB - 64 * KiB],
  ] as const) {
    test(`${format} of ${size} bytes, nearly all of them zeros`, async () => {
      await judgePlaces(format, size, [0, 5 * GiB, TiB + 64 * KiB, size - 2 * MiB]);
    });
  }

  test('any format takes no more than a table and its units', async () => {
    const disk = sparseDisk(40 * GiB, [{ offset: 20 * GiB, bytes: noise(MiB, 1) }]);
    for (const [format, most] of [
      ['qcow2', 2 * MiB],
      ['vhd', 3 * MiB],
      ['vhdx', 6 * MiB],
      ['vmdk', 8 * MiB],
    ] as const) {
      const { size } = await fileOf(format, disk);
      assert.ok(size <= most, `${format}: ${size}`);
    }
  });

  test('a format that cannot hold it is refused with the limit', async () => {
    for (const [format, size] of [
      ['vhd', 2040 * GiB + SECTOR],
      ['vhd-fixed', 2040 * GiB + SECTOR],
      ['vmdk', 2 * TiB],
      ['vhdx', 64 * TiB + SECTOR],
      ['qcow2', 64 * TiB + SECTOR],
    ] as const) {
      await assert.rejects(layOutImage(format, sparseDisk(size, []), IDENTITY), { code: 'limit-exceeded' });
    }
    await assert.rejects(layOutImage('qcow2', sparseDisk(0, []), IDENTITY), { code: 'unsupported' });
  });

  test('other disks have other identifiers', async () => {
    const disk = sparseDisk(MiB, []);
    for (const format of ['vhd', 'vhdx', 'vmdk'] as const) {
      const other = laidOutFile(await layOutImage(format, disk, createHash('sha256').digest()), disk);
      assert.ok(!(await readBlocks(other)).equals(await readBlocks(await fileOf(format, disk))));
    }
  });
});

/** What `extents` calls zeros must be zeros, and it covers the file. */
async function holesAreZeros(file: Blocks, whole: Buffer): Promise<void> {
  let at = 0;
  for await (const { kind, offset, length } of file.extents(0, file.size)) {
    assert.equal(offset, at);
    at += length;
    if (kind === 'zero') assert.ok(whole.subarray(offset, at).every((byte) => byte === 0));
  }
  assert.equal(at, file.size);
}
