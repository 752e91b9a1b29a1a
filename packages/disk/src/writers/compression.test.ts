import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { unpackAlone } from '../packing/unpack-piece.ts';
import { noise } from '../testing/noise.ts';
import { PACKED_ROOM, PIECE, PieceCompressor } from './compression.ts';

/** Words, noise, both, zeros, and one byte again and again. */
const PIECES = [
  Buffer.alloc(PIECE, 'So many words. '),
  noise(PIECE, 1),
  Buffer.concat([noise(PIECE / 2, 2), Buffer.alloc(PIECE / 2, 'and more of them ')]),
  Buffer.alloc(PIECE),
  Buffer.alloc(PIECE, 7),
];

function compressed(compressor: PieceCompressor, pieces: readonly Buffer[]): Buffer[] {
  const packed = Buffer.alloc(pieces.length * PACKED_ROOM);
  let end = 0;
  return compressor.compress(Buffer.concat(pieces), packed).map((length) => {
    end += length;
    return Buffer.from(packed.subarray(end - length, end));
  });
}

suite('pieces that are compressed by one context', () => {
  for (const codec of ['deflate', 'zlib', 'zstd'] as const) {
    test(`are what each of them is by itself, whatever came before: ${codec}`, () => {
      const kept = new PieceCompressor(codec);
      const alone = PIECES.map((piece) => compressed(new PieceCompressor(codec), [piece])[0]);
      assert.deepEqual(compressed(kept, PIECES), alone);
      assert.deepEqual(compressed(kept, PIECES.toReversed()), alone.toReversed());
      for (const [at, piece] of PIECES.entries()) {
        const packed = alone[at] ?? Buffer.alloc(0);
        if (packed.length > 0) assert.deepEqual(unpackAlone(codec, packed, PIECE), piece);
        else assert.deepEqual(piece, Buffer.alloc(PIECE));
      }
    });
  }
});
