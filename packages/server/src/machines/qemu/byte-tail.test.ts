import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ByteTail } from './byte-tail.ts';

test('the end of a stream is kept, however it comes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.uint8Array({ maxLength: 20 })), (size, pieces) => {
      const tail = new ByteTail(size);
      for (const piece of pieces) tail.push(Buffer.from(piece));
      assert.deepEqual(tail.bytes(), Buffer.concat(pieces).subarray(-size));
    }),
  );
});
