import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { pino } from 'pino';
import { contentOf } from '../../../images/index.ts';
import { caller, uploadOf } from '../../../images/testing/image-world.ts';
import { newVolumeId, parseImageId } from '../../../kernel/ids.ts';
import { openWorld } from '../../../volumes/testing/volume-world.ts';
import { createHttpServer } from '../../http-server.ts';
import { ingotV1 } from '../ingot-v1.ts';
import { newImageRoutes } from './index.ts';

const owner = caller('p1');

/** The route over real images and volumes. */
async function serve(context: TestContext) {
  const world = await openWorld(context);
  const { images, volumes } = world;
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const authenticator = { authenticate: async (token: string) => caller(token) };
  const api = ingotV1({ images, authenticator, version: '0.1.0', resources: [newImageRoutes(images, volumes)] });
  await http.register(api, { prefix: '/api/v1' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/v1/images`;
  const create = async (body: unknown, project = 'p1') => {
    const headers = { 'x-auth-token': project, 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
  };
  const created = (body: Record<string, unknown>) =>
    images.imageGet(owner, parseImageId(String(body['id'])) ?? assert.fail());
  return { ...world, create, created };
}

it('an image of an image is there at once', async (context) => {
  const { images, create, created } = await serve(context);
  const { id } = await images.imageCreate(owner, { name: 'one', diskFormat: 'raw', containerFormat: 'bare' });
  await images.dataUpload(owner, id, uploadOf(Buffer.from('bytes')));
  const { status, body, headers } = await create({ source: { image: id }, tags: ['copy'] });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body, { name: 'one', status: 'active', size: 5 });
  assert.equal(headers.get('location'), `/v2/images/${String(body['id'])}`);
  const copy = await created(body);
  assert.deepEqual(copy.tags, ['copy']);
  assert.equal(contentOf(copy)?.root, contentOf(await images.imageGet(owner, id))?.root);
  assert.equal((await create({ source: { image: id } }, 'p2')).status, 404);
});

it('an image of a volume comes when that has been read, one of a snapshot is there at once', async (context) => {
  const world = await serve(context);
  const { volumes, create, created } = world;
  const volume = await volumes.volumeCreate(owner, { source: { kind: 'blank' }, sizeGib: 1 });
  await world.idle();
  const first = await create({ source: { volume: volume.id }, name: 'of the volume', minDisk: 1 });
  assert.equal(first.status, 201);
  assert.partialDeepStrictEqual(first.body, { name: 'of the volume', status: 'importing', size: null });
  assert.equal((await create({ source: { volume: volume.id } })).status, 409, 'it is being read');
  await world.idle();
  const read = await created(first.body);
  assert.deepEqual([read.state.status, read.minDisk], ['active', 1]);
  const snapshot = await volumes.snapshotCreate(owner, { volumeId: volume.id });
  assert.equal((await create({ source: { snapshot: snapshot.id } })).status, 409, 'it is being made');
  await world.idle();
  const second = await create({ source: { snapshot: snapshot.id }, name: 'of the snapshot', tags: ['a'] });
  assert.equal(second.status, 201);
  assert.partialDeepStrictEqual(second.body, { name: 'of the snapshot', status: 'active' });
  assert.equal(contentOf(await created(second.body))?.root, contentOf(read)?.root, 'nothing was written between');
  for (const source of [{ volume: volume.id }, { snapshot: snapshot.id }]) {
    assert.equal((await create({ source }, 'p2')).status, 404);
    assert.equal((await create({ source, diskFormat: 'qcow2' })).status, 400);
  }
  assert.equal((await create({ source: { volume: newVolumeId() } })).status, 404);
});

it('an image of a URL is imported', async (context) => {
  const { images, create } = await serve(context);
  const formats = { diskFormat: 'raw', containerFormat: 'bare' };
  const { status, body } = await create({ source: { url: 'http://127.0.0.1:9/none' }, name: 'two', ...formats });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body, { name: 'two', status: 'importing', size: null });
  const id = parseImageId(String(body['id'])) ?? assert.fail();
  assert.equal((await images.imageTaskList(owner, id)).length, 1);
  const registered = (await images.usageGet(owner)).images.usage;
  assert.equal((await create({ source: { url: 'http://127.0.0.1:9/none' } })).status, 409, 'formats are missing');
  assert.equal((await create({ source: { url: 'ftp://127.0.0.1/none' }, ...formats })).status, 400);
  assert.equal((await images.usageGet(owner)).images.usage, registered);
});

it('a source is one thing', async (context) => {
  const { create } = await serve(context);
  for (const source of [{}, { image: 'x', url: 'y' }, { volume: 'x', snapshot: 'y' }, { disk: 'x' }, 'x', null]) {
    assert.equal((await create({ source })).status, 400);
  }
  for (const source of [{ image: 'x' }, { volume: 'x' }, { snapshot: 'x' }]) {
    assert.equal((await create({ source })).status, 404);
  }
});
