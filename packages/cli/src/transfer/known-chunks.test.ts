import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHUNK_ID_SIZE, chunkIdOf, chunkIdToBytes } from '@ingot/chunk-store/wire';
import { KnownChunks } from './known-chunks.ts';

/** Ids of chunks that are told apart by numbers, end to end; zeros for null. */
function idsOf(numbers: readonly (number | null)[]): Buffer {
  return Buffer.concat(
    numbers.map((number) =>
      number === null ? Buffer.alloc(CHUNK_ID_SIZE) : chunkIdToBytes(chunkIdOf(Buffer.from(`${number}`))),
    ),
  );
}

describe('known chunks', () => {
  it('are found where they lie first, in all sources', () => {
    const known = new KnownChunks(10);
    known.add(0, idsOf([1, null, 2]));
    known.add(0, idsOf([1, 3]));
    known.add(2, idsOf([3, 4, 5]));
    const places = [1, 2, 3, 4, 5, 6].map((number) => known.find(idsOf([null, number]), 1));
    assert.deepEqual(places, [
      { source: 0, number: 0 },
      { source: 0, number: 2 },
      { source: 0, number: 4 },
      { source: 2, number: 1 },
      { source: 2, number: 2 },
      null,
    ]);
  });

  it('are told in their places too', () => {
    const known = new KnownChunks(10);
    known.add(0, idsOf([1, 2, 1]));
    known.add(2, idsOf([7]));
    const isAt = (chunk: number, source: number, number: number): boolean =>
      known.isAt(idsOf([chunk]), 0, { source, number });
    assert.ok(isAt(1, 0, 2));
    assert.ok(isAt(7, 2, 0));
    assert.ok(!isAt(2, 0, 2));
    // What follows the end of a source is no place of it.
    assert.ok(!isAt(7, 0, 3));
    assert.ok(!isAt(7, 2, 1));
    assert.ok(!isAt(7, 1, 0));
  });

  it('are as many as there is room for, and all of them are found', () => {
    const known = new KnownChunks(1000);
    const numbers = Array.from({ length: 1200 }, (_, number) => number);
    assert.equal(known.add(0, idsOf(numbers.slice(0, 700))), 700);
    assert.ok(!known.isFull);
    assert.equal(known.add(1, idsOf(numbers.slice(700))), 300);
    assert.ok(known.isFull);
    const ids = idsOf(numbers);
    for (const number of numbers) {
      const place = number < 700 ? { source: 0, number } : number < 1000 ? { source: 1, number: number - 700 } : null;
      assert.deepEqual(known.find(ids, number), place);
    }
  });

  it('are none where there are no sources', () => {
    const known = new KnownChunks(0);
    assert.equal(known.find(idsOf([1]), 0), null);
    assert.ok(!known.isAt(idsOf([1]), 0, { source: 0, number: 0 }));
  });
});
