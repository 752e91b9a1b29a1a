import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { KiB } from '../../bytes/units.ts';
import { bufferSource } from '../../testing/index.ts';
import { ATTRIBUTE } from './attribute.ts';
import { Mft } from './mft.ts';

const CLUSTER = KiB;
const FILE = { number: 4, sequence: 1 };
const malformed = { name: 'DiskError', code: 'malformed' };

/** Where clusters of a value lie: from `lcn` on, counted from `vcn` within the value. */
interface Piece {
  readonly vcn: number;
  readonly lcn: number;
  readonly length: number;
  readonly id: number;
  readonly flags?: number;
}

/** A $DATA attribute, or a piece of one; sizes are told by the first. */
function data({ vcn, lcn, length, id, flags = 0 }: Piece, size = 0): Buffer {
  const bytes = Buffer.alloc(72);
  bytes.writeUInt32LE(ATTRIBUTE.DATA, 0);
  bytes.writeUInt32LE(bytes.length, 4);
  bytes.writeUInt8(1, 8);
  bytes.writeUInt16LE(flags, 12);
  bytes.writeUInt16LE(id, 14);
  bytes.writeBigUInt64LE(BigInt(vcn), 16);
  bytes.writeBigUInt64LE(BigInt(vcn + length - 1), 24);
  bytes.writeUInt16LE(64, 32);
  bytes.writeBigUInt64LE(BigInt(size), 48);
  bytes.writeBigUInt64LE(BigInt(size), 56);
  Buffer.from([0x11, length, lcn]).copy(bytes, 64);
  return bytes;
}

/** Names the record that holds each piece of $DATA, by its VCN and the id of the piece. */
function list(...entries: readonly { vcn: number; record: number; id: number; sequence?: number }[]): Buffer {
  const value = entries.map(({ vcn, record: holder, id, sequence = 1 }) => {
    const entry = Buffer.alloc(32);
    entry.writeUInt32LE(ATTRIBUTE.DATA, 0);
    entry.writeUInt16LE(entry.length, 4);
    entry.writeUInt8(26, 7);
    entry.writeBigUInt64LE(BigInt(vcn), 8);
    entry.writeUInt32LE(holder, 16);
    entry.writeUInt16LE(sequence, 22);
    entry.writeUInt16LE(id, 24);
    return entry;
  });
  const header = Buffer.alloc(24);
  header.writeUInt32LE(ATTRIBUTE.ATTRIBUTE_LIST, 0);
  header.writeUInt32LE(header.length + value.length * 32, 4);
  header.writeUInt32LE(value.length * 32, 16);
  header.writeUInt16LE(header.length, 20);
  return Buffer.concat([header, ...value]);
}

