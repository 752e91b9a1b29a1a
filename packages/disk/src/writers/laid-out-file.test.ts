import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { KiB, MiB } from '../bytes/units.ts';
import { noise } from '../testing/noise.ts';
import { sparseDisk } from '../testing/sparse-disk.ts';
import type { Blocks } from './blocks.ts';
import { laidOutFile } from './laid-out-file.ts';
import { layOutImage } from './lay-out-image.ts';

const UNIT = 256 * KiB;
/** Each apart from the next. */
const RUNS = [0, 4, 8, 10, 12, 14].map((unit) => ({ offset: unit * UNIT, bytes: noise(UNIT, unit) }));
const DISK = sparseDisk(4 * MiB, RUNS);
const AT_ONCE = 4;
const { signal } = new AbortController();

/** The file over a disk that tells of its reads, and how many are under way. */
async function scene() {
  const begun: number[] = [];
  let open = 0;
  const disk: Blocks = {
    ...DISK,
    read: async (offset, ...rest) => {
      begun.push(offset);
      open += 1;
      try {
        await DISK.read(offset, ...rest);
      } finally {
        await turn();
        open -= 1;
      }
    },
  };
  const layout = await layOutImage('qcow2', disk, Buffer.alloc(32));
  return { file: laidOutFile(layout, disk), data: layout.data.offset, begun, open: () => open };
}

test('runs of the disk are read while those before are on their way out, a few and not more', async () => {
  const { file, data, begun } = await scene();
  const parts: Buffer[] = [];
  const seen: number[] = [];
  await file.read(
    data,
    RUNS.length * UNIT,
    async (pieces) => {
      // Whoever reads ahead has done so by then.
      for (let wait = 0; wait < 5; wait += 1) await turn();
      seen.push(begun.length);
      parts.push(Buffer.concat(pieces));
    },
    signal,
  );
  assert.ok(Buffer.concat(parts).equals(Buffer.concat(RUNS.map(({ bytes }) => bytes))));
  assert.equal(seen[0], AT_ONCE);
  assert.deepEqual(
    begun,
    RUNS.map(({ offset }) => offset),
  );
});

test('nothing is under way, or comes any more, when it has failed', async () => {
  const { file, data, open } = await scene();
  let calls = 0;
  let failed = false;
  const reading = file.read(
    data,
    RUNS.length * UNIT,
    async () => {
      assert.ok(!failed, 'nothing comes behind a failure');
      calls += 1;
      await turn();
      failed = true;
      throw new Error('no room');
    },
    signal,
  );
  await assert.rejects(reading, /no room/);
  assert.ok(calls <= AT_ONCE, `${calls} calls`);
  assert.equal(open(), 0);
});
