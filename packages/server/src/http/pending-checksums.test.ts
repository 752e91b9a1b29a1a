import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { pino } from 'pino';
import { caller, openWorld } from '../images/testing/image-world.ts';
import { pushedPart } from '../images/testing/pushed-part.ts';
import { createHttpServer } from './http-server.ts';
import { blockRoutes } from './ingot-v1/blocks/index.ts';
import { ingotV1 } from './ingot-v1/index.ts';
import { imageV2 } from './openstack/image-v2/index.ts';

/** Both APIs over real images, as one client sees them. */
async function serve(context: TestContext) {
  const world = await openWorld(context);
  const { images } = world;
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const parts = { images, authenticator: { authenticate: async () => caller('p1') }, version: '0.1.0' };
  await http.register(imageV2({ ...parts, publicUrl: 'auto' }));
  await http.register(ingotV1({ ...parts, resources: [blockRoutes(images)] }), { prefix: '/api/v1' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const send = async (method: string, path: string, type: string, body: string | Buffer<ArrayBuffer>) => {
    const headers = { 'x-auth-token': 'token', ...(body !== '' && { 'content-type': type }) };
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== '' && { body }) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  const ask = (method: string, path: string, body?: unknown) =>
    send(method, path, 'application/json', body === undefined ? '' : JSON.stringify(body));
  const listed = async (filter: string): Promise<string[]> => {
    const { images: found } = await ask('GET', `/v2/images?${filter}`);
    return (found as { id: string }[]).map(({ id }) => id);
  };
  return { world, send, ask, listed };
}

it('an image that was pushed is in no list by its checksums until they are made, and in all of them then', async (context) => {
  const { world, send, ask, listed } = await serve(context);
  // Nobody makes checksums for now.
  await world.runner.stop(0);
  const content = Buffer.from('more than a chunk of bytes; '.repeat(10_000));
  const { id } = await ask('POST', '/v2/images', { name: 'pushed', disk_format: 'raw', container_format: 'bare' });
  await ask('POST', `/api/v1/images/${String(id)}/push`, { size: content.length });
  await send('PUT', `/api/v1/images/${String(id)}/push/parts/0`, 'application/octet-stream', pushedPart(content));
  assert.equal((await ask('POST', `/api/v1/images/${String(id)}/push/finish`, {}))['status'], 'active');

  const hash = (algorithm: string): string => createHash(algorithm).update(content).digest('hex');
  const filters = ['os_hash_algo=sha512', `os_hash_value=${hash('sha512')}`, `checksum=${hash('md5')}`];
  const pending = await ask('GET', `/v2/images/${String(id)}`);
  assert.partialDeepStrictEqual(pending, { status: 'active', checksum: null, os_hash_algo: null, os_hash_value: null });
  for (const filter of filters) assert.deepEqual(await listed(filter), [], filter);
  assert.deepEqual(await listed('status=active'), [id], 'it is there, and can be downloaded');

  const finished = world.anyFinished();
  await world.restartRunner();
  await finished;
  const shown = await ask('GET', `/v2/images/${String(id)}`);
  const checksums = { checksum: hash('md5'), os_hash_algo: 'sha512', os_hash_value: hash('sha512') };
  assert.partialDeepStrictEqual(shown, { ...checksums, updated_at: pending['updated_at'] });
  for (const filter of filters) assert.deepEqual(await listed(filter), [id], filter);
  assert.deepEqual(await listed('os_hash_algo=md5'), []);
});
