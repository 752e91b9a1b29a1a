import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { contentOf } from '../testing/content.ts';
import { SlotPool } from './slot-pool.ts';
import { WorkerPool } from './worker-pool.ts';

function openPool(context: TestContext): { pool: WorkerPool; slots: SlotPool } {
  const slots = new SlotPool(40);
  const pool = new WorkerPool(slots, 1);
  context.after(() => pool.close());
  return { pool, slots };
}

function frameOf(plain: Buffer): { memory: SharedArrayBuffer; length: number } {
  const memory = new SharedArrayBuffer(CHUNK_SIZE);
  return { memory, length: zstdCompressSync(plain).copy(Buffer.from(memory)) };
}

describe('decompression on a worker thread', () => {
  const plain = Buffer.alloc(CHUNK_SIZE, 'a line of a log\n');

  it('replaces a frame by what it holds, in the same memory', async (context) => {
    const { pool } = openPool(context);
    for (const content of [plain, plain.subarray(0, 100), Buffer.from('a')]) {
      const { memory, length } = frameOf(content);
      assert.equal(await pool.decompress(memory, length, content.length), content.length);
      assert.ok(Buffer.from(memory, 0, content.length).equals(content));
    }
  });

  it('refuses what is no frame, is cut, or holds more than it should', async (context) => {
    const { pool } = openPool(context);
    const { memory, length } = frameOf(plain);
    assert.equal(await pool.decompress(memory, length, plain.length - 1), null);
    assert.equal(await pool.decompress(memory, length - 1, plain.length), null);
    Buffer.from(memory).write('no zstd');
    assert.equal(await pool.decompress(memory, length, plain.length), null);
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
    const { memory, length } = frameOf(plain);
    await pool.decompress(memory, length, plain.length);
    ended.push('decompression');
    await Promise.all(updates);
    assert.ok(ended.indexOf('decompression') < 33, `after ${ended.indexOf('decompression')} of 40`);
    assert.match(await checksum.finish(), /^[0-9a-f]{128}$/);
  });
});
