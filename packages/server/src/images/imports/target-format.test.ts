import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { ImageId } from '../../kernel/ids.ts';
import { contentOf, type Image } from '../image.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, uploadOf, type ImageWorld } from '../testing/image-world.ts';
import type { NewImage } from '../images.ts';

const run = promisify(execFile);
const ALICE = caller('p1');
const DISK = Buffer.concat([randomBytes(500_000), Buffer.alloc(4 * 2 ** 20 - 500_000)]);
const RAW = { ingot_target_format: 'raw' } as const;
let qcow2: Buffer;

before(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-target-'));
  const [raw, image] = [path.join(directory, 'a.raw'), path.join(directory, 'a.qcow2')];
  await writeFile(raw, DISK);
  await run('qemu-img', ['convert', '-c', '-f', 'raw', '-O', 'qcow2', raw, image]);
  qcow2 = await readFile(image);
  await rm(directory, { recursive: true });
});

async function uploaded(world: ImageWorld, bytes: Buffer, wanted: NewImage): Promise<ImageId> {
  const image = { name: 'a', diskFormat: 'qcow2', containerFormat: 'bare', ...wanted } as const;
  const { id } = await world.images.imageCreate(ALICE, image);
  const finished = world.anyFinished();
  await world.images.dataUpload(ALICE, id, uploadOf(Buffer.from(bytes)));
  await finished;
  return id;
}

async function bytesOf(world: ImageWorld, image: Image): Promise<Buffer> {
  const { reader } = await world.images.dataOpen(ALICE, image.id);
  return reader ? reader.read(0, reader.size) : Buffer.alloc(0);
}

describe('an image that is to be raw', () => {
  it('is active when it has been converted, and what came is an image of its own', async (context) => {
    const world = await openWorld(context);
    const id = await uploaded(world, qcow2, { properties: { ...RAW, os_distro: 'debian' } });
    const image = await world.images.imageGet(ALICE, id);
    assert.deepEqual([image.state.status, image.diskFormat, image.containerFormat], ['active', 'raw', 'bare']);
    assert.equal(contentOf(image)?.virtualSize, DISK.length);
    assert.ok((await bytesOf(world, image)).equals(DISK));

    const { ingot_original: originalId, ...others } = image.properties;
    assert.deepEqual(others, { os_distro: 'debian' });
    const { items } = await world.images.imageList(ALICE, { hidden: true, sort: [], limit: 10 });
    const [original] = items;
    assert.ok(original && items.length === 1 && original.id === originalId);
    assert.deepEqual([original.name, original.diskFormat], ['a (original)', 'qcow2']);
    assert.ok((await bytesOf(world, original)).equals(qcow2));
    assert.equal((await world.images.diskViewGet(ALICE, original.id)).kind, 'ready');
    const { bytes, stagedBytes, images } = await world.images.usageGet(ALICE);
    assert.deepEqual([bytes.usage, stagedBytes.usage, images.usage], [DISK.length + qcow2.length, 0, 2]);
  });

  it('is all there is where the original is not wanted, and compressed files are unpacked', async (context) => {
    const world = await openWorld(context);
    const properties = { ...RAW, ingot_keep_original: 'false' };
    const id = await uploaded(world, gzipSync(qcow2), { containerFormat: 'compressed', properties });
    const image = await world.images.imageGet(ALICE, id);
    assert.deepEqual(image.properties, {});
    assert.ok((await bytesOf(world, image)).equals(DISK));
    assert.equal((await world.images.usageGet(ALICE)).images.usage, 1);
  });

  it('is queued again, with the reason, when it cannot be', async (context) => {
    const world = await openWorld(context);
    const id = await uploaded(world, qcow2, { containerFormat: 'compressed', properties: RAW });
    const { state } = await world.images.imageGet(ALICE, id);
    assert.ok(state.status === 'queued' && /not compressed/.test(state.failure ?? ''));
    assert.equal((await world.images.usageGet(ALICE)).stagedBytes.usage, 0);
    const wanted = { properties: { ingot_target_format: 'vdi' } };
    await assert.rejects(world.images.imageCreate(ALICE, wanted), failsWith('invalid', /has to be raw/));
  });

  it('is imported from what was staged', async (context) => {
    const world = await openWorld(context);
    const wanted = { diskFormat: 'qcow2', containerFormat: 'bare', properties: RAW } as const;
    const { id } = await world.images.imageCreate(ALICE, wanted);
    await world.images.dataStage(ALICE, id, uploadOf(Buffer.from(qcow2)));
    const finished = world.anyFinished();
    const task = await world.images.importStart(ALICE, id, { name: 'glance-direct' });
    await finished;
    assert.equal((await world.images.taskGet(ALICE, task.id)).status, 'success');
    assert.ok((await bytesOf(world, await world.images.imageGet(ALICE, id))).equals(DISK));
  });

  it('is downloaded and converted', async (context) => {
    const server = createServer((_, response) => response.end(qcow2)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.after(() => server.close());
    const world = await openWorld(context, { imports: { allowedHosts: ['127.0.0.1'] } });
    const wanted = { diskFormat: 'qcow2', containerFormat: 'bare', properties: RAW } as const;
    const { id } = await world.images.imageCreate(ALICE, wanted);
    const finished = world.anyFinished();
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.qcow2`;
    const task = await world.images.importStart(ALICE, id, { name: 'web-download', uri });
    await finished;
    assert.equal((await world.images.taskGet(ALICE, task.id)).status, 'success');
    assert.ok((await bytesOf(world, await world.images.imageGet(ALICE, id))).equals(DISK));
  });

  it('is converted by the next process, and not when it was deleted', async (context) => {
    const world = await openWorld(context);
    await world.runner.stop(0);
    const wanted = { diskFormat: 'qcow2', containerFormat: 'bare', properties: RAW } as const;
    const [kept, gone] = [await world.images.imageCreate(ALICE, wanted), await world.images.imageCreate(ALICE, wanted)];
    for (const { id } of [kept, gone]) await world.images.dataUpload(ALICE, id, uploadOf(Buffer.from(qcow2)));
    assert.equal((await world.images.imageGet(ALICE, kept.id)).state.status, 'importing');
    await world.images.imageDelete(ALICE, gone.id);
    const finished = world.anyFinished();
    await world.restartRunner();
    await finished;
    while ((await world.images.imageGet(ALICE, kept.id)).state.status === 'importing') await world.anyFinished();
    assert.ok((await bytesOf(world, await world.images.imageGet(ALICE, kept.id))).equals(DISK));
    assert.equal((await world.images.usageGet(ALICE)).stagedBytes.usage, 0);
  });
});
