import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openQemuImg, serveNbd } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { contentOf } from '../testing/content.ts';
import { put, temporaryStore } from '../testing/temporary-store.ts';
import { orderedDisk } from './ordered-disk.ts';

test('what qemu-img writes is the tree of the same bytes, and nothing of it lies anywhere else', async () => {
  const { store, directory, remove } = await temporaryStore();
  const bytes = contentOf([1, 2, 0, 0, 3, 1, 0, 5, 5, 4, 0, 0], 1024);
  bytes.fill(0, CHUNK_SIZE + 70_000, CHUNK_SIZE + 190_000);
  const [source, socket] = [join(directory, 'source'), join(directory, 'nbd')];
  await writeFile(source, bytes);
  const derivation = await store.derive(null, bytes.length);
  const ordered = orderedDisk(derivation);
  const server = await serveNbd({ listen: { path: socket }, find: async () => ordered.disk });
  try {
    const qemuImg = await openQemuImg();
    await qemuImg.copy({ format: 'raw', file: { path: source } }, { socket, export: 'disk' });
    await ordered.seal();
    const { root, size, release } = await derivation.finish('page');
    assert.equal(size, bytes.length);
    assert.equal(root, await put(store, bytes));
    await release();
  } finally {
    await server.close();
    await remove();
  }
});

test('it is written in order only, and tells what came before an error', async () => {
  const { store, remove } = await temporaryStore();
  const derivation = await store.derive(null, 4 * CHUNK_SIZE);
  try {
    const ordered = orderedDisk(derivation);
    const { disk } = ordered;
    // Neither is waited for before the next one comes.
    await Promise.all([disk.write(10, Buffer.from('ab')), disk.write(12, Buffer.from('c')), disk.zero(2000, 50)]);
    assert.equal(ordered.reached, 2050);
    await assert.rejects(disk.write(2049, Buffer.from('x')), /in order only/);
    await assert.rejects(
      disk.read(0, 1, async () => undefined, new AbortController().signal),
      /only be written/,
    );
    const extents = await Array.fromAsync(disk.extents(2000, 100));
    assert.deepEqual(extents, [
      { kind: 'data', offset: 2000, length: 50 },
      { kind: 'zero', offset: 2050, length: 50 },
    ]);
    await ordered.seal();
    await assert.rejects(disk.write(3000, Buffer.from('x')), /takes no more writes/);
    const { root, release } = await derivation.finish();
    const expected = Buffer.alloc(4 * CHUNK_SIZE);
    expected.write('abc', 10);
    assert.equal(root, await put(store, expected));
    await release();
  } finally {
    await remove();
  }
});

test('a failure of the store is met at the end, whoever was told of it', async () => {
  const broken = {
    size: 10,
    write: () => Promise.reject(new Error('no room')),
    zero: () => Promise.resolve(),
  };
  const ordered = orderedDisk(broken);
  await assert.rejects(ordered.disk.write(0, Buffer.from('a')), /no room/);
  await assert.rejects(ordered.disk.zero(5, 1), /no room/);
  await assert.rejects(ordered.seal(), /no room/);
});
