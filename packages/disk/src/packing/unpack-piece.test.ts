import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { constants, createInflateRaw, deflateRawSync, deflateSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { noise } from '../testing/noise.ts';
import type { PackedCodec } from '../formats/disk-map.ts';
import { KeptContext } from './kept-context.ts';
import { unpackAlone, unpackPiece } from './unpack-piece.ts';

const PACK: Readonly<Record<PackedCodec, (plain: Buffer) => Buffer>> = {
  deflate: (plain) => deflateRawSync(plain, { windowBits: 12 }),
  zlib: (plain) => deflateSync(plain),
  zstd: (plain) => zstdCompressSync(plain),
};

/** Half of it is noise. */
function plainOf(length: number, seed: number): Buffer {
  return Buffer.concat([Buffer.alloc(length - Math.floor(length / 2), seed), noise(Math.floor(length / 2), seed)]);
}

const codecs = fc.constantFrom('deflate', 'zlib', 'zstd');
/** One piece, and what it lies among: sound, cut off, spoilt, longer than it should be, or with nothing behind it. */
const pieces = fc
  .record({
    codec: codecs,
    length: fc.integer({ min: 1, max: 5000 }),
    seed: fc.nat(255),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    spoil: fc.option(fc.nat()),
    short: fc.option(fc.nat(10)),
    behind: fc.nat(40),
  })
  .map(({ codec, length, seed, cut, spoil, short, behind }) => {
    const whole = PACK[codec](plainOf(length, seed));
    const packed = Buffer.concat([
      whole.subarray(0, cut === null ? whole.length : Math.ceil(cut * whole.length)),
      noise(behind, 3),
    ]);
    if (spoil !== null && packed.length > 0) {
      const at = spoil % packed.length;
      packed.writeUInt8(packed.readUInt8(at) ^ 0x55, at);
    }
    return { codec, packed, plainLength: Math.max(1, length - (short ?? 0)) };
  });

suite('pieces that are unpacked by one context', () => {
  test('are what each of them is by itself, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 30 }), (all) => {
        for (const { codec, packed, plainLength } of all) {
          const plain = unpackPiece(codec, packed, plainLength);
          assert.deepEqual(plain && Buffer.from(plain), unpackAlone(codec, packed, plainLength));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have nothing of a piece that was broken off where its packed bytes end', () => {
    const mine = plainOf(4096, 1);
    const theirs = plainOf(8192, 2);
    for (const codec of ['deflate', 'zlib', 'zstd'] as const) {
      const packed = PACK[codec](theirs);
      for (const end of [packed.length, packed.length - 1, packed.length >> 1]) {
        for (const plainLength of [8192, 4096, 100]) unpackPiece(codec, packed.subarray(0, end), plainLength);
        assert.deepEqual(unpackPiece(codec, PACK[codec](mine), 4096), mine);
      }
    }
  });

  test('are read from, and copied to, memory that threads share', () => {
    const plain = plainOf(65536, 9);
    const packed = PACK.zstd(plain);
    const shared = Buffer.from(new SharedArrayBuffer(packed.length));
    packed.copy(shared);
    assert.deepEqual(unpackPiece('zstd', shared, 65536), plain);
  });

  test('have a context in the Node that we come with', () => {
    const context = KeptContext.of(createInflateRaw());
    assert.ok(context);
    const [plain, to] = [plainOf(1000, 4), Buffer.alloc(2000)];
    const packed = deflateRawSync(plain);
    for (let time = 0; time < 3; time += 1) {
      context.reset();
      assert.deepEqual(context.work(packed, to, constants.Z_FINISH), { written: 1000, left: 0 });
      assert.deepEqual(to.subarray(0, 1000), plain);
    }
    context.reset();
    assert.equal(context.work(Buffer.alloc(10, 0xff), to, constants.Z_FINISH), null);
    context.end();
  });
});
