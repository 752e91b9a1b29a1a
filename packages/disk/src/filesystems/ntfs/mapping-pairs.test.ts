import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { ExtentList } from './extent-list.ts';
import { decodeMappingPairs, type Extent } from './mapping-pairs.ts';

const malformed = { name: 'DiskError', code: 'malformed' };

/** The fewest bytes of two's complement that hold a number. */
function signed(value: number): Buffer {
  for (let length = 1; length < 6; length++) {
    if (value >= -(2 ** (length * 8 - 1)) && value < 2 ** (length * 8 - 1)) {
      const bytes = Buffer.alloc(length);
      bytes.writeIntLE(value, 0, length);
      return bytes;
    }
  }
  const bytes = Buffer.alloc(6);
  bytes.writeIntLE(value, 0, 6);
  return bytes;
}

function encode(extents: readonly Extent[]): Buffer {
  let last = 0;
  const pairs = extents.map(({ lcn, length }) => {
    const size = signed(length);
    const place = lcn === null ? Buffer.alloc(0) : signed(lcn - last);
    last = lcn ?? last;
    return Buffer.concat([Buffer.of((place.length << 4) | size.length), size, place]);
  });
  return Buffer.concat([...pairs, Buffer.of(0)]);
}

const extents = fc
  .array(fc.record({ lcn: fc.option(fc.nat(2 ** 40)), length: fc.integer({ min: 1, max: 2 ** 30 }) }), {
    maxLength: 40,
  })
  .map((parts) => {
    let vcn = 0;
    return parts.map(({ lcn, length }): Extent => {
      const extent = { vcn, lcn, length };
      vcn += length;
      return extent;
    });
  });

suite('lists of clusters', () => {
  test('what was encoded is decoded, and every cluster found', () => {
    const property = fc.property(extents, fc.nat(), (expected, place) => {
      const end = expected.reduce((sum, { length }) => sum + length, 0);
      assert.deepEqual(decodeMappingPairs(encode(expected), 0, end - 1), expected);
      const list = new ExtentList();
      for (const extent of expected) list.append([extent]);
      assert.throws(() => list.at(end), malformed);
      if (end === 0) return;
      const vcn = place % end;
      const found = expected.find((extent) => vcn < extent.vcn + extent.length);
      assert.ok(found !== undefined);
      const skipped = vcn - found.vcn;
      const lcn = found.lcn === null ? null : found.lcn + skipped;
      assert.deepEqual(list.at(vcn), { vcn, lcn, length: found.length - skipped });
    });
    fc.assert(property);
  });

  test('a list that is too short, too long, negative or of impossible numbers is refused', () => {
    for (const [pairs, lastVcn] of [
      ['11050500', 3],
      ['11050500', 5],
      ['110505', 9],
      ['11fb0500', 4],
      ['1105fb00', 4],
      ['01000000', -1],
      ['1000', -1],
      ['17010000000000000500', 0],
      ['2105', 4],
    ] as const) {
      assert.throws(() => decodeMappingPairs(Buffer.from(pairs, 'hex'), 0, lastVcn), malformed, pairs);
    }
  });

  test('pieces with a gap between them are refused', () => {
    const list = new ExtentList();
    assert.throws(() => list.append([{ vcn: 1, lcn: 5, length: 1 }]), malformed);
  });
});
