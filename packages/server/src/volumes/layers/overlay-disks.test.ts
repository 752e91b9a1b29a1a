import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { failsWith } from '../../images/testing/fails-with.ts';
import { newVolumeId } from '../../kernel/ids.ts';
import { bytesOfDisk, checkDisk, diskWorld, QEMU_IO, writeToDisk, type DiskWorld } from './testing/disk-world.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;

describe('disks', () => {
  let world: DiskWorld;
  beforeEach(async () => {
    world = await diskWorld();
  });
  afterEach(() => world.remove());

  /** Runs background work until the disk of nobody waits for its layer. */
  async function settled(): Promise<void> {
    const { places, service } = world;
    service.work.start();
    const waiting = async (): Promise<boolean> => {
      for (const root of await readdir(places.layers)) {
        if ((await readdir(path.join(places.layers, root, 'lazy'))).length > 0) return true;
      }
      return false;
    };
    while (await waiting()) await new Promise((resolve) => setImmediate(resolve));
  }

  it('are blank, of any size, and grow', async () => {
    const { disks } = world.service;
    const id = newVolumeId();
    await disks.create(id, { kind: 'blank' }, 16 * MiB);
    await writeToDisk(disks.path(id), 'write -P 0x41 0 1M');
    await disks.extend(id, 32 * MiB);
    await disks.extend(id, MiB);
    const bytes = await bytesOfDisk(disks.path(id));
    assert.equal(bytes.length, 32 * MiB);
    assert.deepEqual(bytes.subarray(0, MiB), Buffer.alloc(MiB, 0x41));
    await checkDisk(disks.path(id));
  });

  it('over a tree that is no file yet can be read at once, and stand on the file later', async () => {
    const { service, places } = world;
    const { disks } = service;
    const tree = await world.tree([1, 0, 2, 0, 0, 3], 1000);
    const id = newVolumeId();
    await disks.create(id, { kind: 'tree', ...tree }, 4 * MiB);
    const expected = Buffer.concat([tree.bytes, Buffer.alloc(4 * MiB - tree.size)]);
    assert.deepEqual(await bytesOfDisk(disks.path(id)), expected);
    assert.equal(await service.layers.isReady(tree.root), false);

    await writeToDisk(disks.path(id), 'write -P 0x42 256k 4k');
    expected.fill(0x42, 256 * 1024, 260 * 1024);
    await settled();
    await service.work.stop();
    // Nothing is served any more.
    assert.deepEqual(await bytesOfDisk(disks.path(id)), expected);
    await checkDisk(disks.path(id));
    const layer = places.layer(tree.root);
    assert.deepEqual(await readFile(layer.file), tree.bytes);
    const { blocks } = await stat(layer.file);
    assert.ok(blocks * 512 < tree.size - MiB / 2, 'holes stay holes');
    assert.deepEqual(await readdir(layer.standing), [id]);
  });

  it('over a layer that is ready take 16 KiB each and need nothing but the file', async () => {
    const { service } = world;
    const { disks } = service;
    const tree = await world.tree([1, 2]);
    world.ready.add(tree.root);
    service.work.start();
    while (!(await service.layers.isReady(tree.root))) await new Promise((resolve) => setImmediate(resolve));
    await service.work.stop();
    const id = newVolumeId();
    await disks.create(id, { kind: 'tree', ...tree }, 200 * GiB);
    assert.ok((await stat(disks.path(id))).blocks * 512 <= 16 * 1024);
    await writeToDisk(disks.path(id), 'read 0 512k', 'write -P 1 100G 4k');
    await disks.extend(id, 300 * GiB);
    await checkDisk(disks.path(id));
    assert.equal(world.opened.get(tree.root), 1);
  });

  it('are made once, however often they are asked for at the same time', async () => {
    const { disks } = world.service;
    const tree = await world.tree([1]);
    const ids = Array.from({ length: 20 }, newVolumeId);
    await Promise.all(ids.flatMap((id) => [1, 2].map(() => disks.create(id, { kind: 'tree', ...tree }, MiB))));
    await disks.create(ids[0] ?? newVolumeId(), { kind: 'blank' }, 2 * MiB);
    const listed: string[] = [];
    for await (const id of disks.list()) listed.push(id);
    assert.deepEqual(listed.toSorted(), ids.toSorted());
    await settled();
    for (const id of ids.slice(0, 2)) assert.equal((await bytesOfDisk(disks.path(id))).length, MiB);
    assert.ok((world.opened.get(tree.root) ?? 0) < ids.length, 'the layer is made once');
    assert.deepEqual(await readdir(world.places.incoming), []);
  });

  it('are removed with everything that tells of them, again and again', async () => {
    const { disks } = world.service;
    const tree = await world.tree([1]);
    const id = newVolumeId();
    await disks.create(id, { kind: 'tree', ...tree }, MiB);
    await disks.remove(id);
    await disks.remove(id);
    const layer = world.places.layer(tree.root);
    assert.deepEqual(await Promise.all([layer.lazy, layer.standing, world.places.disks].map((at) => readdir(at))), [
      [],
      [],
      [],
    ]);
    await assert.rejects(disks.extend(id, 2 * MiB), failsWith('not-found', /no disk on this host/));
  });

  it('that a guest has open stay on the tree until it has gone', async () => {
    const { service, places } = world;
    const { disks } = service;
    const tree = await world.tree([1]);
    const id = newVolumeId();
    await disks.create(id, { kind: 'tree', ...tree }, MiB);
    const guest = spawn(QEMU_IO, ['-f', 'qcow2', disks.path(id)], { stdio: ['pipe', 'pipe', 'inherit'] });
    guest.stdin.write('read 0 1k\n');
    await once(guest.stdout, 'data');
    await assert.rejects(disks.extend(id, 2 * MiB), failsWith('conflict', /open in another program/));
    service.work.start();
    while (!(await service.layers.isReady(tree.root))) await new Promise((resolve) => setImmediate(resolve));
    const next = await world.reopen();
    next.work.start();
    const answered = once(guest.stdout, 'data');
    guest.stdin.write('read 4k 1k\n');
    const [answer]: Buffer[] = await answered;
    assert.match(String(answer), /read 1024\/1024/, 'it has come back to the server');
    assert.deepEqual(await readdir(places.layer(tree.root).lazy), [id]);
    guest.stdin.end();
    await once(guest, 'close');
    await world.reopen();
    await settled();
    assert.deepEqual(await readdir(places.layer(tree.root).standing), [id]);
  });

  it('are refused where the tree does not fit or is not there, and leave nothing behind', async () => {
    const { disks } = world.service;
    const tree = await world.tree([1, 2]);
    const id = newVolumeId();
    await assert.rejects(disks.create(id, { kind: 'tree', ...tree }, 1024), failsWith('invalid'));
    await assert.rejects(disks.create(id, { kind: 'blank' }, 100), RangeError);
    assert.deepEqual(await readdir(world.places.disks), []);
    assert.deepEqual(await readdir(world.places.incoming), []);
  });

  it('wait for their layer where no socket can be made', async () => {
    const long = path.join(world.places.root, 'x'.repeat(100));
    const service = await world.reopen({ directory: long });
    const tree = await world.tree([1]);
    const id = newVolumeId();
    await service.disks.create(id, { kind: 'tree', ...tree }, MiB);
    assert.equal(await service.layers.isReady(tree.root), true);
    assert.deepEqual((await bytesOfDisk(service.disks.path(id))).subarray(0, tree.size), tree.bytes);
    await rm(long, { recursive: true });
  });
});
