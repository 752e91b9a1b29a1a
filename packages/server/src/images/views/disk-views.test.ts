import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { qcow2Image } from '@ingot/disk/testing';
import { IngotError } from '../../kernel/errors.ts';
import { contentOf, type Image } from '../image.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from '../testing/image-world.ts';
import type { DiskView } from './disk-view.ts';

const run = promisify(execFile);
const ALICE = caller('p1');
const MIB = 2 ** 20;

/** A disk of 8 MiB with data here and there. */
const DISK = Buffer.concat([
  randomBytes(MIB),
  Buffer.alloc(3 * MIB),
  randomBytes(300_000),
  Buffer.alloc(4 * MIB - 300_000),
]);
let qcow2: Buffer;

before(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-views-'));
  const [raw, image] = [path.join(directory, 'a.raw'), path.join(directory, 'a.qcow2')];
  await writeFile(raw, DISK);
  await run('qemu-img', ['convert', '-c', '-f', 'raw', '-O', 'qcow2', raw, image]);
  qcow2 = await readFile(image);
  await rm(directory, { recursive: true });
});

async function uploaded({ images }: ImageWorld, bytes: Buffer, diskFormat: 'qcow2' | 'raw' = 'qcow2'): Promise<Image> {
  const { id } = await images.imageCreate(ALICE, { diskFormat, containerFormat: 'bare' });
  await images.dataUpload(ALICE, id, uploadOf(Buffer.from(bytes)));
  return images.imageGet(ALICE, id);
}

async function readyView({ views }: ImageWorld, { id }: Image) {
  return views.wait(id, { signal: AbortSignal.timeout(30_000) });
}

async function bytesOf({ chunks }: ImageWorld, { root }: Extract<DiskView, { kind: 'ready' }> | { root: never }) {
  const tree = await chunks.open(root);
  return tree.read(0, tree.size);
}

describe('the disk of an image', () => {
  it('is the content where that is raw', async (context) => {
    const world = await openWorld(context);
    const image = await uploaded(world, DISK, 'raw');
    const { root } = contentOf(image) ?? assert.fail();
    assert.deepEqual(await world.images.diskViewGet(ALICE, image.id), { kind: 'ready', root, size: DISK.length });
  });

  it('is made once for all who ask and all images that have the content', async (context) => {
    const world = await openWorld(context);
    const image = await uploaded(world, qcow2);
    assert.deepEqual(await world.images.diskViewGet(ALICE, image.id), { kind: 'absent' });
    const copy = await world.images.imageCreateFromImage(ALICE, image.id, {});
    const trees = await Promise.all([readyView(world, image), readyView(world, copy), readyView(world, image)]);
    assert.equal(new Set(trees.map(({ root }) => root)).size, 1);
    const view = await world.images.diskViewGet(ALICE, copy.id);
    assert.ok(view.kind === 'ready');
    assert.ok((await bytesOf(world, view)).equals(DISK));
    const jobs = await world.jobs.jobList({ kind: 'image-disk-view', direction: 'asc', limit: 10 });
    assert.deepEqual(
      jobs.map(({ message }) => message),
      [`The disk has ${DISK.length} bytes.`],
    );
  });

  it('is there by itself where views are eager', async (context) => {
    const world = await openWorld(context, { settings: { eagerViews: true } });
    const finished = world.anyFinished();
    const image = await uploaded(world, qcow2);
    await finished;
    assert.equal((await world.images.diskViewGet(ALICE, image.id)).kind, 'ready');
  });

  it('is kept from collection as long as an image has the content, and no longer', async (context) => {
    const world = await openWorld(context);
    const image = await uploaded(world, qcow2);
    const copy = await world.images.imageCreateFromImage(ALICE, image.id, {});
    await readyView(world, image);
    await world.images.imageDelete(ALICE, image.id);
    await world.images.trashPurge(ALICE, image.id);
    await world.collect();
    const view = await world.images.diskViewGet(ALICE, copy.id);
    assert.ok(view.kind === 'ready' && (await bytesOf(world, view)).equals(DISK));

    await world.images.imageDelete(ALICE, copy.id);
    await world.images.trashPurge(ALICE, copy.id);
    assert.ok(await world.store.viewsForgetUnneeded());
    // What a tree was shared by is forgotten by the second one.
    for (let round = 0; round < 2; round += 1) await world.collect();
    assert.equal((await world.chunks.usage()).chunks, 0);
  });

  it('that cannot be made says why, and is not tried again in vain', async (context) => {
    const world = await openWorld(context, { settings: { maxSize: 4 * MIB } });
    const image = await uploaded(world, qcow2);
    await assert.rejects(readyView(world, image), /has 8388608 bytes for its guest/);
    const again = await world.images.diskViewRequest(ALICE, image.id);
    assert.ok(again.kind === 'failed');
    assert.equal((await world.jobs.jobList({ kind: 'image-disk-view', direction: 'asc', limit: 10 })).length, 1);
  });

  it('is asked for by those only who may read the image, and only when it is active', async (context) => {
    const world = await openWorld(context);
    const image = await uploaded(world, qcow2);
    await assert.rejects(world.images.diskViewRequest(caller('p2'), image.id), isCode('not-found'));
    await assert.rejects(world.images.diskViewRequest(caller('p1', 'reader'), image.id), isCode('forbidden'));
    const { id } = await world.images.imageCreate(ALICE, {});
    await assert.rejects(world.images.diskViewRequest(ALICE, id), isCode('conflict'));
    assert.equal((await world.images.diskViewGet(ALICE, id)).kind, 'none');
  });

  it('is begun anew by the next process, and given up when the last image is deleted', async (context) => {
    const world = await openWorld(context);
    const image = await uploaded(world, qcow2Image({ virtualSize: 2 ** 20 }));
    await world.runner.stop(0);
    await world.images.diskViewRequest(ALICE, image.id);
    await world.images.imageDelete(ALICE, image.id);
    const finished = world.anyFinished();
    await world.restartRunner();
    await finished;
    const [job] = await world.jobs.jobList({ kind: 'image-disk-view', direction: 'asc', limit: 10 });
    assert.equal(job?.message, 'Nothing waited for this any more.');
    // Brought back, it can be had again.
    await world.images.trashRestore(ALICE, image.id);
    assert.equal((await readyView(world, image)).size, 2 ** 20);
  });
});

function isCode(code: IngotError['code']) {
  return (error: unknown): boolean => error instanceof IngotError && error.code === code;
}
