import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { serveNbd } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { contentOf } from '../testing/content.ts';
import { put, temporaryStore } from '../testing/temporary-store.ts';
import { ingestDisk } from './ingest-disk.ts';

const run = promisify(execFile);

for (const [program, ...args] of [
  ['nbdcopy', '--connections=4', '--requests=16'],
  ['qemu-img', 'convert', '-n', '-W', '-m', '16', '-f', 'raw', '-O', 'raw'],
] as const) {
  test(`what ${program} writes in any order is the tree of the same bytes`, async () => {
    const { store, directory, remove } = await temporaryStore();
    const bytes = contentOf([1, 2, 0, 0, 3, 1, 0, 0, 0, 4], 1024);
    const source = join(directory, 'source');
    await writeFile(source, bytes);
    const scratch = join(directory, 'scratch');
    const ingest = await ingestDisk(store, scratch, bytes.length);
    const socket = join(directory, 'nbd');
    const server = await serveNbd({ listen: { path: socket }, find: async () => ingest.disk });
    try {
      await run(program, [...args, source, `nbd+unix:///?socket=${socket}`]);
      const { root, size, release } = await ingest.finish();
      assert.equal(size, bytes.length);
      assert.equal(root, await put(store, bytes));
      await release();
      await ingest.remove();
      assert.ok(!(await readdir(directory)).includes('scratch'));
    } finally {
      await server.close();
      await remove();
    }
  });
}

test('writes of any size and place, zeroes over data, and reads between them', async () => {
  const { store, directory, remove } = await temporaryStore();
  const ingest = await ingestDisk(store, join(directory, 'scratch'), 4 * CHUNK_SIZE + 5);
  try {
    const expected = Buffer.alloc(4 * CHUNK_SIZE + 5);
    const { disk } = ingest;
    for (const [offset, length, fill] of [
      [4 * CHUNK_SIZE + 1, 4, 7],
      [CHUNK_SIZE - 3, 6, 9],
      [3 * CHUNK_SIZE, CHUNK_SIZE, 1],
      [CHUNK_SIZE, 2, 0],
      [3 * CHUNK_SIZE - 10, 20, 0],
    ] as const) {
      expected.fill(fill, offset, offset + length);
      await (fill === 0 ? disk.zero(offset, length) : disk.write(offset, Buffer.alloc(length, fill)));
      const read: Buffer[] = [];
      const sink = async (pieces: readonly Buffer[]): Promise<void> =>
        void read.push(...pieces.map((piece) => Buffer.from(piece)));
      await disk.read(0, disk.size, sink, new AbortController().signal);
      assert.ok(Buffer.concat(read).equals(expected));
    }
    const { root, release } = await ingest.finish();
    assert.equal(root, await put(store, expected));
    await release();
    await assert.rejects(disk.write(0, Buffer.alloc(1)), /takes no more writes/);
  } finally {
    await ingest.remove();
    await remove();
  }
});

test('a disk that nothing is written to takes no space, however large it is', async () => {
  const { store, directory, remove } = await temporaryStore();
  const path = join(directory, 'scratch');
  const ingest = await ingestDisk(store, path, 2 ** 40);
  try {
    await ingest.disk.zero(0, 2 ** 40);
    assert.equal((await stat(path)).blocks, 0);
    await assert.rejects(ingestDisk(store, path, 1), { code: 'EEXIST' });
  } finally {
    await ingest.remove();
    await remove();
  }
});

test('one that is given up leaves nothing behind', async () => {
  const { store, directory, files, remove } = await temporaryStore();
  const ingest = await ingestDisk(store, join(directory, 'scratch'), 8 * CHUNK_SIZE);
  try {
    await ingest.disk.write(0, contentOf([1, 2, 3]));
    await assert.rejects(ingest.finish(AbortSignal.abort(new Error('given up'))), /given up/);
    await ingest.remove();
    assert.deepEqual(await files(), []);
  } finally {
    await remove();
  }
});
