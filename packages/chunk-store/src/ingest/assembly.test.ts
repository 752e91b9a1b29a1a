import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { constants, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { isChunkStoreError, type ChunkStoreErrorCode } from '../errors.ts';
import { contentOf, noise } from '../testing/content.ts';
import { get, put, roots, temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import type { Assembly, TreeChunk } from './assembly.ts';

function check(name: string, body: (world: TemporaryStore) => Promise<void>): void {
  test(name, async () => {
    const world = await temporaryStore();
    try {
      await body(world);
    } finally {
      await world.remove();
    }
  });
}

async function chunksOf(store: ChunkStore, content: Buffer): Promise<TreeChunk[]> {
  const reader = await store.open(await put(store, content));
  const chunks: TreeChunk[] = [];
  for await (const run of reader.runs()) {
    const ids = run.kind === 'data' ? run.ids : [];
    const end = run.offset + run.length;
    chunks.push(...ids.map((id, at) => ({ id, length: Math.min(CHUNK_SIZE, end - run.offset - at * CHUNK_SIZE) })));
  }
  return chunks;
}

function add(assembly: Assembly, bytes: Buffer): Promise<void> {
  return assembly.add(chunkIdOf(bytes), bytes);
}

function addFramed(assembly: Assembly, bytes: Buffer): Promise<void> {
  return assembly.addFrame(chunkIdOf(bytes), zstdCompressSync(bytes), bytes.length);
}

/** A frame of a chunk of 'x' that asks for a window of `2 ** windowLog` bytes: RFC 8878, sections 3.1.1.1 and 3.1.1.2. */
function repeatingFrame(windowLog: number): Buffer {
  const half = CHUNK_SIZE / 2;
  const block = (isLast: boolean): Buffer => {
    const bytes = Buffer.from('...x');
    bytes.writeUIntLE((half << 3) | (1 << 1) | (isLast ? 1 : 0), 0, 3);
    return bytes;
  };
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3]), block(false), block(true)]);
}

async function rejectsWith(code: ChunkStoreErrorCode, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => isChunkStoreError(error, code));
}

