import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { DiskError } from '../../disk-error.ts';
import { decompressLzo } from './lzo.ts';

/** Instruction that ends a stream. */
const END = [0x11, 0, 0];

function unpack(stream: readonly number[], room = 4096): string {
  const output = Buffer.alloc(room);
  return output.toString('latin1', 0, decompressLzo(Buffer.from(stream), output));
}

suite('LZO1X', () => {
  test('literals, near and overlapping matches', () => {
    const abcd = Array.from(Buffer.from('abcd'));
    assert.equal(unpack([17 + 4, ...abcd, ...END]), 'abcd');
    assert.equal(unpack([1, ...abcd, ...END]), 'abcd');
    // Three bytes from four back, and one literal.
    assert.equal(unpack([17 + 4, ...abcd, 0x40 | (3 << 2) | 1, 0, 0x21, ...END]), 'abcdabc!');
    // 33 bytes and more by a long length, each equal to the one before.
    assert.equal(unpack([17 + 4, ...abcd, 0x20, 7, 0, 0, ...END]), `abc${'d'.repeat(1 + 40)}`);
  });

  test('a stream that is cut, or refers to what is not there, or has too much, is malformed', () => {
    for (const stream of [[], [17 + 4, 1, 2], [17 + 4, 1, 2, 3, 4], [17 + 4, 1, 2, 3, 4, 0x40 | (4 << 2), 0, ...END]]) {
      assert.throws(() => unpack(stream), { name: 'DiskError', code: 'malformed' });
    }
    assert.throws(() => unpack([17 + 4, 1, 2, 3, 4, ...END], 3), { name: 'DiskError', code: 'malformed' });
  });

  test('any bytes end in an answer or a refusal', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        assert.ok(decompressLzo(Buffer.from(bytes), Buffer.alloc(4096)) <= 4096);
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
