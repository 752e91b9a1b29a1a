import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { unreadableSource } from '../sources/unreadable-source.ts';
import { bufferSource, luksImage } from '../testing/index.ts';
import { program } from '../testing/program.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { writePhysicalVolume } from '../testing/recipes/physical-volume.ts';
import { openFileSystem } from './open-file-system.ts';

/** A MiB of zeros with some bytes in it. */
function marked(at: number, mark: string): Buffer {
  const bytes = Buffer.alloc(MiB);
  bytes.write(mark, at, 'latin1');
  return bytes;
}

suite('what a part holds', () => {
  test('encryption is told by its mark, in front of everything else', async () => {
    assert.deepEqual(await openFileSystem(bufferSource(luksImage())), { kind: 'encrypted', scheme: 'luks' });
    assert.deepEqual(await openFileSystem(bufferSource(luksImage({ version: 2 }))), {
      kind: 'encrypted',
      scheme: 'luks',
    });
    assert.deepEqual(await openFileSystem(bufferSource(marked(3, '-FVE-FS-'))), {
      kind: 'encrypted',
      scheme: 'bitlocker',
    });
  });

  test('swap, pieces of volume groups, zeros and nothing', async () => {
    const swap = await withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'swap');
      await writeFile(image, Buffer.alloc(MiB));
      await program(['mkswap', '-q', image]);
      return readFile(image);
    });
    assert.deepEqual(await openFileSystem(bufferSource(swap)), { kind: 'swap' });
    const volume = writePhysicalVolume(Buffer.alloc(2 * MiB), { id: 'a'.repeat(32), text: null });
    assert.deepEqual(await openFileSystem(bufferSource(volume)), { kind: 'physical-volume' });
    assert.deepEqual(await openFileSystem(bufferSource(Buffer.alloc(MiB))), { kind: 'empty' });
    assert.equal((await openFileSystem(bufferSource(Buffer.alloc(0)))).kind, 'unknown');
  });

  test('what is known but not read is named', async () => {
    for (const [name, bytes] of [
      ['exFAT', marked(3, 'EXFAT   ')],
      ['an ISO 9660 file system', marked(32 * KiB + 1, 'CD001')],
      ['a Linux RAID member', marked(4 * KiB, '\xfc\x4e\x2b\xa9')],
      ['SquashFS', marked(0, 'hsqs')],
    ] as const) {
      assert.deepEqual(await openFileSystem(bufferSource(bytes)), {
        kind: 'unknown',
        reason: `It holds ${name}, which is not read.`,
      });
    }
    assert.deepEqual(await openFileSystem(bufferSource(marked(700, 'anything'))), {
      kind: 'unknown',
      reason: 'No known file system begins here.',
    });
  });

  test('the marks of two file systems make neither', () =>
    withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'image');
      await program(['mkfs.vfat', '-F', '16', '-C', image, '16384']);
      const bytes = await readFile(image);
      bytes.writeUInt16LE(0xef53, KiB + 0x38);
      assert.deepEqual(await openFileSystem(bufferSource(bytes)), {
        kind: 'unknown',
        reason: 'It carries the marks of several file systems: ext, fat.',
      });
    }));

  test('damage is a reason; bytes that can not be had are an error', async () => {
    const damaged = marked(0, '');
    damaged.writeUInt16LE(0xef53, KiB + 0x38);
    damaged.writeUInt32LE(99, KiB + 0x18);
    const opened = await openFileSystem(bufferSource(damaged));
    assert.ok(opened.kind === 'unknown' && /2\^99 KiB/.test(opened.reason));
    assert.deepEqual(await openFileSystem(unreadableSource(MiB, 'Away.')), { kind: 'unknown', reason: 'Away.' });
    const broken = {
      size: MiB,
      read: () => Promise.reject(new DiskError('io', 'no bytes today')),
    };
    await assert.rejects(openFileSystem(broken), { code: 'io' });
  });
});
