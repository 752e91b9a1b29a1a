import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MiB, SECTOR } from '../bytes/units.ts';
import { patchedSource, strictSource } from '../testing/index.ts';
import { writeWholeGpt } from '../testing/recipes/gpt-disk.ts';
import type { DiskLayout } from './disk-layout.ts';
import { readLayout } from './read-layout.ts';

const SIZE = 2 * MiB;
const LAST_SECTOR = SIZE / SECTOR - 1;

function layoutOf(disk: Buffer): Promise<DiskLayout> {
  return readLayout(strictSource(patchedSource(disk, [], disk.length)));
}

function gpt(...partitions: { first: number; last: number }[]): Buffer {
  return writeWholeGpt(Buffer.alloc(SIZE), { partitions });
}

/** Entries of a master or extended boot record: code, first sector, number of sectors. */
function writeTable(disk: Buffer, sector: number, ...entries: [number, number, number][]): Buffer {
  const table = disk.subarray(sector * SECTOR, (sector + 1) * SECTOR);
  for (const [slot, [code, start, sectors]] of entries.entries()) {
    table.writeUInt8(code, 446 + slot * 16 + 4);
    table.writeUInt32LE(start, 446 + slot * 16 + 8);
    table.writeUInt32LE(sectors, 446 + slot * 16 + 12);
  }
  table.writeUInt16LE(0xaa55, 510);
  return disk;
}

suite('damaged and hostile partition tables', () => {
  test('sectors of 4096 bytes', async () => {
    const partitions = [{ first: 8, last: 15 }];
    const layout = await layoutOf(writeWholeGpt(Buffer.alloc(SIZE), { sectorSize: 4096, partitions }));
    assert.deepEqual(layout.warnings, []);
    assert.partialDeepStrictEqual(layout.parts, [{ name: 'p1', offset: 32_768, size: 32_768 }]);
  });

  test('the backup is read where the primary copy is damaged, whichever byte it is', async () => {
    for (const at of [SECTOR + 1, SECTOR + 40, 2 * SECTOR + 33]) {
      const disk = gpt({ first: 64, last: 127 });
      disk[at] = 0x55;
      const layout = await layoutOf(disk);
      assert.deepEqual(layout.warnings, [{ kind: 'gpt-copy-damaged', copy: 'primary' }]);
      assert.partialDeepStrictEqual(layout.parts, [{ offset: 64 * SECTOR, size: 64 * SECTOR }]);
    }
  });

  test('a damaged backup is told of, and a GPT without any sound copy', async () => {
    const disk = gpt({ first: 64, last: 127 });
    disk.fill(0, LAST_SECTOR * SECTOR);
    assert.deepEqual((await layoutOf(disk)).warnings, [{ kind: 'gpt-copy-damaged', copy: 'backup' }]);
    disk.fill(0, SECTOR, 2 * SECTOR);
    const layout = await layoutOf(disk);
    assert.equal(layout.table, null);
    assert.deepEqual(layout.warnings, [{ kind: 'gpt-damaged' }]);
    assert.deepEqual(
      layout.parts.map(({ kind }) => kind),
      ['whole-disk'],
    );
  });

  test('partitions outside of the disk hold what is there', async () => {
    const layout = await layoutOf(
      gpt({ first: 4000, last: 8191 }, { first: 2 ** 40, last: 2 ** 41 }, { first: 100, last: 99 }),
    );
    assert.deepEqual(
      layout.parts.map(({ source }) => source.size),
      [SIZE - 4000 * SECTOR, 0, 0],
    );
    assert.deepEqual(layout.warnings, [
      { kind: 'out-of-range', part: 'p1' },
      { kind: 'out-of-range', part: 'p2' },
    ]);
  });

  test('impossible addresses stay numbers', async () => {
    const disk = gpt({ first: 64, last: Number(2n ** 64n - 2048n) });
    const [part] = (await layoutOf(disk)).parts;
    assert.equal(part?.size, Number.MAX_SAFE_INTEGER);
    assert.equal(part.source.size, SIZE - 64 * SECTOR);
  });

  test('each partition that begins inside another is told of', async () => {
    const layout = await layoutOf(
      gpt({ first: 64, last: 1000 }, { first: 100, last: 200 }, { first: 300, last: 400 }, { first: 1001, last: 1002 }),
    );
    assert.deepEqual(layout.warnings, [
      { kind: 'overlap', parts: ['p1', 'p2'] },
      { kind: 'overlap', parts: ['p1', 'p3'] },
    ]);
  });

  test('a chain of logical partitions that bites its tail, leaves the disk or never ends', async () => {
    const loop = writeTable(Buffer.alloc(SIZE), 0, [5, 64, 1000]);
    writeTable(loop, 64, [0x83, 1, 10], [5, 0, 1000]);
    const broken = await layoutOf(loop);
    assert.deepEqual(broken.warnings, [{ kind: 'extended-chain-broken' }]);
    assert.partialDeepStrictEqual(broken.parts, [{ number: 5, offset: 65 * SECTOR }]);

    const away = writeTable(Buffer.alloc(SIZE), 0, [0x0f, 2 ** 32 - 1, 1000]);
    assert.deepEqual((await layoutOf(away)).warnings, [{ kind: 'extended-chain-broken' }]);

    const endless = writeTable(Buffer.alloc(SIZE), 0, [5, 1, 4000]);
    for (let link = 1; link < LAST_SECTOR; link++) writeTable(endless, link, [0x83, 0, 1], [5, link, 1]);
    const cut = await layoutOf(endless);
    assert.deepEqual(cut.warnings, [{ kind: 'too-many-parts' }]);
    assert.equal(cut.parts.length, 1024);
  });

  test('a disk without a table is one part, an empty one too', async () => {
    for (const disk of [Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(SIZE)]) {
      const { table, parts, warnings } = await layoutOf(disk);
      assert.deepEqual({ table, warnings }, { table: null, warnings: [] });
      assert.partialDeepStrictEqual(parts, [{ kind: 'whole-disk', size: disk.length }]);
    }
  });
});
