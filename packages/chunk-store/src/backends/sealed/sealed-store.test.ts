import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { CHUNK_SIZE } from '../../chunk-id.ts';
import type { ChunkStore } from '../../chunk-store.ts';
import { isChunkStoreError } from '../../errors.ts';
import { openChunkStore } from '../../open-chunk-store.ts';
import type { PackBackend } from '../../packs/pack-backend.ts';
import { readPackIndex } from '../../packs/read-pack-index.ts';
import { contentOf } from '../../testing/content.ts';
import { MemoryChunkIndex } from '../../testing/memory-chunk-index.ts';
import { get, put } from '../../testing/temporary-store.ts';
import { localBackend } from '../local/local-backend.ts';
import { sealedBackend } from './sealed-backend.ts';
import { importSealingKey } from './sealing-key.ts';

const key = importSealingKey(randomBytes(32));
const directory = await mkdtemp(join(tmpdir(), 'ingot-sealed-store-'));
after(() => rm(directory, { recursive: true }));

async function withStores(
  test: (
    open: (sealed: boolean) => Promise<{ store: ChunkStore; backend: PackBackend }>,
    place: string,
  ) => Promise<void>,
): Promise<void> {
  const place = await mkdtemp(join(directory, 'store-'));
  const index = new MemoryChunkIndex();
  const stores: ChunkStore[] = [];
  try {
    await test(async (sealed) => {
      const local = await localBackend(place);
      const backend = sealed ? sealedBackend(local, { keys: [key], plainPacks: 'read' }) : local;
      const store = await openChunkStore({ backend, index, owner: 'test', workers: 1 });
      stores.push(store);
      return { store, backend };
    }, place);
  } finally {
    for (const store of stores) await store.close();
  }
}

it('stores equal chunks once, also when only the second content is sealed', async () => {
  await withStores(async (open) => {
    const [first, second] = [contentOf([1, 2, 3, 4]), contentOf([1, 2, 9, 4], 100)];
    const before = await open(false);
    const plainRoot = await put(before.store, first);
    const { store, backend } = await open(true);
    const ingest = await store.ingest();
    await ingest.write(second);
    const { root, newBytes, release } = await ingest.finish();
    await release();
    assert.ok(newBytes < 1.2 * CHUNK_SIZE, `${newBytes} bytes are new`);
    assert.deepEqual(await get(store, root), second);
    assert.deepEqual(await get(store, plainRoot), first);
    // Each pack tells by itself what it holds, sealed or not.
    for await (const pack of backend.list()) assert.ok((await readPackIndex(backend, pack)).length > 0);
  });
});

it('loses the chunks that a spoilt block has a part in, and no other', async () => {
  await withStores(async (open, place) => {
    const writer = await open(true);
    const content = contentOf([1, 2, 3, 4, 5, 6, 7, 8]);
    const root = await put(writer.store, content);
    const [pack] = await Array.fromAsync(writer.backend.list());
    assert.ok(pack);
    const file = join(place, 'packs', pack.slice(0, 2), `${pack}.pack`);
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(4.5 * CHUNK_SIZE) ^ 1, 4.5 * CHUNK_SIZE);
    await writeFile(file, bytes);

    const { store } = await open(true);
    const reader = await store.open(root);
    await assert.rejects(reader.read(0, reader.size), (error) => isChunkStoreError(error, 'corrupt'));
    const lost: number[] = [];
    for (let chunk = 0; chunk < 8; chunk++) {
      const read = reader.read(chunk * CHUNK_SIZE, CHUNK_SIZE);
      try {
        assert.deepEqual(await read, content.subarray(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE));
      } catch (error) {
        if (!isChunkStoreError(error, 'corrupt')) throw error;
        lost.push(chunk);
      }
    }
    assert.deepEqual(lost, [4]);
    // Chunks that are read at once with the spoilt one are none the worse for it.
    const half = await open(true);
    const other = await half.store.open(root);
    assert.deepEqual(await other.read(0, 4 * CHUNK_SIZE), content.subarray(0, 4 * CHUNK_SIZE));
  });
});
