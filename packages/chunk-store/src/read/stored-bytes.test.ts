import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import { contentOf } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { put, temporaryStore } from '../testing/temporary-store.ts';
import type { StoredBytes } from './stored-bytes.ts';

const TEXT = Buffer.alloc(CHUNK_SIZE, 'a text that compresses well\n');

function plain({ codec, bytes }: StoredBytes): Buffer {
  return codec === 'plain' ? bytes : zstdDecompressSync(bytes);
}

test('chunks are handed out as they are stored, in order, zeros left out', async () => {
  const { store, remove } = await temporaryStore();
  try {
    const content = Buffer.concat([contentOf([1, 0, 2]), TEXT, contentOf([1], 100)]);
    const reader = await store.open(await put(store, content));
    const chunks = await Array.fromAsync(reader.stored());
    for (const chunk of chunks) assert.equal(chunkIdOf(plain(chunk)), chunk.id);
    assert.ok(Buffer.concat(chunks.map(plain)).equals(Buffer.concat([contentOf([1, 2]), TEXT, contentOf([1], 100)])));
    const part = await Array.fromAsync(reader.stored({ offset: 2 * CHUNK_SIZE, length: 2 * CHUNK_SIZE }));
    assert.ok(Buffer.concat(part.map(plain)).equals(Buffer.concat([contentOf([2]), TEXT])));
  } finally {
    await remove();
  }
});

test('what cannot be read in one go is read chunk by chunk', async () => {
  const { store, backend, reopen, remove } = await temporaryStore();
  try {
    const content = contentOf([1, 2, 3]);
    const root = await put(store, content);
    let calls = 0;
    const failing = faulty(backend, (method) => {
      if (method !== 'read') return;
      calls += 1;
      if (calls === 2) throw new ChunkStoreError('corrupt', 'a read that failed');
    });
    const reader = await (await reopen({ backend: failing })).open(root);
    const chunks = await Array.fromAsync(reader.stored());
    assert.ok(calls > 2);
    assert.ok(Buffer.concat(chunks.map(plain)).equals(content));
  } finally {
    await remove();
  }
});
