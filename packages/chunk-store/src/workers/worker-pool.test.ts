import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { crc32 } from '../crc.ts';
import type { StoredInMemory } from '../read/stored-chunk.ts';
import { contentOf } from '../testing/content.ts';
import { SlotPool } from './slot-pool.ts';
import { WorkerPool } from './worker-pool.ts';

function openPool(context: TestContext): { pool: WorkerPool; slots: SlotPool } {
  const slots = new SlotPool(40);
  const pool = new WorkerPool(slots, 1);
  context.after(() => pool.close());
  return { pool, slots };
}

/** A chunk as it lies stored, in memory of its own. */
function storedIn(plain: Buffer, codec: 'plain' | 'zstd', change: Partial<StoredInMemory> = {}) {
  const memory = Buffer.from(new SharedArrayBuffer(CHUNK_SIZE));
  const stored = codec === 'zstd' ? zstdCompressSync(plain) : plain;
  stored.copy(memory);
  const form = {
    storedLength: stored.length,
    plainLength: plain.length,
    codec,
    crc: crc32(stored),
    id: chunkIdOf(plain),
  };
  return { memory, ...form, ...change };
}

describe('decoding on a worker thread', () => {
  const plain = Buffer.alloc(CHUNK_SIZE, 'a line of a log\n');

  it('puts plain chunks in the place of stored ones', async (context) => {
    const { pool } = openPool(context);
    const contents = [plain, plain.subarray(0, 100), Buffer.from('a')];
    for (const codec of ['zstd', 'plain'] as const) {
      const chunks = contents.map((content) => storedIn(content, codec));
      assert.deepEqual(await pool.decode(chunks), [null, null, null]);
      for (const [place, { memory }] of chunks.entries()) {
        const content = contents[place] ?? assert.fail();
        assert.ok(memory.subarray(0, content.length).equals(content));
      }
    }
  });

  it('tells what is wrong, of each by itself', async (context) => {
    const { pool } = openPool(context);
    const noise = Buffer.from('these bytes are no zstd frame');
    const chunks = [
      storedIn(plain, 'zstd', { crc: 1 }),
      storedIn(plain, 'zstd', { plainLength: plain.length - 1 }),
      storedIn(noise, 'plain', { codec: 'zstd' }),
      storedIn(plain.subarray(1), 'zstd', { plainLength: plain.length }),
      storedIn(plain, 'plain', { id: chunkIdOf(noise) }),
      storedIn(plain, 'zstd', { id: chunkIdOf(noise) }),
      storedIn(plain, 'zstd'),
    ];
    assert.deepEqual(await pool.decode(chunks), [
      'does not match its CRC',
      'cannot be decompressed',
      'cannot be decompressed',
      'has a wrong length',
      'does not match its id',
      'does not match its id',
      null,
    ]);
  });

  it('goes before what waits to be hashed', async (context) => {
    const { pool, slots } = openPool(context);
    const checksum = pool.checksum('sha512');
    const ended: string[] = [];
    const updates = Array.from({ length: 40 }, async () => {
      const slot = await slots.acquire(new AbortController().signal);
      contentOf([1]).copy(slot.bytes);
      await checksum.update(slot, CHUNK_SIZE);
      ended.push('update');
    });
    await Promise.resolve();
    await pool.decode([storedIn(plain, 'zstd')]);
    ended.push('decoding');
    await Promise.all(updates);
    assert.ok(ended.indexOf('decoding') < 33, `after ${ended.indexOf('decoding')} of 40`);
    assert.match(await checksum.finish(), /^[0-9a-f]{128}$/);
  });
});
