import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { isChunkStoreError } from '../../errors.ts';
import {
  BLOCK_SIZE,
  blockSpan,
  decodePackSeal,
  encodeSealedHeader,
  MIN_SEALED_SIZE,
  plainSize,
  SEALED_BLOCK_SIZE,
  SEALED_HEADER_SIZE,
  sealedSize,
} from './sealed-format.ts';

const isCorrupt = (error: unknown): boolean => isChunkStoreError(error, 'corrupt');

it('tells the length of a pack by that of the sealed one, whatever it is', () => {
  const nearBlocks = fc
    .tuple(fc.nat(5), fc.integer({ min: -2, max: 2 }))
    .map(([blocks, more]) => Math.max(0, blocks * BLOCK_SIZE + more));
  fc.assert(
    fc.property(fc.oneof(nearBlocks, fc.nat(2 ** 48)), (size) => {
      assert.equal(plainSize(sealedSize(size)), size);
    }),
  );
});

it('takes no length that no sealed pack has', () => {
  const lengths = new Set(Array.from({ length: 3 * BLOCK_SIZE }, (_, size) => sealedSize(size)));
  for (let length = 0; length < sealedSize(3 * BLOCK_SIZE - 1); length++) {
    if (!lengths.has(length)) assert.throws(() => plainSize(length), isCorrupt, String(length));
  }
  assert.equal(plainSize(MIN_SEALED_SIZE), 0);
});

it('finds the blocks of a range: all of it, and not one too many', () => {
  const ranges = fc.nat(5 * BLOCK_SIZE).chain((size) =>
    fc.tuple(fc.constant(size + 1), fc.nat(size)).chain(([whole, offset]) =>
      fc.record({
        size: fc.constant(whole),
        offset: fc.constant(offset),
        length: fc.integer({ min: 1, max: whole - offset }),
      }),
    ),
  );
  fc.assert(
    fc.property(ranges, ({ size, offset, length }) => {
      const span = blockSpan(offset, length, size);
      const wanted = new Set([offset, offset + length - 1].map((byte) => Math.floor(byte / BLOCK_SIZE)));
      assert.deepEqual(new Set([span.first, span.last]), wanted);
      assert.ok(span.last <= span.final);
      assert.equal(span.offset, SEALED_HEADER_SIZE + span.first * SEALED_BLOCK_SIZE);
      const end =
        span.last === span.final ? sealedSize(size) : span.offset + SEALED_BLOCK_SIZE * (span.last - span.first + 1);
      assert.equal(span.offset + span.length, end);
    }),
  );
});

it('has the header that is written down', () => {
  const salt = randomBytes(32);
  const header = encodeSealedHeader('0123456789abcdef', salt);
  const crc = header.subarray(28, 32).toString('hex');
  const fields = `${Buffer.from('INGOTGCM').toString('hex')}01000000000001000123456789abcdef00000000`;
  assert.equal(header.toString('hex'), fields + crc + salt.toString('hex'));
  assert.deepEqual(decodePackSeal(header), { kind: 'sealed', fingerprint: '0123456789abcdef', header, salt });
});

it('refuses a header of which any bit has changed, and one of another version or block size', () => {
  const header = encodeSealedHeader('0123456789abcdef', randomBytes(32));
  for (let bit = 0; bit < header.length * 8; bit++) {
    const changed = Buffer.from(header);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.throws(() => decodePackSeal(changed), isCorrupt, `bit ${bit}`);
  }
});
