import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { GiB, KiB, MiB, SECTOR } from '../bytes/units.ts';
import { qemuImg, qemuVirtualSize, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { runProgram } from '../programs/run-program.ts';
import { createOverlay, readOverlay } from './overlay-file.ts';
import { MAX_DISK_SIZE } from './qcow2-tables.ts';

const QEMU_IO = 'qemu-io';

describe('an overlay', () => {
  it('of any size is sound to QEMU, which sees the same disk, and takes no more than 16 KiB', async () => {
    await withTemporaryDirectory(async (directory) => {
      for (const size of [SECTOR, GiB, GiB + SECTOR, 200 * GiB, 16 * 1024 * GiB, 17 * 1024 * GiB, MAX_DISK_SIZE]) {
        const path = join(directory, `${size}.qcow2`);
        await createOverlay(path, { size, backing: null });
        assert.equal(await qemuVirtualSize('qcow2', path), size);
        assert.match(await qemuImg('check', '-f', 'qcow2', path), /No errors were found/);
        assert.deepEqual(await readOverlay(path), { size, backing: null });
        assert.ok((await stat(path)).blocks * 512 <= 16 * KiB);
      }
    });
  });

  it('reads as what lies below, and keeps what is written', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [below, path, disk] = ['below.raw', 'a.qcow2', 'disk.raw'].map((name) => join(directory, name));
      assert.ok(below && path && disk);
      const bytes = Buffer.alloc(5 * MiB, 'below');
      await writeFile(below, bytes);
      await createOverlay(path, { size: 8 * MiB, backing: 'below.raw' });
      assert.deepEqual(await readOverlay(path), { size: 8 * MiB, backing: 'below.raw' });

      await runProgram([QEMU_IO, '-f', 'qcow2', '-c', 'write -P 0x77 3M 4k', '-c', 'write -P 0x77 7M 1k', path]);
      const [above, beyond] = [Buffer.alloc(4 * KiB, 0x77), Buffer.alloc(3 * MiB)];
      beyond.fill(0x77, 2 * MiB, 2 * MiB + KiB);
      above.copy(bytes, 3 * MiB);
      await qemuImg('convert', '-f', 'qcow2', '-O', 'raw', path, disk);
      assert.deepEqual(await readFile(disk), Buffer.concat([bytes, beyond]));
      assert.match(await qemuImg('check', '-f', 'qcow2', path), /No errors were found/);
    });
  });

  it('is read again after QEMU has rewritten its header', async () => {
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'a.qcow2');
      const backing = `../${'x'.repeat(900)}/below.raw`;
      await createOverlay(path, { size: GiB, backing: 'below.raw' });
      await qemuImg('rebase', '-u', '-f', 'qcow2', '-b', backing, '-F', 'raw', path);
      assert.deepEqual(await readOverlay(path), { size: GiB, backing });
    });
  });

  it('is not made where a file is, nor of a size or over a name that no disk has', async () => {
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'a.qcow2');
      for (const size of [0, 1, -512, Number.NaN, MAX_DISK_SIZE + SECTOR]) {
        await assert.rejects(createOverlay(path, { size, backing: null }), RangeError);
      }
      await assert.rejects(createOverlay(path, { size: GiB, backing: 'x'.repeat(1024) }), RangeError);
      await writeFile(path, 'there');
      await assert.rejects(createOverlay(path, { size: GiB, backing: null }), { code: 'EEXIST' });
      assert.equal(await readFile(path, 'utf8'), 'there');
      await assert.rejects(readOverlay(path), { code: 'malformed' });
    });
  });
});