describe('an assembly', () => {
  check('is the tree of the same content, whatever its pieces came from', async ({ store }) => {
    const pieces = fc.array(
      fc.tuple(fc.constantFrom('reuse', 'add', 'add framed', 'put', 'zeros'), fc.integer({ min: 1, max: 4 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 0, max: CHUNK_SIZE - 1 }), async (list, tail) => {
        const assembly = await store.assemble();
        const content: Buffer[] = [];
        for (const [how, seed] of list) {
          const bytes = contentOf([how === 'zeros' ? 0 : seed]);
          content.push(bytes);
          if (how === 'zeros') await assembly.zeros(bytes.length);
          else if (how === 'add') await add(assembly, bytes);
          else if (how === 'add framed') await addFramed(assembly, bytes);
          else if (how === 'put') await assembly.put(bytes);
          else await assembly.reuse(await chunksOf(store, bytes));
        }
        const last = noise(tail, 'tail');
        if (tail > 0) await add(assembly, last);
        const whole = Buffer.concat([...content, last]);
        const { root, size, release } = await assembly.finish();
        assert.equal(size, whole.length);
        assert.equal(root, await put(store, whole));
        assert.ok((await get(store, root)).equals(whole));
        await release();
      }),
      { numRuns: 40 },
    );
  });

  check('is a tree of more than one page', async ({ store }) => {
    const chunks = await chunksOf(store, contentOf([1, 2, 3]));
    const assembly = await store.assemble();
    for (let round = 0; round < 400; round += 1) await assembly.reuse(chunks);
    await assembly.zeros(1024 * CHUNK_SIZE);
    const { root, release } = await assembly.finish();
    const reader = await store.open(root);
    assert.equal(reader.size, 2224 * CHUNK_SIZE);
    const end = await reader.read(1199 * CHUNK_SIZE, 2 * CHUNK_SIZE);
    assert.ok(end.equals(contentOf([3, 0])));
    await release();
  });

  check('refuses bytes that are others than their id says, and leaves nothing', async ({ store, files }) => {
    for (const [id, bytes] of [
      [chunkIdOf(noise(CHUNK_SIZE, 1)), noise(CHUNK_SIZE, 2)],
      [chunkIdOf(noise(CHUNK_SIZE, 1)), Buffer.alloc(CHUNK_SIZE)],
    ] as const) {
      const assembly = await store.assemble();
      await add(assembly, noise(CHUNK_SIZE, 3));
      await rejectsWith(
        'mismatch',
        assembly.add(id, bytes).then(() => assembly.finish()),
      );
      await assembly.abort();
      assert.deepEqual(await files(), []);
    }
  });

  check('keeps a frame as it came', async ({ store }) => {
    const bytes = Buffer.alloc(CHUNK_SIZE, 'text, ');
    const frame = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 9 } });
    const assembly = await store.assemble();
    await assembly.addFrame(chunkIdOf(bytes), frame, bytes.length);
    const { root, release } = await assembly.finish();
    const reader = await store.open(root);
    const [stored] = await Array.fromAsync(reader.stored());
    assert.ok(stored?.codec === 'zstd' && stored.bytes.equals(frame));
    assert.ok((await get(store, root)).equals(bytes));
    await release();
  });

  check('stores no zeros, also when they come in a frame', async ({ store }) => {
    const assembly = await store.assemble();
    const zeros = Buffer.alloc(CHUNK_SIZE);
    await addFramed(assembly, zeros);
    await assembly.put(zeros);
    await addFramed(assembly, zeros.subarray(0, 1000));
    const { root, release } = await assembly.finish();
    assert.equal(root, await put(store, Buffer.alloc(2 * CHUNK_SIZE + 1000)));
    await release();
  });

  check('takes a frame with a window that every decoder has', async ({ store }) => {
    const bytes = Buffer.alloc(CHUNK_SIZE, 'x');
    const assembly = await store.assemble();
    await assembly.addFrame(chunkIdOf(bytes), repeatingFrame(23), bytes.length);
    const { root, release } = await assembly.finish();
    assert.ok((await get(store, root)).equals(bytes));
    await release();
  });

  check('refuses frames of anything else than was said', async ({ store, files }) => {
    const bytes = Buffer.alloc(CHUNK_SIZE, 'x');
    const id = chunkIdOf(bytes);
    for (const [why, frame] of [
      ['of other bytes', zstdCompressSync(Buffer.alloc(CHUNK_SIZE, 'y'))],
      ['of zeros', zstdCompressSync(Buffer.alloc(CHUNK_SIZE))],
      ['of too many bytes', zstdCompressSync(Buffer.alloc(CHUNK_SIZE + 1, 'x'))],
      ['of too few', zstdCompressSync(bytes.subarray(1))],
      ['cut off', zstdCompressSync(bytes).subarray(0, -1)],
      ['that need a window of 128 MiB', repeatingFrame(27)],
      ['that are none', noise(1000, 'no frame')],
      ['that are none and as long as a chunk', noise(CHUNK_SIZE, 'no frame')],
    ] as const) {
      const assembly = await store.assemble();
      const work = assembly.addFrame(id, frame, bytes.length).then(() => assembly.finish());
      await assert.rejects(work, (error) => isChunkStoreError(error, 'mismatch'), why);
      await assembly.abort();
      assert.deepEqual(await files(), []);
    }
  });

  check('refuses to reuse what is not there', async ({ store, files }) => {
    const assembly = await store.assemble();
    await rejectsWith('missing', assembly.reuse([{ id: chunkIdOf(noise(9, 9)), length: 9 }]));
    await assembly.abort();
    assert.deepEqual(await files(), []);
  });

  check('keeps what it reuses from a collection, until it is released', async ({ store }) => {
    const content = contentOf([1, 2, 3]);
    const chunks = await chunksOf(store, content);
    const assembly = await store.assemble();
    await assembly.reuse(chunks);
    await store.collect(roots());
    const { root, release } = await assembly.finish();
    await store.collect(roots());
    assert.ok((await get(store, root)).equals(content));
    await release();
    await store.collect(roots());
    assert.equal((await store.lengths([root])).size, 0);
  });

  check('shares chunks of trees that it holds, which stay when nothing else refers to them', async ({ store }) => {
    const content = Buffer.concat([contentOf([1, 2, 3]), noise(5, 'tail')]);
    const source = await put(store, content);
    const assembly = await store.assemble();
    await assembly.hold([source]);
    await store.collect(roots());
    for await (const run of (await store.open(source)).runs({ offset: CHUNK_SIZE })) {
      if (run.kind === 'data') await assembly.share(run.ids, run.length);
    }
    const { root, size, release } = await assembly.finish();
    assert.equal(size, content.length - CHUNK_SIZE);
    await store.collect(roots(root));
    await release();
    await store.collect(roots(root));
    assert.ok((await get(store, root)).equals(content.subarray(CHUNK_SIZE)));
  });

  check('holds no tree that is not there, and shares no chunks without bytes', async ({ store }) => {
    const absent = await put(store, noise(9, 'absent'));
    await store.collect(roots());
    const assembly = await store.assemble();
    await rejectsWith('missing', assembly.hold([absent]));
    await assert.rejects(assembly.share([], 1), RangeError);
    await assert.rejects(assembly.share([chunkIdOf(noise(9, 9))], CHUNK_SIZE + 1), RangeError);
    await assembly.abort();
  });

  check('ends with the store', async ({ store, files }) => {
    const assembly = await store.assemble();
    await add(assembly, noise(CHUNK_SIZE, 1));
    await store.close();
    await rejectsWith('aborted', assembly.zeros(1));
    assert.deepEqual(await files(), []);
  });
});
