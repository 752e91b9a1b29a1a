import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../../bytes/units.ts';
import { luksImage, qcow2Image } from '../../testing/index.ts';
import type { Qcow2Options } from '../../testing/index.ts';
import { inspectionOf, reasonOf, sentenceOf } from '../../testing/verdicts.ts';
import type { RefusalReason } from '../refusal.ts';

const COPIED = 1n << 63n;
const COMPRESSED = 1n << 62n;
const CLUSTER = 64 * KiB;
const DATA = BigInt(5 * CLUSTER);
const L2 = BigInt(4 * CLUSTER);

suite('qcow2', () => {
  test('accepts both versions, every cluster size, compression methods and extended L2 entries', async () => {
    for (const version of [2, 3]) {
      for (const clusterBits of [9, 12, 16, 21]) {
        const image = qcow2Image({ version, clusterBits, virtualSize: 16 * KiB });
        const { virtualSize, variant } = await inspectionOf(image, 'qcow2');
        assert.deepEqual({ virtualSize, variant }, { virtualSize: 16 * KiB, variant: `v${version}` });
      }
    }
    await inspectionOf(qcow2Image({ compressionType: 1, incompatible: 1n << 3n }), 'qcow2');
    await inspectionOf(qcow2Image({ incompatible: 1n << 4n }), 'qcow2');
    await inspectionOf(qcow2Image({ headerLength: 104 }), 'qcow2');
  });

  test('accepts a dirty image: only its reference counts are out of date', async () => {
    assert.equal(await reasonOf(qcow2Image({ incompatible: 1n }), 'qcow2'), null);
  });

  const refused: readonly [name: string, options: Qcow2Options, reason: RefusalReason][] = [
    ['a version of the future', { version: 4 }, 'unsupported-variant'],
    ['a version that never was', { version: 0 }, 'unsupported-variant'],
    ['an image marked as corrupt', { incompatible: 2n }, 'unclean'],
    ['the lowest unknown incompatible bit', { incompatible: 1n << 5n }, 'unknown-feature'],
    ['the highest unknown incompatible bit', { incompatible: 1n << 63n }, 'unknown-feature'],
    ['an unknown compression method', { compressionType: 2, incompatible: 1n << 3n }, 'unknown-feature'],
    ['a compression method without its bit', { compressionType: 1 }, 'malformed'],
    ['the compression bit without a method', { incompatible: 1n << 3n }, 'malformed'],
    ['clusters below 512 bytes', { clusterBits: 8 }, 'malformed'],
    ['clusters above 2 MiB', { clusterBits: 22 }, 'malformed'],
    ['subclusters in small clusters', { clusterBits: 13, incompatible: 1n << 4n }, 'malformed'],
    ['a disk of 8 PiB', { clusterBits: 21, virtualSize: 2 ** 53 - 1 }, 'malformed'],
    ['a header that is too short', { headerLength: 96 }, 'malformed'],
    ['a header longer than its cluster', { headerLength: 2 * CLUSTER }, 'malformed'],
    ['reference counts of 128 bits', { refcountOrder: 7 }, 'malformed'],
    ['the old AES encryption', { cryptMethod: 1 }, 'unsupported-encryption'],
    ['an unknown encryption', { cryptMethod: 3 }, 'unsupported-encryption'],
    ['LUKS without a header', { cryptMethod: 2 }, 'malformed'],
    ['an L1 table beyond the limit', { l1Entries: 0x7fffffff }, 'table-too-large'],
    ['an L1 table beyond the file', { l1Entries: 300_000 }, 'truncated'],
    ['an L1 table too small for the disk', { l1Entries: 0 }, 'malformed'],
    ['an L1 entry that is not aligned', { l1: [COPIED | (L2 + 512n)] }, 'malformed'],
    ['an L1 entry with reserved bits', { l1: [COPIED | L2 | (1n << 60n)] }, 'malformed'],
    ['an L1 entry beyond the file', { l1: [COPIED | BigInt(MiB)] }, 'truncated'],
    ['an L1 entry beyond 2^53', { l1: [COPIED | (1n << 55n)] }, 'truncated'],
    ['two L1 entries that share a table', { l1: [COPIED | L2, COPIED | L2] }, 'malformed'],
    ['an L1 entry that points at the L1 table', { l1: [COPIED | BigInt(3 * CLUSTER)] }, 'malformed'],
    ['an L1 entry that points at the reference counts', { l1: [BigInt(CLUSTER)] }, 'malformed'],
    ['data beyond the end of the file', { l2: [COPIED | (DATA + BigInt(CLUSTER))] }, 'truncated'],
    ['data off the cluster grid', { l2: [COPIED | (DATA + 512n)] }, 'malformed'],
    ['an L2 entry with reserved bits', { l2: [COPIED | DATA | 2n] }, 'malformed'],
    ['an L2 entry of zeros in version 2', { version: 2, l2: [1n] }, 'malformed'],
    ['compressed data beyond the file', { l2: [COMPRESSED | (DATA + BigInt(CLUSTER))] }, 'truncated'],
    ['compressed data that reach beyond the file', { l2: [COMPRESSED | (255n << 54n) | (DATA + 512n)] }, 'truncated'],
    ['more snapshots than any image needs', { snapshots: 65_535 }, 'too-many-snapshots'],
    ['endless header extensions', { extensions: extensions(65) }, 'table-too-large'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => {
      assert.equal(await reasonOf(withSpareL1(options), 'qcow2'), reason);
    });
  }

  test('refuses a header extension that leaves the cluster', async () => {
    const image = qcow2Image({ extensions: [{ type: 7, data: Buffer.alloc(8) }] });
    image.writeUInt32BE(CLUSTER, 116);
    assert.equal(await reasonOf(image, 'qcow2'), 'malformed');
  });

  test('refuses top-level tables that are too long, off the grid or beyond the file', async () => {
    const fields: readonly [at: number, value: bigint, reason: RefusalReason][] = [
      [40, BigInt(3 * CLUSTER + 512), 'malformed'],
      [40, BigInt(8 * CLUSTER), 'truncated'],
      [48, BigInt(CLUSTER + 512), 'malformed'],
      [48, BigInt(8 * CLUSTER), 'truncated'],
      [52, (BigInt(CLUSTER) << 32n) | 129n, 'table-too-large'],
    ];
    for (const [at, value, reason] of fields) {
      const image = qcow2Image();
      image.writeBigUInt64BE(value, at);
      assert.equal(await reasonOf(image, 'qcow2'), reason, `at ${at}`);
    }
  });

  test('ignores unknown header extensions and autoclear features, as the format asks', async () => {
    const image = qcow2Image({ extensions: extensions(3) });
    image.writeBigUInt64BE(2n ** 64n - 1n, 88);
    assert.equal(await reasonOf(image, 'qcow2'), null);
  });

  test('accepts clusters of zeros, stored or not, wherever they lie', async () => {
    assert.equal(await reasonOf(qcow2Image({ l2: [1n, DATA | 1n, BigInt(64 * MiB) | 1n] }), 'qcow2'), null);
  });

  test('accepts a last cluster whose end was never written', async () => {
    const image = qcow2Image();
    assert.equal(await reasonOf(image.subarray(0, -CLUSTER + 512), 'qcow2'), null);
    assert.equal(await reasonOf(image.subarray(0, -CLUSTER), 'qcow2'), 'truncated');
  });

  test('reports LUKS inside, when its header is where the extension says', async () => {
    const pointer = Buffer.alloc(16);
    pointer.writeBigUInt64BE(DATA, 0);
    pointer.writeBigUInt64BE(512n, 8);
    const image = qcow2Image({ cryptMethod: 2, extensions: [{ type: 0x0537be77, data: pointer }], l2: [0n] });
    luksImage().copy(image, Number(DATA), 0, CLUSTER);
    assert.equal((await inspectionOf(image, 'qcow2')).encrypted, 'luks');
    pointer.writeBigUInt64BE(BigInt(MiB), 8);
    const outside = qcow2Image({ cryptMethod: 2, extensions: [{ type: 0x0537be77, data: pointer }] });
    assert.equal(await reasonOf(outside, 'qcow2'), 'truncated');
    const short = qcow2Image({ cryptMethod: 2, extensions: [{ type: 0x0537be77, data: pointer.subarray(8) }] });
    assert.equal(await reasonOf(short, 'qcow2'), 'malformed');
  });

  test('bounds the tables of snapshots', async () => {
    const image = qcow2Image({ snapshots: 1, l2: [0n] });
    image.writeBigUInt64BE(BigInt(3 * CLUSTER), Number(DATA));
    image.writeUInt32BE(1, Number(DATA) + 8);
    assert.equal(await reasonOf(image, 'qcow2'), null);
    image.writeUInt32BE(1_000_000, Number(DATA) + 8);
    assert.equal(await reasonOf(image, 'qcow2'), 'truncated');
    image.writeUInt32BE(0xffffffff, Number(DATA) + 8);
    assert.equal(await reasonOf(image, 'qcow2'), 'table-too-large');
    image.writeBigUInt64BE(DATA + 8n, 64);
    assert.equal(await reasonOf(image, 'qcow2'), 'malformed');
  });

  test('says which backing file, and how to do without it', async () => {
    const sentence = await sentenceOf(qcow2Image({ backingFile: 'base\n\x1b[31m.qcow2' }), 'qcow2');
    assert.match(sentence, /"base\?\?\[31m\.qcow2"/);
    assert.match(sentence, /qemu-img convert -O qcow2/);
  });
});

/** `count` extensions of a type that means nothing. */
function extensions(count: number): NonNullable<Qcow2Options['extensions']> {
  return Array.from({ length: count }, () => ({ type: 0x12345678, data: Buffer.alloc(3) }));
}

/** An L1 table is as long as the disk asks for; cases with more than one entry need a larger disk. */
function withSpareL1(options: Qcow2Options): Buffer {
  const entries = options.l1?.length ?? 1;
  return qcow2Image(entries > 1 ? { virtualSize: entries * 512 * MiB, ...options } : options);
}
