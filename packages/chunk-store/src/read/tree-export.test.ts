import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { serveNbd } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { contentOf } from '../testing/content.ts';
import { put, temporaryStore } from '../testing/temporary-store.ts';
import { treeExport } from './tree-export.ts';

const run = promisify(execFile);

test('a tree is a disk to qemu-img and nbdinfo, and is given up by the last who reads it', async () => {
  const { store, directory, remove } = await temporaryStore();
  const bytes = contentOf([1, 2, 0, 0, 0, 3, 1], 777);
  const tree = await store.open(await put(store, bytes));
  let released = 0;
  const release = async (): Promise<void> => void (released += 1);
  const socket = join(directory, 'nbd');
  const server = await serveNbd({ listen: { path: socket }, find: async () => treeExport(tree, release) });
  try {
    const uri = `nbd+unix:///?socket=${socket}`;
    const file = join(directory, 'disk.raw');
    await writeFile(file, bytes);
    const { stdout: verdict } = await run('qemu-img', ['compare', '-f', 'raw', '-F', 'raw', uri, file]);
    assert.match(verdict, /identical/);
    const { stdout: map } = await run('nbdinfo', ['--json', '--map', uri]);
    assert.deepEqual(
      JSON.parse(map).map(({ offset, length, type }: Record<string, number>) => [offset, length, type]),
      [
        [0, 2 * CHUNK_SIZE, 0],
        [2 * CHUNK_SIZE, 3 * CHUNK_SIZE, 3],
        [5 * CHUNK_SIZE, bytes.length - 5 * CHUNK_SIZE, 0],
      ],
    );
    // Small reads at odd places, within chunks, across their borders, in holes.
    const reads = Array.from({ length: 200 }, (_, at) => {
      const offset = (at * 40_503 * 512) % (bytes.length - 70_000);
      return `assert h.pread(${1 + at * 337}, ${offset}) == bytes[${offset}:${offset + 1 + at * 337}]`;
    });
    const script = [`bytes = open("${file}", "rb").read()`, `h.connect_uri("${uri}")`, ...reads];
    await run('/usr/bin/python3', ['-m', 'nbd', '-c', script.join('\n')]);
  } finally {
    await server.close();
    await remove();
  }
  assert.ok(released >= 3);
});
