import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uint64BE } from '../bytes/uint64.ts';
import { GiB, MiB } from '../bytes/units.ts';
import { GrowingFile } from './compressed-file.ts';
import { CLUSTER, REFCOUNTS_PER_BLOCK } from './qcow2-header.ts';
import { Refcounts } from './refcounts.ts';

test('every cluster of a file of many blocks is counted, those of the counts too', async () => {
  for (const size of [0, 3 * MiB + 5, 2 * GiB - CLUSTER, 2 * GiB, 5 * GiB + 17]) {
    // Data are one buffer again and again; what is asked for later is small.
    const data = Buffer.alloc(64 * MiB);
    const kept = new Map<number, Buffer>();
    let end = 0;
    const file = new GrowingFile(async (bytes) => {
      if (bytes.length <= CLUSTER) kept.set(end, bytes);
      end += bytes.length;
    });
    const counts = new Refcounts(file);
    await counts.appendClusters(Buffer.alloc(CLUSTER));
    for (let left = size; left > 0; left -= data.length) {
      const piece = data.subarray(0, Math.min(left, data.length));
      counts.count(file.position, piece.length);
      await file.append(piece);
      await counts.writePassed();
    }
    const table = await counts.finish();
    assert.equal(end % CLUSTER, 0);
    assert.equal(table.offset + table.clusters * CLUSTER, end);
    const entries = kept.get(table.offset) ?? assert.fail('no table');
    let extra = 0;
    for (let cluster = 0; cluster < end / CLUSTER; cluster += 1) {
      const offset = uint64BE(entries, Math.floor(cluster / REFCOUNTS_PER_BLOCK) * 8);
      const block = kept.get(offset) ?? assert.fail(`no block at ${offset}`);
      const count = block.readUInt16BE((cluster % REFCOUNTS_PER_BLOCK) * 2);
      assert.ok(count >= 1, `cluster ${cluster} of ${end / CLUSTER}`);
      extra += count - 1;
    }
    assert.ok(extra <= 1, 'a cluster that two pieces share is used twice, and no other');
  }
});

test('what ends and begins within a cluster counts twice', async () => {
  const file = new GrowingFile(async () => undefined);
  const counts = new Refcounts(file);
  counts.count(0, 100);
  counts.count(100, CLUSTER);
  const { offset } = await counts.finish();
  assert.equal(offset, CLUSTER);
});
