import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MiB, SECTOR } from '../../bytes/units.ts';
import { bufferSource, vmdkDescriptor, vmdkImage, vmdkStreamImage } from '../../testing/index.ts';
import type { VmdkOptions } from '../../testing/index.ts';
import { inspectionOf, reasonOf } from '../../testing/verdicts.ts';
import { inspectImage } from '../inspect.ts';
import type { RefusalReason } from '../refusal.ts';

suite('VMDK', () => {
  test('accepts the two kinds that keep all data in one file', async () => {
    for (const image of [vmdkImage(), vmdkStreamImage()]) {
      assert.equal((await inspectionOf(image, 'vmdk')).virtualSize, MiB);
    }
    assert.equal((await inspectionOf(vmdkStreamImage(), 'vmdk')).variant, 'streamOptimized');
  });

  test('accepts what VMware writes: CRLF, any case, several notes of one name', async () => {
    const lines = ['ddb.comment = "a"', 'ddb.comment = "b"', 'encoding="UTF-8"\r', 'isNativeSnapshot="no"'];
    assert.equal(await reasonOf(vmdkImage({ createType: 'MonolithicSparse', lines }), 'vmdk'), null);
  });

  const refused: readonly [name: string, options: VmdkOptions, reason: RefusalReason][] = [
    ['a version of the future', { version: 4 }, 'unsupported-variant'],
    ['no capacity: QEMU then opens what the descriptor names', { capacity: 0 }, 'flat-extent'],
    ['an impossible capacity', { capacity: 2 ** 52 }, 'malformed'],
    ['grains of an odd size', { grainSectors: 100 }, 'malformed'],
    ['huge grain tables', { tableEntries: 2 ** 31 }, 'table-too-large'],
    ['no grain tables', { tableEntries: 0 }, 'table-too-large'],
    ['another createType', { createType: 'twoGbMaxExtentSparse' }, 'unsupported-variant'],
    ['a flat extent in a sparse file', { extents: ['RW 2048 FLAT "/etc/passwd" 0'] }, 'flat-extent'],
    ['a path in a sparse extent', { extents: ['RW 2048 SPARSE "../../secret.vmdk"'] }, 'flat-extent'],
    ['a protocol in a sparse extent', { extents: ['RW 2048 SPARSE "nbd:127.0.0.1:10809"'] }, 'flat-extent'],
    ['an extent with odd blanks', { extents: ['\tRW\t2048\tFLAT\t"/etc/passwd"\t0'] }, 'flat-extent'],
    ['two extents', { extents: ['RW 1 SPARSE "a"', 'RW 1 SPARSE "b"'] }, 'flat-extent'],
    ['no extent', { extents: [] }, 'flat-extent'],
    ['a parent', { parentCid: '12345678' }, 'backing-file'],
    ['a parent hint', { lines: ['parentFileNameHint="/etc/passwd"'] }, 'backing-file'],
    [
      'a parent hint in a comment, where QEMU finds it',
      { lines: ['# parentFileNameHint="/etc/passwd"'] },
      'backing-file',
    ],
    ['two types', { lines: ['createType="monolithicFlat"'] }, 'ambiguous'],
    ['a line that is no statement', { lines: ['what is this?'] }, 'malformed'],
    ['a grain beyond the file', { grain: 1_000_000 }, 'truncated'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => assert.equal(await reasonOf(vmdkImage(options), 'vmdk'), reason));
  }

  test('reads a statement among blanks, and refuses one that ends otherwise as fast', async () => {
    const blanks = ' '.repeat(4000);
    assert.equal(await reasonOf(vmdkImage({ lines: [`${blanks}encoding =${blanks}"UTF-8" `] }), 'vmdk'), null);
    const begun = performance.now();
    assert.equal(await reasonOf(vmdkImage({ lines: [`a=${blanks}"x"y`] }), 'vmdk'), 'malformed');
    assert.ok(performance.now() - begun < 1000, 'every way to part the blanks was tried');
  });

  test('refuses a descriptor that is a file of its own, whatever is declared', async () => {
    const flat = Buffer.from(
      vmdkDescriptor({ createType: 'monolithicFlat', extents: ['RW 128 FLAT "/etc/passwd" 0'] }),
    );
    assert.equal(await reasonOf(flat, 'vmdk'), 'flat-extent');
    assert.equal(await reasonOf(flat, 'raw'), 'format-mismatch');
    const bare = Buffer.from('# anything\n\n  \nversion=3\ncreateType="monolithicFlat"\n');
    assert.equal(await reasonOf(bare, 'raw'), 'format-mismatch');
  });

  test('refuses extents of a disk in several files, and redo logs', async () => {
    const extent = vmdkImage();
    extent.fill(0, 28, 44);
    assert.equal(await reasonOf(extent, 'vmdk'), 'flat-extent');
    const redo = vmdkImage();
    redo.write('COWD', 0, 'latin1');
    assert.equal(await reasonOf(redo, 'vmdk'), 'backing-file');
  });

  test('refuses a descriptor beyond any size, an unknown compression, a cut grain, an end of another kind', async () => {
    const long = vmdkImage();
    long.writeUInt32LE(2048, 36);
    assert.equal(await reasonOf(long, 'vmdk'), 'table-too-large');
    const compressed = vmdkStreamImage();
    compressed.writeUInt16LE(2, 77);
    assert.equal(await reasonOf(compressed, 'vmdk'), 'unknown-feature');
    const untyped = vmdkImage();
    untyped.write('#reateType', untyped.indexOf('createType'), 'latin1');
    assert.equal(await reasonOf(untyped, 'vmdk'), 'malformed');
    const cut = vmdkStreamImage();
    cut.writeUInt32LE(MiB, 128 * SECTOR + 8); // the grain's own length
    assert.equal(await reasonOf(cut, 'vmdk'), 'truncated');
    const marked = vmdkStreamImage();
    marked.writeUInt32LE(2, marked.length - 3 * SECTOR + 12);
    assert.equal(await reasonOf(marked, 'vmdk'), 'truncated');
  });

  test('refuses what a transfer in text mode made of it', async () => {
    const image = vmdkImage();
    image.write('\n \n\n', 73, 'latin1');
    assert.equal(await reasonOf(image, 'vmdk'), 'malformed');
  });

  test('refuses a stream without its end, or with another end', async () => {
    const image = vmdkStreamImage();
    assert.equal(await reasonOf(image.subarray(0, -SECTOR), 'vmdk'), 'truncated');
    const other = vmdkStreamImage({ capacity: 4096 });
    assert.equal(
      await reasonOf(Buffer.concat([image.subarray(0, -3 * SECTOR), other.subarray(-3 * SECTOR)]), 'vmdk'),
      'ambiguous',
    );
    const endless = vmdkStreamImage();
    endless.fill(0xff, endless.length - 2 * SECTOR + 56, endless.length - 2 * SECTOR + 64);
    assert.equal(await reasonOf(endless, 'vmdk'), 'malformed');
  });

  test('refuses compressed grains that are too long to be unpacked, and says what to do', async () => {
    const verdict = await inspectImage(bufferSource(vmdkStreamImage({ grainSectors: 8192 })), 'vmdk');
    assert.ok(!verdict.ok);
    assert.equal(verdict.refusal.reason, 'unsupported-variant');
    assert.match(verdict.refusal.sentence, /grains of 4 MiB; up to 2 MiB.*Rewrite it with `qemu-img convert/);
    assert.equal(await reasonOf(vmdkStreamImage({ grainSectors: 4096 }), 'vmdk'), null);
    assert.equal(await reasonOf(vmdkImage({ grainSectors: 8192 }), 'vmdk'), null, 'plain ones may be longer');
  });

  test('refuses a compressed grain that is not the one its table says', async () => {
    assert.equal(await reasonOf(vmdkStreamImage({ grain: 130 }), 'vmdk'), 'malformed');
  });
});
