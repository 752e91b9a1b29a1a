import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { sparseDisk } from '../testing/sparse-disk.ts';
import { readAllocatedUnits } from './allocated-units.ts';

const UNIT = 512;

/** Runs of units with gaps between them, long enough for several words and ranks. */
const runs = fc.array(fc.tuple(fc.nat(1500), fc.integer({ min: 1, max: 1500 })), { maxLength: 8 });

test('ranks and selects as counting one by one does', async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.nat(40), fc.integer({ min: 1, max: 70 }), async (gaps, tail, factor) => {
      const pieces: { offset: number; bytes: Buffer }[] = [];
      const expected: boolean[] = [];
      for (const [gap, length] of gaps) {
        expected.push(...Array.from({ length: gap }, () => false));
        pieces.push({ offset: expected.length * UNIT, bytes: Buffer.alloc(length * UNIT) });
        expected.push(...Array.from({ length }, () => true));
      }
      expected.push(...Array.from({ length: tail + 1 }, () => false));
      const units = await readAllocatedUnits(sparseDisk(expected.length * UNIT - 7, pieces), UNIT);
      assert.equal(units.total, expected.length);
      const held = expected.flatMap((is, unit) => (is ? [unit] : []));
      assert.equal(units.count, held.length);
      for (const [rank, unit] of held.entries()) {
        assert.equal(units.select(rank), unit);
        assert.equal(units.rank(unit), rank);
      }
      assert.deepEqual(
        expected.map((_, unit) => units.has(unit)),
        expected,
      );
      assert.equal(units.rank(units.total), units.count);
      for (let unit = 0; unit < expected.length; unit += 97) {
        const gap = expected.indexOf(false, unit);
        assert.equal(units.runLength(unit, 1000), Math.min(gap - unit, 1000));
      }
      const larger = units.inUnitsOf(factor);
      for (let unit = 0; unit < larger.total; unit += 1) {
        assert.equal(larger.has(unit), expected.slice(unit * factor, (unit + 1) * factor).includes(true));
      }
    }),
    { numRuns: 50 },
  );
});

test('a piece that begins and ends within units takes them whole', async () => {
  const disk = sparseDisk(10 * UNIT, [
    { offset: UNIT + 1, bytes: Buffer.alloc(UNIT) },
    { offset: 9 * UNIT, bytes: Buffer.alloc(1) },
  ]);
  const units = await readAllocatedUnits(disk, UNIT);
  assert.deepEqual(
    Array.from({ length: 11 }, (_, unit) => units.has(unit)),
    [false, true, true, false, false, false, false, false, false, true, false],
  );
  assert.throws(() => units.select(3), RangeError);
});

test('a disk of more units than memory should hold is refused', async () => {
  await assert.rejects(readAllocatedUnits(sparseDisk(2 ** 28 * UNIT + 1, []), UNIT), { code: 'limit-exceeded' });
});
