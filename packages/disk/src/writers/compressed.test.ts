import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { GiB, KiB, MiB, roundUp, SECTOR } from '../bytes/units.ts';
import { inspectImage } from '../formats/index.ts';
import type { ReadOnlyExport } from '../nbd/nbd-export.ts';
import { withFileSource } from '../testing/file-source.ts';
import { withNbdServer } from '../testing/nbd-server.ts';
import { noise, sparseDisks } from '../testing/noise.ts';
import { qemuImg, qemuVirtualSize } from '../testing/qemu-img.ts';
import { sparseDisk } from '../testing/sparse-disk.ts';
import type { CompressOptions, FileOutput } from './compressed-file.ts';
import { writeCompressedQcow2 } from './compressed-qcow2.ts';
import { writeStreamVmdk } from './stream-vmdk.ts';

const IDENTITY = createHash('sha256').update('disk').digest();

const FORMATS = {
  'qcow2 with zlib': { driver: 'qcow2', compression: 'zlib' },
  'qcow2 with zstd': { driver: 'qcow2', compression: 'zstd' },
  vmdk: { driver: 'vmdk', compression: null },
} as const;
type Name = keyof typeof FORMATS;
const NAMES = Object.keys(FORMATS).filter((name): name is Name => name in FORMATS);

const quiet: CompressOptions = { signal: new AbortController().signal, progress: (): void => undefined };

async function write(name: Name, disk: ReadOnlyExport, output: FileOutput, options = quiet): Promise<Buffer> {
  const { compression } = FORMATS[name];
  if (compression) return writeCompressedQcow2(disk, compression, output, options);
  await writeStreamVmdk(disk, IDENTITY, output, options);
  return Buffer.alloc(0);
}

/** QEMU reads the file as the disk that it was made of, and finds nothing wrong with it. */
async function judge(name: Name, disk: ReadOnlyExport): Promise<number> {
  const { driver } = FORMATS[name];
  let size = 0;
  await withNbdServer({ find: async () => disk }, async ({ uri, directory }) => {
    const path = join(directory, 'file');
    await using file = await open(path, 'w+');
    const header = await write(name, disk, async (bytes) => {
      await file.write(bytes, 0, bytes.length, size);
      size += bytes.length;
    });
    await file.write(header, 0, header.length, 0);
    assert.equal(await qemuVirtualSize(driver, path), roundUp(disk.size, SECTOR));
    assert.match(await qemuImg('check', '-f', driver, path), /No errors were found/);
    assert.match(await qemuImg('compare', '-f', 'raw', '-F', driver, uri('disk'), path), /Images are identical/);
    const verdict = await withFileSource(path, (source) => inspectImage(source, driver));
    assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.sentence);
  });
  return size;
}

suite('a disk compressed as', () => {
  for (const name of NAMES) {
    test(`${name} is the same disk to QEMU`, async () => {
      await fc.assert(
        fc.asyncProperty(sparseDisks, async (disk) => void (await judge(name, disk))),
        { numRuns: 12 },
      );
    });

    test(`${name} takes what its data take, wherever they are`, async () => {
      const text = Buffer.alloc(MiB, 'some words again and again; ');
      const offsets = [0, 600 * MiB, GiB - MiB];
      const pieces = offsets.map((offset) => ({ offset, bytes: text }));
      const size = await judge(name, sparseDisk(GiB, pieces));
      assert.ok(size < 1.5 * MiB, `${size} bytes`);
    });

    test(`${name} ends with its signal, and with its output`, async () => {
      const disk = sparseDisk(8 * MiB, [{ offset: 0, bytes: noise(8 * MiB, 1) }]);
      const aborting = new AbortController();
      const progress = (reached: number): void => {
        if (reached >= 3 * MiB) aborting.abort(new Error('cancelled'));
      };
      const options = { signal: aborting.signal, progress };
      await assert.rejects(
        write(name, disk, async () => undefined, options),
        { message: 'cancelled' },
      );
      const full: FileOutput = async () => {
        throw new Error('the store is full');
      };
      await assert.rejects(write(name, disk, full), { message: 'the store is full' });
    });

    test(`${name} is refused for no disk`, async () => {
      await assert.rejects(
        write(name, sparseDisk(0, []), async () => undefined),
        { code: 'unsupported' },
      );
    });
  }

  test('vmdk takes no more than its sectors can be counted', async () => {
    await assert.rejects(
      write('vmdk', sparseDisk(2048 * GiB, []), async () => undefined),
      { code: 'limit-exceeded' },
    );
    assert.ok((await judge('vmdk', sparseDisk(64 * KiB, []))) > 0);
  });
});
