import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { pino } from 'pino';
import { contentOf } from '../../../images/index.ts';
import { startRealImages, type RealImages } from '../../../images/testing/real-images.ts';
import { caller, uploadOf } from '../../../images/testing/image-world.ts';
import { parseImageId } from '../../../kernel/ids.ts';
import { createHttpServer, type HttpServer } from '../../http-server.ts';
import { ingotV1 } from '../ingot-v1.ts';
import { newImageRoutes } from './index.ts';

const owner = caller('p1');

let real: RealImages;
let http: HttpServer;
let url: string;
before(async () => {
  real = await startRealImages();
  http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  const { images } = real;
  const authenticator = { authenticate: async (token: string) => caller(token) };
  const api = ingotV1({ images, authenticator, version: '0.1.0', resources: [newImageRoutes(images)] });
  await http.register(api, { prefix: '/api/v1' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/v1/images`;
});
after(async () => {
  await http.close();
  await real.stop();
});

async function create(body: unknown, project = 'p1') {
  const headers = { 'x-auth-token': project, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
}

it('an image of an image is there at once', async () => {
  const { id } = await real.images.imageCreate(owner, { name: 'one', diskFormat: 'raw', containerFormat: 'bare' });
  await real.images.dataUpload(owner, id, uploadOf(Buffer.from('bytes')));
  const { status, body, headers } = await create({ source: { image: id }, tags: ['copy'] });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body, { name: 'one', status: 'active', size: 5 });
  assert.equal(headers.get('location'), `/v2/images/${String(body['id'])}`);
  const copy = await real.images.imageGet(owner, parseImageId(String(body['id'])) ?? assert.fail());
  assert.deepEqual(copy.tags, ['copy']);
  assert.equal(contentOf(copy)?.root, contentOf(await real.images.imageGet(owner, id))?.root);
  assert.equal((await create({ source: { image: id } }, 'p2')).status, 404);
});

it('an image of a URL is imported', async () => {
  const formats = { diskFormat: 'raw', containerFormat: 'bare' };
  const { status, body } = await create({ source: { url: 'http://127.0.0.1:9/none' }, name: 'two', ...formats });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body, { name: 'two', status: 'importing', size: null });
  const id = parseImageId(String(body['id'])) ?? assert.fail();
  assert.equal((await real.images.imageTaskList(owner, id)).length, 1);
  const registered = (await real.images.usageGet(owner)).images.usage;
  assert.equal((await create({ source: { url: 'http://127.0.0.1:9/none' } })).status, 409, 'formats are missing');
  assert.equal((await create({ source: { url: 'ftp://127.0.0.1/none' }, ...formats })).status, 400);
  assert.equal((await real.images.usageGet(owner)).images.usage, registered);
});

it('a source is one thing', async () => {
  for (const source of [{}, { image: 'x', url: 'y' }, { volume: 'x' }, 'x', null]) {
    assert.equal((await create({ source })).status, 400);
  }
  assert.equal((await create({ source: { image: 'x' } })).status, 404);
});
