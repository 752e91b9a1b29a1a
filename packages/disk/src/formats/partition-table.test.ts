import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MiB, SECTOR } from '../bytes/units.ts';
import { bufferSource, writeGpt, writeMbr } from '../testing/index.ts';
import { findPartitionTable } from './partition-table.ts';

const find = (disk: Buffer): ReturnType<typeof findPartitionTable> => findPartitionTable(bufferSource(disk));

suite('partition table', () => {
  test('finds GPT on disks of 512 and 4096 byte sectors, and by its second copy', async () => {
    assert.equal(await find(writeGpt(Buffer.alloc(MiB))), 'gpt');
    assert.equal(await find(writeGpt(Buffer.alloc(MiB), 8)), 'gpt');
    assert.equal(await find(writeGpt(Buffer.alloc(MiB), MiB / SECTOR - 1)), 'gpt');
  });

  test('does not take a damaged GPT header for one', async () => {
    const disk = writeGpt(Buffer.alloc(MiB));
    disk.writeUInt8(1, SECTOR + 40);
    assert.equal(await find(disk), null);
  });

  test('finds MBR, and no partition table where a file system starts', async () => {
    const disk = writeMbr(Buffer.alloc(MiB));
    assert.equal(await find(disk), 'mbr');
    for (const [at, name] of [
      [3, 'NTFS'],
      [54, 'FAT16'],
      [82, 'FAT32'],
    ] as const) {
      const volume = Buffer.from(disk);
      volume.write(name, at, 'latin1');
      assert.equal(await find(volume), null);
    }
  });

  test('finds nothing in nothing, in code, or in a boot sector without entries', async () => {
    assert.equal(await find(Buffer.alloc(0)), null);
    assert.equal(await find(Buffer.alloc(100, 0x55)), null);
    const code = Buffer.alloc(MiB, 0x90);
    code.writeUInt16LE(0xaa55, 510);
    assert.equal(await find(code), null);
    const empty = Buffer.alloc(MiB);
    empty.writeUInt16LE(0xaa55, 510);
    assert.equal(await find(empty), null);
  });
});
