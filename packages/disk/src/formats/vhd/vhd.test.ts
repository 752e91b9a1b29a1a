import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../../bytes/units.ts';
import { vhdImage, writeGpt } from '../../testing/index.ts';
import type { VhdOptions } from '../../testing/index.ts';
import { inspectionOf, reasonOf, sentenceOf } from '../../testing/verdicts.ts';
import type { RefusalReason } from '../refusal.ts';

suite('VHD', () => {
  test('accepts fixed and dynamic disks', async () => {
    for (const kind of ['fixed', 'dynamic'] as const) {
      const { variant, virtualSize } = await inspectionOf(vhdImage({ kind }), 'vhd');
      assert.deepEqual({ variant, virtualSize }, { variant: kind, virtualSize: MiB });
    }
  });

  test('takes the size or the geometry, by the creator, as QEMU does', async () => {
    const geometry = [20, 4, 17] as const;
    const sizes = await Promise.all(
      ['win ', 'qem2', 'vpc ', 'vbox'].map(
        async (creator) => (await inspectionOf(vhdImage({ creator, geometry }), 'vhd')).virtualSize,
      ),
    );
    assert.deepEqual(sizes, [MiB, MiB, 20 * 4 * 17 * 512, 20 * 4 * 17 * 512]);
  });

  test('finds the partition table of a fixed disk', async () => {
    const content = writeGpt(Buffer.alloc(MiB));
    assert.equal((await inspectionOf(vhdImage({ kind: 'fixed', content }), 'vhd')).partitionTable, 'gpt');
  });

  const refused: readonly [name: string, options: VhdOptions, reason: RefusalReason][] = [
    ['a differencing disk', { kind: 'differencing' }, 'backing-file'],
    ['a parent locator', { parentLocator: 'W2ku' }, 'backing-file'],
    ['a block table too small for the disk', { tableEntries: 0 }, 'malformed'],
    ['a block table beyond the file', { tableEntries: 0xffffffff }, 'truncated'],
    ['another version of the footer', { editFooter: write32(0x20000, 12) }, 'unsupported-variant'],
    ['another version of the header', { editHeader: write32(0x20000, 24) }, 'unsupported-variant'],
    ['a header without its name', { editHeader: fill(0, 0, 8) }, 'malformed'],
    ['a parent by its identifier', { editHeader: fill(1, 40, 56) }, 'backing-file'],
    ['a type that does not exist', { editFooter: write32(6, 60) }, 'malformed'],
    ['a fixed disk that starts with a footer', { editFooter: write32(2, 60) }, 'malformed'],
    ['a dynamic disk that does not', { kind: 'fixed', editFooter: write32(3, 60) }, 'malformed'],
    ['blocks of an odd size', { blockSize: 3 * MiB }, 'malformed'],
    ['a block beyond the file', { blockTable: [1_000_000] }, 'truncated'],
    ['a block over the footer', { blockTable: [5] }, 'truncated'],
    ['more than 2040 GiB', { virtualSize: 2041 * 2 ** 30 }, 'malformed'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => assert.equal(await reasonOf(vhdImage(options), 'vhd'), reason));
  }

  test('refuses wrong checksums', async () => {
    for (const at of [30, 600]) {
      const image = vhdImage();
      image.writeUInt8(image.readUInt8(at) ^ 1, at);
      assert.equal(await reasonOf(image, 'vhd'), 'malformed');
    }
  });

  test('refuses a dynamic disk whose footer was cut off', async () => {
    assert.equal(await reasonOf(vhdImage().subarray(0, -512), 'vhd'), 'truncated');
    assert.equal(await reasonOf(vhdImage().subarray(0, 700 * KiB), 'vhd'), 'truncated');
    assert.equal(await reasonOf(vhdImage({ blockTable: [] }).subarray(0, -512), 'vhd'), 'truncated');
  });

  test('refuses two footers that describe two disks', async () => {
    const image = vhdImage();
    vhdImage({ virtualSize: MiB / 2 })
      .subarray(-512)
      .copy(image, image.length - 512);
    assert.equal(await reasonOf(image, 'vhd'), 'ambiguous');
  });

  test('refuses a fixed disk with more or fewer bytes than it says', async () => {
    const image = vhdImage({ kind: 'fixed' });
    assert.equal(await reasonOf(image.subarray(512), 'vhd'), 'truncated');
    assert.equal(await reasonOf(Buffer.concat([Buffer.alloc(512), image]), 'vhd'), 'malformed');
  });

  test('refuses a fixed disk that is declared raw, and says what to do', async () => {
    const sentence = await sentenceOf(vhdImage({ kind: 'fixed' }), 'raw');
    assert.match(sentence, /disk_format=vhd/);
    assert.match(sentence, /qemu-img convert -f vpc -O raw/);
  });
});

function write32(value: number, at: number): (bytes: Buffer) => void {
  return (bytes) => void bytes.writeUInt32BE(value, at);
}

function fill(value: number, from: number, to: number): (bytes: Buffer) => void {
  return (bytes) => void bytes.fill(value, from, to);
}
