import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { isChunkStoreError } from '../errors.ts';
import { childPlace, decodePage, encodePage, PAGE_FANOUT, requirePlace, requireRoot } from './page.ts';

const id = chunkIdOf(Buffer.from('a chunk'));
const corrupt = (error: unknown): boolean => isChunkStoreError(error, 'corrupt');

describe('a page', () => {
  const bytes = encodePage(0, CHUNK_SIZE + 5, [id, null]);

  it('has the layout that is written down', () => {
    assert.equal(bytes.length, 32 + 64);
    assert.equal(
      bytes.toString('hex'),
      ['49475450', '01', '00', '12', '0a', '0500040000000000', '0200', '00'.repeat(14), id, '00'.repeat(32)].join(''),
    );
  });

  it('decodes to what was encoded', () => {
    const page = decodePage(chunkIdOf(bytes), bytes);
    assert.deepEqual([page.level, page.covered, page.count], [0, CHUNK_SIZE + 5, 2]);
    assert.deepEqual([page.entry(0), page.entry(1)], [id, null]);
    assert.throws(() => page.entry(2), RangeError);
    assert.throws(() => page.entry(-1), RangeError);
  });

  it('is refused when any bit of it has changed', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.throws(() => decodePage(chunkIdOf(bytes), changed), corrupt);
    }
  });

  it('is refused with a right hash too when a field makes no sense', () => {
    const change = (at: number, value: number): Buffer => {
      const changed = Buffer.from(bytes);
      changed[at] = value;
      return changed;
    };
    const bad = [
      ...[0, 4, 5, 6, 7, 15, 16, 17, 18, 31].map((at) => change(at, 0xee)),
      change(10, 0),
      bytes.subarray(0, 64),
      Buffer.concat([bytes, Buffer.alloc(32)]),
      Buffer.alloc(0),
      encodePage(
        0,
        CHUNK_SIZE * (PAGE_FANOUT + 1),
        Array.from({ length: PAGE_FANOUT + 1 }, () => id),
      ),
    ];
    for (const page of bad) assert.throws(() => decodePage(chunkIdOf(page), page), corrupt);
  });

  it('belongs in one place only', () => {
    const decode = (page: Buffer) => decodePage(chunkIdOf(page), page);
    const parent = decode(encodePage(1, CHUNK_SIZE * (PAGE_FANOUT + 1) + 5, [id, id]));
    const child = decode(bytes);
    assert.deepEqual(childPlace(parent, 1), { level: 0, covered: CHUNK_SIZE + 5 });
    assert.equal(requirePlace(child, childPlace(parent, 1)), child);
    assert.throws(() => requirePlace(child, childPlace(parent, 0)), corrupt);
    assert.throws(() => requirePlace(parent, childPlace(parent, 1)), corrupt);
    assert.throws(() => requireRoot(decode(encodePage(1, CHUNK_SIZE, [id]))), corrupt);
  });
});
