import assert from 'node:assert/strict';
import { it } from 'node:test';
import { playInterleaving } from '../testing/interleaving.ts';
import { MemoryChunkIndex } from '../testing/memory-chunk-index.ts';
import { MemoryPackBackend } from '../testing/memory-pack-backend.ts';

/** How many orders are tried, and from which seed on: many for a night, one to see what a seed does. */
const COUNT = Number(process.env['INGOT_MODEL_INTERLEAVINGS'] ?? 2000);
const FIRST = Number(process.env['INGOT_MODEL_SEED'] ?? 1);

it(`${COUNT} interleavings of uploads, re-use, deletion, collection, compaction and death lose and keep nothing`, async () => {
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
    const store = { index: new MemoryChunkIndex(), backend: new MemoryPackBackend() };
    await assert.doesNotReject(playInterleaving(store, seed), `seed ${seed}`);
  }
});
