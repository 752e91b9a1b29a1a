import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { contentOf } from '@ingot/chunk-store/testing';
import { DiskPlaces } from './disk-places.ts';
import { bytesOfDisk, checkDisk, diskWorld, type DiskWorld } from './testing/disk-world.ts';
import { KILLED } from './testing/killed-scene.ts';

const PROGRAM = path.join(import.meta.dirname, 'testing', 'killed-disks.ts');
/** Every so many calls to the file system a process dies; 1 for each of them takes a minute. */
const STRIDE = Number(process.env['INGOT_TEST_KILL_STRIDE'] ?? 23);

/** @returns whether it came to the end. */
function runUntil(directory: string, moment: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const args = [PROGRAM, path.join(directory, 'volumes'), String(moment)];
    execFile(process.execPath, args, { env: { ...process.env, TMPDIR: directory } }, (error, printed) => {
      if (error === null) resolve(printed.endsWith('done'));
      else if (error.signal === 'SIGKILL') resolve(false);
      else reject(error);
    });
  });
}

async function expectWhole(world: DiskWorld): Promise<void> {
  const { disks } = world.service;
  for await (const id of disks.list()) {
    const { chunks } =
      [KILLED.lazy, KILLED.ready, KILLED.blank, KILLED.removed].find((each) => each.id === id) ?? assert.fail(id);
    const file = disks.path(id);
    await checkDisk(file);
    const bytes = await bytesOfDisk(file);
    const content = contentOf(chunks);
    assert.ok(bytes.length === KILLED.size || (id === KILLED.blank.id && bytes.length === 2 * KILLED.size));
    assert.deepEqual(bytes, Buffer.concat([content, Buffer.alloc(bytes.length - content.length)]));
  }
}

async function settle(world: DiskWorld): Promise<void> {
  const { places, service } = world;
  service.work.start();
  for (const root of await readdir(places.layers)) {
    const waiting = async (): Promise<number> => (await readdir(path.join(places.layers, root, 'lazy'))).length;
    while ((await waiting()) > 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

test(`wherever the process is killed, every disk is whole or gone afterwards, and nothing is left over`, async () => {
  let whole = false;
  for (let moment = 1; !whole; moment += STRIDE) {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-killed-'));
    try {
      await mkdir(path.join(directory, 'volumes'));
      whole = await runUntil(directory, moment);
      const places = new DiskPlaces(path.join(directory, 'volumes'));
      const world = await diskWorld({ directory: places.root });
      try {
        const trees = [await world.tree(KILLED.lazy.chunks), await world.tree(KILLED.ready.chunks)];
        await expectWhole(world);
        await settle({ ...world, service: world.service, places });
        await world.service.work.stop();
        await expectWhole(world);
        for (const { root, bytes } of trees) {
          const file = await readFile(places.layer(root).file).catch(() => null);
          if (file !== null) assert.deepEqual(file, bytes);
        }
        assert.deepEqual(await readdir(places.incoming), []);
        for await (const id of world.service.disks.list()) await world.service.disks.remove(id);
      } finally {
        await world.remove();
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  }
});
