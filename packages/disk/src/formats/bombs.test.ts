import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ByteSource } from '../byte-source.ts';
import { GiB, KiB, MiB } from '../bytes/units.ts';
import { patchedSource, qcow2Image, strictSource, vdiImage, vmdkImage } from '../testing/index.ts';
import { inspectImage } from './inspect.ts';
import type { Verdict } from './inspect.ts';

const COPIED = 1n << 63n;
const BUDGET = { read: 64 * KiB, total: 272 * MiB + 64 * KiB };
const MAX_READS = 65_536;

/** A qcow2 whose L1 table names `tables` L2 tables in a row, and whose L2 tables are all full. */
function fullQcow2(clusterBits: number, tables: number): ByteSource {
  const cluster = 2 ** clusterBits;
  const l1At = 3 * cluster;
  const firstTable = Math.ceil((l1At + tables * 8) / cluster) * cluster;
  const start = Buffer.alloc(l1At + tables * 8);
  qcow2Image({ clusterBits, virtualSize: 1024, l1Entries: tables }).copy(start, 0, 0, l1At);
  start.writeBigUInt64BE(BigInt(tables) * BigInt((cluster / 8) * cluster), 24);
  for (let index = 0; index < tables; index++) {
    start.writeBigUInt64BE(COPIED | BigInt(firstTable + index * cluster), l1At + index * 8);
  }
  const entries = Buffer.alloc(64 * KiB);
  for (let at = 0; at < entries.length; at += 8) entries.writeBigUInt64BE(COPIED | BigInt(firstTable), at);
  const headers = patchedSource(start, [], 2 ** 50);
  return {
    size: headers.size,
    read: async (offset, length) => (offset < firstTable ? headers.read(offset, length) : entries.subarray(0, length)),
  };
}

/** The verdict, and how many reads it took; fails the test on a read that is too long or one too many. */
async function inspectCounting(
  source: ByteSource,
  declared: 'qcow2' | 'vdi' | 'vmdk',
): Promise<{ verdict: Verdict; reads: number }> {
  let reads = 0;
  const strict = strictSource(source, BUDGET);
  const counting: ByteSource = {
    size: source.size,
    read(offset, length) {
      reads += 1;
      return strict.read(offset, length);
    },
  };
  const verdict = await inspectImage(counting, declared);
  assert.ok(reads <= MAX_READS, `${reads} reads`);
  return { verdict, reads };
}

suite('huge images', () => {
  test('a full qcow2 of 1 TiB is accepted', async () => {
    const { verdict } = await inspectCounting(fullQcow2(16, 2048), 'qcow2');
    assert.ok(verdict.ok && verdict.inspection.virtualSize === 1024 * GiB);
  });

  const bombs: readonly [name: string, declared: 'qcow2' | 'vdi' | 'vmdk', source: () => ByteSource][] = [
    ['four million L2 tables of one sector', 'qcow2', () => fullQcow2(9, 2 ** 22)],
    ['four million L2 tables of 64 KiB', 'qcow2', () => fullQcow2(16, 2 ** 22)],
    ['a thousand L2 tables of 2 MiB', 'qcow2', () => fullQcow2(21, 1000)],
    [
      'a VDI block map of 16 GiB in a sparse file',
      'vdi',
      () => patchedSource(vdiImage({ blocks: 2 ** 32 - 1 }), [], 2 ** 50),
    ],
    [
      'a VMDK grain directory of 512 MiB in a sparse file',
      'vmdk',
      () => patchedSource(vmdkImage({ capacity: 2 ** 43 }), [], 2 ** 50),
    ],
  ];
  for (const [name, declared, source] of bombs) {
    test(`${name}: given up within the budget`, async () => {
      const { verdict } = await inspectCounting(source(), declared);
      assert.equal(verdict.ok ? 'accepted' : verdict.refusal.reason, 'table-too-large');
    });
  }

  test('a small file whose grain tables are one and the same costs no more than twice its size', async () => {
    const image = Buffer.alloc(8 * MiB);
    const directory = 21 * 512;
    const entries = (image.length - directory) / 4;
    vmdkImage({ capacity: entries * 65_536 }).copy(image);
    for (let index = 0; index < entries; index++) image.writeUInt32LE(22, directory + index * 4);
    image.fill(0, 22 * 512, 26 * 512);
    const source = strictSource(patchedSource(image, [], image.length), {
      read: 64 * KiB,
      total: 2 * image.length + MiB + 64 * KiB,
    });
    const verdict = await inspectImage(source, 'vmdk');
    assert.equal(verdict.ok ? 'accepted' : verdict.refusal.reason, 'table-too-large');
  });
});

suite('a source that fails', () => {
  test('is an io error, with its cause, and no verdict', async () => {
    const cause = new Error('the disk is on fire');
    const broken: ByteSource = { size: MiB, read: () => Promise.reject(cause) };
    await assert.rejects(inspectImage(broken, 'raw'), { name: 'DiskError', code: 'io', cause });
  });
});
