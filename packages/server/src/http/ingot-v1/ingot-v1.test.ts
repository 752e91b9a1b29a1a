import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { pino } from 'pino';
import { IMAGE_ACTIONS } from '../../images/index.ts';
import { startRealImages, type RealImages } from '../../images/testing/real-images.ts';
import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newDomainId, newProjectId, newUserId, type ImageId } from '../../kernel/ids.ts';
import { createHttpServer, type HttpServer } from '../http-server.ts';
import { ingotV1 } from './ingot-v1.ts';

const NO_IMAGE = '00000000-0000-4000-8000-000000000000';

function member(): Caller {
  return {
    userId: newUserId(),
    userName: 'somebody',
    userDomainId: newDomainId(),
    projectId: newProjectId(),
    domainId: null,
    roles: new Set(['member', 'reader']),
    requestId: 'req-test',
  };
}

const CALLERS: Readonly<Record<string, Caller>> = { owner: member(), other: member() };
const owner = CALLERS['owner'] ?? member();

let real: RealImages;
let http: HttpServer;
let url: string;
before(async () => {
  real = await startRealImages();
  http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  const authenticator = {
    authenticate: async (token: string) => {
      const found = CALLERS[token];
      if (!found) throw new IngotError('unauthenticated', 'The token does not hold.');
      return found;
    },
  };
  await http.register(ingotV1({ images: real.images, authenticator, version: '0.1.0' }), { prefix: '/api/v1' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/v1`;
});
after(async () => {
  await http.close();
  await real.stop();
});

async function ask(token: string | null, method: string, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}${path}`, { method, headers: token === null ? {} : { 'x-auth-token': token } });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

async function deletedImage(name: string): Promise<ImageId> {
  const { id } = await real.images.imageCreate(owner, { name });
  await real.images.imageDelete(owner, id);
  return id;
}

it('tells everybody the version and what can be done with an image in which state', async () => {
  assert.deepEqual(await ask(null, 'GET', '/version'), { status: 200, body: { version: '0.1.0' } });
  assert.deepEqual(await ask(null, 'GET', '/image-actions'), { status: 200, body: IMAGE_ACTIONS });
});

it('lists the trash page by page', async () => {
  for (const name of ['one', 'two', 'three']) await deletedImage(name);
  const names: (string | null)[] = [];
  for (let marker: string | null = ''; marker !== null;) {
    const { status, body } = await ask('owner', 'GET', `/trash/images?limit=2${marker && `&marker=${marker}`}`);
    assert.equal(status, 200);
    const page = body as {
      images: { name: string; deletedAt: string; purgedAfter: string }[];
      nextMarker: string | null;
    };
    for (const image of page.images) {
      names.push(image.name);
      assert.equal(Date.parse(image.purgedAfter) - Date.parse(image.deletedAt), 7 * 86_400_000);
    }
    marker = page.nextMarker;
  }
  assert.deepEqual(new Set(names), new Set(['one', 'two', 'three']));
  assert.equal(names.length, 3);
  assert.deepEqual((await ask('other', 'GET', '/trash/images')).body, { images: [], nextMarker: null });
});

it('restores an image, and gives up the data of another at once', async () => {
  const id = await deletedImage('back');
  assert.equal((await ask('other', 'POST', `/images/${id}/restore`)).status, 404);
  assert.deepEqual(await ask('owner', 'POST', `/images/${id}/restore`), {
    status: 200,
    body: { id, name: 'back', status: 'queued' },
  });
  assert.equal((await real.images.imageGet(owner, id)).name, 'back');
  const lost = await deletedImage('lost');
  assert.deepEqual(await ask('owner', 'DELETE', `/trash/images/${lost}`), { status: 204, body: null });
  assert.equal((await ask('owner', 'POST', `/images/${lost}/restore`)).status, 404);
});

it('takes a request without a body that calls it JSON, as scripts do', async () => {
  const id = await deletedImage('scripted');
  const headers = { 'x-auth-token': 'owner', 'content-type': 'application/json' };
  const answer = await fetch(`${url}/images/${id}/restore`, { method: 'POST', headers });
  assert.equal(answer.status, 200, await answer.text());
});

it('refuses as {"error": {"code", "message"}}', async () => {
  for (const [token, method, path, status, code] of [
    [null, 'GET', '/trash/images', 401, 'unauthenticated'],
    ['stale', 'GET', '/trash/images', 401, 'unauthenticated'],
    [null, 'GET', '/nonsense', 401, 'unauthenticated'],
    ['owner', 'GET', '/nonsense', 404, 'not-found'],
    ['owner', 'GET', '/trash/images?limit=0', 400, 'invalid'],
    ['owner', 'GET', '/trash/images?limit=many', 400, 'invalid'],
    ['owner', 'GET', '/trash/images?marker=x', 400, 'invalid'],
    ['owner', 'POST', '/images/x/restore', 404, 'not-found'],
    ['owner', 'POST', `/images/${NO_IMAGE}/restore`, 404, 'not-found'],
    ['owner', 'DELETE', `/trash/images/${NO_IMAGE}`, 404, 'not-found'],
  ] as const) {
    const answer = await ask(token, method, path);
    assert.equal(answer.status, status, path);
    const { error } = answer.body as { error: { code: string; message: string } };
    assert.equal(error.code, code, path);
    assert.match(error.message, /\w.*\.$/);
  }
});
