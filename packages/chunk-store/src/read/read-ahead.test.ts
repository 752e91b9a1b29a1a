import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { PackOrigin } from '../packs/pack-backend.ts';
import { readAheadOf } from './read-ahead.ts';

const MIB = 2 ** 20;

describe('reading ahead', () => {
  it('takes no more memory than is used again, and less for what takes as much again on its way', () => {
    const held = (streams: number, origin: PackOrigin): number => {
      const { chunks, windows } = readAheadOf(streams, origin);
      assert.ok(windows >= 2, 'one is loaded while another is sent');
      return streams * chunks * windows * CHUNK_SIZE;
    };
    for (let streams = 1; streams <= 16; streams += 1) {
      assert.ok(held(streams, 'disk') <= 32 * MIB, `${streams} streams`);
      assert.ok(held(streams, 'network') <= 16 * MIB, `${streams} streams`);
    }
    assert.equal(held(8, 'disk'), 32 * MIB);
    assert.equal(held(8, 'network'), 16 * MIB);
  });

  it('is for as many streams as that suffices for', () => {
    assert.deepEqual(readAheadOf(17, 'disk'), { chunks: 1, windows: 1 });
    assert.deepEqual(readAheadOf(1000, 'network'), { chunks: 1, windows: 1 });
  });
});
