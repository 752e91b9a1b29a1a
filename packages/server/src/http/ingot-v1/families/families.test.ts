import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { pino } from 'pino';
import { contentOf } from '../../../images/index.ts';
import { startRealImages, type RealImages } from '../../../images/testing/real-images.ts';
import { caller, uploadOf } from '../../../images/testing/image-world.ts';
import { parseImageId } from '../../../kernel/ids.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { createHttpServer, type HttpServer } from '../../http-server.ts';
import { ingotV1 } from '../ingot-v1.ts';
import { familyResource } from './index.ts';

const NO_IMAGE = '00000000-0000-4000-8000-000000000000';
const member = caller('p1');

let real: RealImages;
let http: HttpServer;
let url: string;
/** Trees whose layers are files. */
const ready = new Set<string>();
before(async () => {
  real = await startRealImages();
  http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  const { images } = real;
  const api = ingotV1({
    images,
    authenticator: { authenticate: async (token) => caller(token) },
    version: '0.1.0',
    resources: [familyResource(images, systemClock, async (root) => ready.has(root))],
  });
  await http.register(api, { prefix: '/api/v1' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/v1`;
});
after(async () => {
  await http.close();
  await real.stop();
});

async function ask(method: string, path: string, body?: unknown, project = 'p1') {
  const answer = await fetch(url + path, {
    method,
    headers: { 'x-auth-token': project, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function add(family: string, properties: Readonly<Record<string, string>> = {}): Promise<string> {
  const fields = { name: 'one', diskFormat: 'raw', containerFormat: 'bare' } as const;
  const { id } = await real.images.imageCreate(member, { ...fields, properties: { family, ...properties } });
  await real.images.dataUpload(member, id, uploadOf(Buffer.from('bytes')));
  return id;
}

it('a family is looked at, pinned, unpinned, rolled back and promoted in', async () => {
  const first = await add('debian');
  const second = await add('debian');
  const held = await add('debian', { ingot_release: 'held' });
  const shown = await ask('GET', '/families/debian');
  assert.equal(shown.status, 200);
  const latest = (await ask('GET', '/families/debian/latest')).body;
  assert.deepEqual(shown.body, { name: 'debian', projectId: 'p1', latest, pinned: false });
  assert.deepEqual(
    [latest['id'], latest['name'], latest['projectId'], latest['family'], latest['status'], latest['size']],
    [second, 'one', 'p1', 'debian', 'active', 5],
  );
  assert.equal(latest['releasedAt'], latest['createdAt']);
  const steps = [
    ['PUT', '/families/debian/pin', { imageId: first, reason: 'Known to be good.' }, first, true],
    ['DELETE', '/families/debian/pin?reason=Done.', undefined, second, false],
    ['POST', '/families/debian/rollback', { reason: 'Broken.' }, first, true],
    ['DELETE', '/families/debian/pin', undefined, second, false],
    ['POST', '/families/debian/promote', { imageId: held }, held, false],
  ] as const;
  for (const [method, path, body, image, pinned] of steps) {
    const answer = await ask(method, path, body);
    assert.equal(answer.status, 200, `${method} ${path}`);
    assert.equal((answer.body['latest'] as { id: string }).id, image, `${method} ${path}`);
    assert.equal(answer.body['pinned'], pinned);
  }
  const pages = [await ask('GET', '/families/debian/history?limit=4')];
  pages.push(await ask('GET', `/families/debian/history?limit=4&marker=${String(pages[0]?.body['nextMarker'])}`));
  const changes = pages.flatMap(({ body }) => body['changes'] as { number: number; action: string; reason: unknown }[]);
  assert.deepEqual(
    changes.toReversed().map(({ number, action, reason }) => [number, action, reason]),
    [
      [1, 'pin', 'Known to be good.'],
      [2, 'unpin', 'Done.'],
      [3, 'rollback', 'Broken.'],
      [4, 'unpin', null],
      [5, 'promote', null],
    ],
  );
  assert.equal(pages[1]?.body['nextMarker'], null);
});

it('families are listed page by page, those of another project as far as they are shown', async () => {
  for (const name of ['alma', 'fedora', 'ubuntu']) await add(name);
  const names: string[] = [];
  for (let marker: string | null = ''; marker !== null;) {
    const { body } = await ask('GET', `/families?limit=2${marker && `&marker=${marker}`}`);
    names.push(...(body['families'] as { name: string }[]).map(({ name }) => name));
    marker = body['nextMarker'] as string | null;
  }
  assert.deepEqual(names, ['alma', 'debian', 'fedora', 'ubuntu']);
  assert.deepEqual((await ask('GET', '/families?project=p1', undefined, 'p2')).body['families'], []);
  assert.equal((await ask('GET', '/families/alma?project=p1', undefined, 'p2')).status, 404);
  assert.equal((await ask('GET', '/families/alma', undefined, 'p2')).status, 404);
});

it('what becomes of an image is said and taken back', async () => {
  const id = await add('rocky');
  const next = await add('rocky');
  const plan = { deprecatedAt: 'now', obsoleteAt: '2999-01-01T01:00:00+01:00', replacementId: next, reason: 'Old.' };
  const { status, body } = await ask('PUT', `/images/${id}/deprecation`, plan);
  assert.equal(status, 200);
  const { deprecatedAt, ...rest } = body;
  assert.ok(Math.abs(Date.parse(String(deprecatedAt)) - Date.now()) < 60_000);
  const obsoleteAt = '2999-01-01T00:00:00.000Z';
  assert.deepEqual(rest, { state: 'DEPRECATED', obsoleteAt, replacementId: next, reason: 'Old.' });
  assert.deepEqual((await ask('GET', `/images/${id}/deprecation`)).body, body);
  assert.deepEqual((await ask('GET', `/images/${next}/uses`)).body, {
    members: [],
    pins: [],
    replacementOf: [id],
    dependants: [],
    dependantsElsewhere: 0,
    blocksDelete: true,
    freedBytes: null,
    measuredAt: null,
  });
  assert.equal((await ask('DELETE', `/images/${id}/deprecation`)).body['state'], 'ACTIVE');
  assert.equal((await ask('GET', `/images/${next}/uses`)).body['blocksDelete'], false);
  assert.deepEqual((await ask('PUT', `/images/${id}/optimization`, { optimized: true })).body, {
    optimized: true,
    layer: 'preparing',
  });
  const { root } = contentOf(await real.images.imageGet(member, parseImageId(id) ?? assert.fail())) ?? assert.fail();
  ready.add(root);
  assert.deepEqual((await ask('GET', `/images/${id}/optimization`)).body, { optimized: true, layer: 'ready' });
  ready.delete(root);
});

it('refuses what makes no sense', async () => {
  const id = await add('suse');
  for (const [method, path, body, status] of [
    ['GET', '/families?marker=X', undefined, 400],
    ['GET', '/families?limit=101', undefined, 400],
    ['GET', '/families/NO', undefined, 404],
    ['GET', '/families/none-such', undefined, 404],
    ['GET', '/families/suse/history?marker=0', undefined, 400],
    ['PUT', '/families/suse/pin', { imageId: 'x' }, 404],
    ['PUT', '/families/suse/pin', { imageId: NO_IMAGE }, 404],
    ['PUT', '/families/suse/pin', {}, 400],
    ['PUT', '/families/suse/pin', { imageId: id, why: 'x' }, 400],
    ['PUT', '/families/suse/pin', { imageId: id, reason: 'x'.repeat(256) }, 400],
    ['PUT', '/families/other-one/pin', { imageId: id }, 409],
    ['DELETE', '/families/suse/pin', undefined, 409],
    ['PUT', `/images/${id}/deprecation`, { deprecatedAt: 'tomorrow' }, 400],
    ['PUT', `/images/${id}/deprecation`, { deprecatedAt: '2026' }, 400],
    ['PUT', `/images/${id}/deprecation`, { replacementId: 'x' }, 400],
    ['PUT', `/images/${id}/deprecation`, { replacementId: NO_IMAGE }, 400],
    ['PUT', `/images/${id}/optimization`, {}, 400],
    ['GET', '/images/x/uses', undefined, 404],
  ] as const) {
    const answer = await ask(method, path, body);
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
  }
});
