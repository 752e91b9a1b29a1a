import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { CHUNK_SIZE, type TreeRoot } from '@ingot/chunk-store';
import { get, noise, put, temporaryStore, type TemporaryStore } from '@ingot/chunk-store/testing';
import { DiskError, openQemuImg } from '@ingot/disk';
import { captureOverlay } from './capture-overlay.ts';

const run = promisify(execFile);
const qemuImg = await openQemuImg();
const { signal } = new AbortController();
const KiB = 1024;
const MiB = 1024 * KiB;
/** Not a multiple of a chunk, nor of a cluster. */
const SIZE = 10 * MiB + 96 * KiB + 512;

/** A disk over a base, as a machine would have written it, with QEMU's own programs. */
class Disk {
  readonly #temporary: TemporaryStore;
  readonly path: string;
  size = SIZE;

  constructor(temporary: TemporaryStore) {
    this.#temporary = temporary;
    this.path = path.join(temporary.directory, 'overlay');
  }

  static async over(temporary: TemporaryStore, base: Buffer | null): Promise<Disk> {
    const disk = new Disk(temporary);
    const below = path.join(temporary.directory, 'below');
    if (base) await writeFile(below, base);
    const backing = base ? ['-b', below, '-F', 'raw'] : [];
    // As the overlays of volumes are.
    const options = ['-o', 'extended_l2=on,cluster_size=128k'];
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...options, ...backing, disk.path, String(SIZE)]);
    return disk;
  }

  async write(...commands: readonly string[]): Promise<void> {
    await run('qemu-io', ['-f', 'qcow2', ...commands.flatMap((command) => ['-c', command]), this.path]);
  }

  async grow(size: number): Promise<void> {
    await run('qemu-img', ['resize', '-q', '-f', 'qcow2', this.path, String(size)]);
    this.size = size;
  }

  /** The bytes that a machine sees. */
  async bytes(): Promise<Buffer> {
    const raw = path.join(this.#temporary.directory, 'seen');
    await run('qemu-img', ['convert', '-q', '-f', 'qcow2', '-O', 'raw', this.path, raw]);
    return readFile(raw);
  }

  async capture(base: TreeRoot | null): Promise<{ readonly root: TreeRoot; readonly read: number }> {
    let read = 0;
    const progress = (done: number): void => void (read = done);
    const overlay = { path: this.path, size: this.size, base };
    const tree = await captureOverlay({ chunks: this.#temporary.store, qemuImg }, overlay, signal, progress);
    await tree.release();
    return { root: tree.root, read };
  }
}

function check(title: string, test: (temporary: TemporaryStore) => Promise<void>): void {
  void it(title, async () => {
    const temporary = await temporaryStore();
    try {
      await test(temporary);
    } finally {
      await temporary.remove();
    }
  });
}

describe('capturing an overlay', () => {
  check('gives the disk that a machine sees, and reads what was written only', async (temporary) => {
    const base = noise(SIZE - 3 * MiB, 'base');
    const root = await put(temporary.store, Buffer.from(base));
    const disk = await Disk.over(temporary, base);
    const unchanged = await disk.capture(root);
    assert.ok((await get(temporary.store, unchanged.root)).equals(await disk.bytes()));
    assert.equal(unchanged.read, 0);

    await disk.write('write -P 1 0 512', 'write -P 2 1000k 300k', 'write -z 3M 1M', `write -P 3 ${SIZE - 512} 512`);
    await disk.write(
      'write -P 4 5M 64k',
      'discard 5M 64k',
      'write -P 5 9M 1k',
      `write -P 6 ${SIZE - 3 * MiB - 512} 1k`,
    );
    const first = await disk.capture(root);
    const seen = await disk.bytes();
    assert.ok((await get(temporary.store, first.root)).equals(seen));
    assert.ok(first.read < MiB, `${first.read} bytes were read`);
    assert.equal(await put(temporary.store, seen), first.root, 'equal content is one tree');

    await disk.grow(SIZE + 5 * MiB);
    await disk.write(`write -P 7 ${SIZE + 4 * MiB} 4k`);
    const grown = await disk.capture(root);
    assert.ok((await get(temporary.store, grown.root)).equals(await disk.bytes()));
  });

  check('takes a disk that stands on nothing', async (temporary) => {
    const disk = await Disk.over(temporary, null);
    const { root, read } = await disk.capture(null);
    assert.ok((await get(temporary.store, root)).equals(Buffer.alloc(SIZE)));
    assert.equal(read, 0);
    await disk.write('write -P 9 700k 3k');
    assert.ok((await get(temporary.store, (await disk.capture(null)).root)).equals(await disk.bytes()));
  });

  check('leaves nothing when it is stopped, or the overlay is not whole', async (temporary) => {
    const { store, index } = temporary;
    const disk = await Disk.over(temporary, null);
    await disk.write('write -P 1 0 8M');
    const overlay = { path: disk.path, size: SIZE, base: null };
    const parts = { chunks: store, qemuImg };
    const stop = new AbortController();
    const reason = new Error('enough');
    await assert.rejects(
      captureOverlay(parts, overlay, stop.signal, () => stop.abort(reason)),
      reason,
    );
    await truncate(disk.path, (await stat(disk.path)).size - CHUNK_SIZE);
    await assert.rejects(
      captureOverlay(parts, overlay, signal, () => undefined),
      DiskError,
    );
    assert.equal((await index.runningIngests()).count, 0);
    assert.deepEqual(await index.usage(), { packs: 0, storedBytes: 0, chunks: 0, liveBytes: 0, plainBytes: 0 });
  });
});
