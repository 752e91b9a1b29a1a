import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { constants, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { noise } from '../../testing/noise.ts';
import { zstdFrame } from './zstd-frame.ts';

suite('a zstd frame', () => {
  test('ends where its last block or its checksum ends, whatever follows', () => {
    const property = fc.property(
      fc.record({ length: fc.nat(200_000), random: fc.boolean(), checksum: fc.boolean(), sized: fc.boolean() }),
      fc.uint8Array({ maxLength: 50 }),
      ({ length, random, checksum, sized }, rest) => {
        const plain = random ? noise(length, length) : Buffer.alloc(length, 'text');
        const frame = zstdCompressSync(plain, {
          params: {
            [constants.ZSTD_c_checksumFlag]: checksum ? 1 : 0,
            [constants.ZSTD_c_contentSizeFlag]: sized ? 1 : 0,
          },
          ...(sized ? { pledgedSrcSize: length } : {}),
        });
        assert.ok(zstdFrame(Buffer.concat([frame, rest])).equals(frame));
        assert.throws(() => zstdFrame(frame.subarray(0, frame.length - 1)), { name: 'DiskError', code: 'malformed' });
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