/** @param base number of the first record of the file, when this is another. */
function record(attributes: readonly Buffer[], base?: number): Buffer {
  const bytes = Buffer.alloc(KiB);
  const content = Buffer.concat([...attributes, Buffer.alloc(4, 0xff)]);
  bytes.write('FILE', 'latin1');
  bytes.writeUInt16LE(48, 4);
  bytes.writeUInt16LE(3, 6);
  bytes.writeUInt16LE(1, 16);
  bytes.writeUInt16LE(56, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(56 + content.length, 24);
  if (base !== undefined) {
    bytes.writeUInt32LE(base, 32);
    bytes.writeUInt16LE(1, 38);
  }
  content.copy(bytes, 56);
  return bytes;
}

/**
 * A table in three parts, each of which leads to the next, and a file in two: record 4 in clusters 30 and 31, and record 5
 * in 40 and 41. Every other cluster is full of its own number.
 */
function volumeWith(replaced: Readonly<Record<number, Buffer>> = {}): Promise<Mft> {
  const disk = Buffer.concat(Array.from({ length: 64 }, (_, cluster) => Buffer.alloc(CLUSTER, cluster)));
  const records: readonly (readonly [cluster: number, bytes: Buffer])[] = [
    [
      4,
      record([
        list({ vcn: 0, record: 0, id: 1 }, { vcn: 2, record: 1, id: 2 }, { vcn: 4, record: 3, id: 3 }),
        data({ vcn: 0, lcn: 4, length: 2, id: 1 }, 6 * KiB),
      ]),
    ],
    [5, record([data({ vcn: 2, lcn: 20, length: 2, id: 2 })], 0)],
    [20, record([])],
    [21, record([data({ vcn: 4, lcn: 10, length: 2, id: 3 })], 0)],
    [
      10,
      record([
        list({ vcn: 0, record: 4, id: 1 }, { vcn: 2, record: 5, id: 2 }),
        data({ vcn: 0, lcn: 30, length: 2, id: 1 }, 4000),
      ]),
    ],
    [11, record([data({ vcn: 2, lcn: 40, length: 2, id: 2 })], 4)],
  ];
  for (const [cluster, bytes] of records) (replaced[cluster] ?? bytes).copy(disk, cluster * CLUSTER);
  const source = bufferSource(disk);
  const geometry = {
    clusterSize: CLUSTER,
    clusters: 64,
    mftOffset: 4 * CLUSTER,
    recordSize: KiB,
    indexBlockSize: 4 * KiB,
    serial: '',
  };
  return Mft.open({ geometry, source, pages: source });
}

async function readFile(mft: Mft): Promise<Buffer> {
  const value = await mft.value(await mft.file(FILE), ATTRIBUTE.DATA);
  assert.ok(value !== null);
  return value.read(0, value.size);
}

suite('the master file table', () => {
  test('is found where its own records lead, and files as well', async () => {
    const expected = Buffer.concat([30, 31, 40, 41].map((cluster) => Buffer.alloc(CLUSTER, cluster)));
    assert.deepEqual(await readFile(await volumeWith()), expected.subarray(0, 4000));
  });

  test('a file that has gone, or never was, is refused', async () => {
    const mft = await volumeWith();
    await assert.rejects(mft.file({ number: 4, sequence: 2 }), malformed);
    await assert.rejects(mft.file({ number: 5, sequence: 1 }), malformed);
    await assert.rejects(mft.file({ number: 6, sequence: 1 }), malformed);
    await assert.rejects(mft.file({ number: 2 ** 47, sequence: 1 }), malformed);
  });

  test('pieces that belong to others, or do not follow each other, are refused', async () => {
    const first = data({ vcn: 0, lcn: 30, length: 2, id: 1 }, 4000);
    for (const broken of [
      { 11: record([data({ vcn: 2, lcn: 40, length: 2, id: 2 })], 2) },
      { 11: record([data({ vcn: 2, lcn: 40, length: 2, id: 2 })]) },
      { 11: record([data({ vcn: 2, lcn: 40, length: 2, id: 9 })], 4) },
      { 11: record([data({ vcn: 3, lcn: 40, length: 2, id: 2 })], 4) },
      { 10: record([list({ vcn: 0, record: 4, id: 1 }, { vcn: 2, record: 5, id: 2, sequence: 7 }), first]) },
      { 10: record([list({ vcn: 0, record: 4, id: 1 }), first]) },
    ]) {
      await assert.rejects(readFile(await volumeWith(broken)), malformed);
    }
  });

  test('an encrypted file has a size, and no bytes', async () => {
    const encrypted = data({ vcn: 0, lcn: 30, length: 2, id: 1, flags: 0x4000 }, 2000);
    const mft = await volumeWith({ 10: record([encrypted]) });
    const value = await mft.value(await mft.file(FILE), ATTRIBUTE.DATA);
    assert.equal(value?.size, 2000);
    await assert.rejects(value.read(0, 1), { name: 'DiskError', code: 'unsupported' });
  });

  test('a table that leads to itself ends', async () => {
    const circular = record([
      list({ vcn: 0, record: 0, id: 1 }, { vcn: 2, record: 0, id: 1 }),
      data({ vcn: 0, lcn: 4, length: 2, id: 1 }, 6 * KiB),
    ]);
    await assert.rejects(volumeWith({ 4: circular }), malformed);
  });
});
