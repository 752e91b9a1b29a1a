import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { crc32c } from '../../bytes/crc32c.ts';
import { GiB, KiB, MiB } from '../../bytes/units.ts';
import { VHDX_PARENT_LOCATOR, vhdxImage } from '../../testing/index.ts';
import type { VhdxOptions } from '../../testing/index.ts';
import { inspectionOf, reasonOf } from '../../testing/verdicts.ts';
import type { RefusalReason } from '../refusal.ts';

const UNKNOWN = '00112233-4455-6677-8899-aabbccddeeff';

suite('VHDX', () => {
  test('accepts a sound disk of either sector size', async () => {
    for (const logicalSectorSize of [512, 4096]) {
      assert.equal((await inspectionOf(vhdxImage({ logicalSectorSize }), 'vhdx')).virtualSize, MiB);
    }
  });

  test('accepts unknown regions and items that nobody needs', async () => {
    const image = vhdxImage({ regions: [{ id: UNKNOWN, required: false }], items: [{ id: UNKNOWN, required: false }] });
    assert.equal(await reasonOf(image, 'vhdx'), null);
  });

  test('lives with one bad copy of each table, not with two', async () => {
    const image = vhdxImage();
    image.fill(0xff, 64 * KiB, 68 * KiB).fill(0xff, 192 * KiB, 193 * KiB);
    assert.equal(await reasonOf(image, 'vhdx'), null);
    const headless = vhdxImage();
    headless.fill(0xff, 64 * KiB, 192 * KiB);
    assert.equal(await reasonOf(headless, 'vhdx'), 'malformed');
    const mapless = vhdxImage();
    mapless.fill(0xff, 192 * KiB, 320 * KiB);
    assert.equal(await reasonOf(mapless, 'vhdx'), 'malformed');
  });

  test('takes the header with the higher sequence number', async () => {
    const image = vhdxImage();
    const dirty = vhdxImage({ dirtyLog: true });
    dirty.copy(image, 64 * KiB, 64 * KiB, 68 * KiB);
    assert.equal(await reasonOf(image, 'vhdx'), null);
    dirty.copy(image, 128 * KiB, 128 * KiB, 132 * KiB);
    assert.equal(await reasonOf(image, 'vhdx'), 'unclean');
  });

  test('skips the sector bitmap entries between the payload blocks', async () => {
    // 256 MiB blocks of 512-byte sectors: after every 16 payload entries comes one for a bitmap, whose state is another thing.
    const blockTable = Array.from({ length: 20 }, (_, index) => (index === 16 ? 6n | ((2n ** 40n) << 20n) : 2n));
    assert.equal(await reasonOf(vhdxImage({ virtualSize: 4.5 * GiB, blockSize: 256 * MiB, blockTable }), 'vhdx'), null);
  });

  const refused: readonly [name: string, options: VhdxOptions, reason: RefusalReason][] = [
    ['a differencing disk', { hasParent: true }, 'backing-file'],
    ['a parent locator', { items: [{ id: VHDX_PARENT_LOCATOR, required: false }] }, 'backing-file'],
    ['a partially present block', { blockTable: [(4n << 20n) | 7n] }, 'backing-file'],
    ['a block state that does not exist', { blockTable: [(4n << 20n) | 5n] }, 'malformed'],
    ['a log that was not replayed', { dirtyLog: true }, 'unclean'],
    ['a version of the future', { version: 2 }, 'unsupported-variant'],
    ['no block size', { without: [0] }, 'malformed'],
    ['no disk size', { without: [1] }, 'malformed'],
    ['no sector size', { without: [2] }, 'malformed'],
    [
      'an item that is there twice',
      {
        items: [
          { id: UNKNOWN, required: false },
          { id: UNKNOWN, required: false },
        ],
      },
      'malformed',
    ],
    ['a required unknown region', { regions: [{ id: UNKNOWN, required: true }] }, 'unknown-feature'],
    ['a required unknown item', { items: [{ id: UNKNOWN, required: true }] }, 'unknown-feature'],
    ['a block beyond the file', { blockTable: [(5n << 20n) | 6n] }, 'truncated'],
    ['a block beyond 2^53', { blockTable: [(2n ** 63n) | 6n] }, 'truncated'],
    ['blocks of an odd size', { blockSize: 3 * MiB }, 'malformed'],
    ['a disk beyond 64 TiB', { virtualSize: 65 * 1024 * GiB }, 'malformed'],
    ['a table too short for the disk', { virtualSize: 1024 * GiB }, 'malformed'],
    ['a disk that ends within a sector', { virtualSize: MiB - 100 }, 'malformed'],
    ['sectors of an odd size', { logicalSectorSize: 1024 }, 'malformed'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => assert.equal(await reasonOf(vhdxImage(options), 'vhdx'), reason));
  }

  test('bounds the metadata table, and knows it by its name', async () => {
    const long = vhdxImage();
    long.writeUInt16LE(2048, 3 * MiB + 10);
    assert.equal(await reasonOf(long, 'vhdx'), 'table-too-large');
    const nameless = vhdxImage();
    nameless.writeUInt8(0, 3 * MiB);
    assert.equal(await reasonOf(nameless, 'vhdx'), 'malformed');
  });

  test('refuses a region table that is too long, or names a region twice, off the grid, outside or not at all', async () => {
    const edits: readonly [edit: (table: Buffer) => void, reason: RefusalReason][] = [
      [(table) => void table.writeUInt32LE(2048, 8), 'table-too-large'],
      [(table) => void table.writeUInt32LE(1, 8), 'malformed'],
      [(table) => void table.copy(table, 48, 16, 48), 'malformed'],
      [(table) => void table.writeUInt32LE(2 * MiB + 512, 32), 'malformed'],
      [(table) => void table.writeUInt32LE(6 * MiB, 32), 'truncated'],
    ];
    for (const [edit, reason] of edits) {
      const image = vhdxImage();
      for (const at of [192 * KiB, 256 * KiB]) {
        const table = image.subarray(at, at + 64 * KiB);
        edit(table);
        table.writeUInt32LE(0, 4);
        table.writeUInt32LE(crc32c(table), 4);
      }
      assert.equal(await reasonOf(image, 'vhdx'), reason);
    }
  });

  test('CRC-32C agrees with RFC 3720, appendix B.4', () => {
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  });
});
