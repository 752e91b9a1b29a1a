import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes, chunkIdOf } from '../chunk-id.ts';
import { crc32 } from '../crc.ts';
import { isChunkStoreError } from '../errors.ts';
import type { StoredInMemory } from '../read/stored-chunk.ts';
import { contentOf, noise } from '../testing/content.ts';
import type { Instruction } from '../wire/instruction.ts';
import { readInstructions } from '../wire/read-instructions.ts';
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
    const frameless = Buffer.from('these bytes are no zstd frame');
    const chunks = [
      storedIn(plain, 'zstd', { crc: 1 }),
      storedIn(plain, 'zstd', { plainLength: plain.length - 1 }),
      storedIn(frameless, 'plain', { codec: 'zstd' }),
      storedIn(plain.subarray(1), 'zstd', { plainLength: plain.length }),
      storedIn(plain, 'plain', { id: chunkIdOf(frameless) }),
      storedIn(plain, 'zstd', { id: chunkIdOf(frameless) }),
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
    const checksum = pool.checksums(['sha512']);
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
    const [sha512] = await checksum.finish();
    assert.match(sha512 ?? '', /^[0-9a-f]{128}$/);
  });
});

describe('a file that worker threads read', () => {
  const text = Buffer.alloc(CHUNK_SIZE, 'a line of a log\n');
  const chunks = [noise(CHUNK_SIZE, 1), Buffer.alloc(CHUNK_SIZE), text, noise(1000, 2)];
  const length = 3 * CHUNK_SIZE + 1000;

  async function openFile(context: TestContext) {
    const { pool } = openPool(context);
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-pool-'));
    await writeFile(path.join(directory, 'file'), Buffer.concat(chunks));
    const file = await open(path.join(directory, 'file'));
    context.after(async () => {
      await file.close();
      await rm(directory, { recursive: true });
    });
    const ids = Buffer.from(new SharedArrayBuffer(5 * CHUNK_ID_SIZE)).fill(1);
    return { pool, file: file.fd, ids };
  }

  it('has the ids of its chunks, and none for zeros', async (context) => {
    const { pool, file, ids } = await openFile(context);
    await pool.nameFile({ file, offset: 0, length }, ids);
    for (const [at, chunk] of chunks.entries()) {
      const id = ids.subarray(at * CHUNK_ID_SIZE, (at + 1) * CHUNK_ID_SIZE);
      if (at === 1) assert.ok(id.every((byte) => byte === 0));
      else assert.equal(chunkIdFromBytes(id), chunkIdOf(chunk));
    }
  });

  it('is packed as instructions, compressed where that pays', async (context) => {
    const { pool, file, ids } = await openFile(context);
    await pool.nameFile({ file, offset: 0, length }, ids);
    const piece = { file, offset: 2 * CHUNK_SIZE, length: CHUNK_SIZE + 1000 };
    const packed = await pool.packFile(piece, ids.subarray(2 * CHUNK_ID_SIZE));
    const given: Instruction[] = [];
    const pieces = (async function* pieces() {
      yield packed;
    })();
    // A chunk is good until the next one comes.
    for await (const one of readInstructions(pieces))
      given.push(one.kind === 'chunk' ? { ...one, bytes: Buffer.from(one.bytes) } : one);
    assert.deepEqual(
      given.map((one) => one.kind === 'chunk' && [one.id, one.codec]),
      [
        [chunkIdOf(text), 'zstd'],
        [chunkIdOf(noise(1000, 2)), 'plain'],
      ],
    );
    const plain = given.map((one) => {
      if (one.kind !== 'chunk') return assert.fail();
      return one.codec === 'zstd' ? zstdDecompressSync(one.bytes) : one.bytes;
    });
    assert.ok(Buffer.concat(plain).equals(Buffer.concat(chunks.slice(2))));
  });

  it('is refused when it ends too soon, and the thread goes on', async (context) => {
    const { pool, file, ids } = await openFile(context);
    const longer = { file, offset: 0, length: length + 1 };
    const refused = (error: unknown): boolean => isChunkStoreError(error, 'io') && /ended at byte/.test(error.message);
    await assert.rejects(pool.nameFile(longer, ids), refused);
    await assert.rejects(pool.packFile(longer, ids), refused);
    await assert.rejects(pool.nameFile({ ...longer, file: 123_456 }, ids), { code: 'io' });
    await pool.nameFile({ file, offset: 0, length }, ids);
    assert.equal(chunkIdFromBytes(ids.subarray(0, CHUNK_ID_SIZE)), chunkIdOf(noise(CHUNK_SIZE, 1)));
  });
});
