import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { pino } from 'pino';
import { openWorld } from '../../../exports/testing/export-world.ts';
import { caller } from '../../../images/testing/image-world.ts';
import { createHttpServer } from '../../http-server.ts';
import { ingotV1 } from '../ingot-v1.ts';
import { exportRoutes } from './index.ts';

const MIB = 2 ** 20;
const DISK = Buffer.concat([randomBytes(MIB), Buffer.alloc(2 * MIB), randomBytes(100_000)]);

/** The routes over real images. */
async function serve(context: TestContext) {
  const world = await openWorld(context);
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const authenticator = { authenticate: async (token: string) => caller(token) };
  const { images, exports } = world;
  await http.register(ingotV1({ images, authenticator, version: '0.1.0', resources: [exportRoutes(exports)] }), {
    prefix: '/api/v1',
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/v1/images`;
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
    fetch(`${url}/${path}`, {
      method,
      headers: { 'x-auth-token': 'p1', ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { ...world, ask };
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

it('a file is sent whole or in ranges, and says how long it is and what its bytes are', async (context) => {
  const { ask, upload } = await serve(context);
  const id = await upload(DISK);
  const whole = await ask('GET', `${id}/export?format=vhdx`);
  assert.equal(whole.status, 200);
  const bytes = await bytesOf(whole);
  assert.equal(whole.headers.get('content-length'), String(bytes.length));
  assert.equal(
    whole.headers.get('content-disposition'),
    `attachment; filename="a disk.vhdx"; filename*=UTF-8''a%20disk.vhdx`,
  );
  assert.equal(whole.headers.get('repr-digest'), null);
  const etag = whole.headers.get('etag') ?? assert.fail();
  const head = await ask('HEAD', `${id}/export?format=vhdx`);
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), head.headers.get('etag')],
    [200, String(bytes.length), etag],
  );

  const range = { range: `bytes=3000000-3999999` };
  const part = await ask('GET', `${id}/export?format=vhdx`, { ...range, 'if-range': etag });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 3000000-3999999/${bytes.length}`);
  assert.ok((await bytesOf(part)).equals(bytes.subarray(3_000_000, 4_000_000)));
  const other = await ask('GET', `${id}/export?format=vhdx`, { ...range, 'if-range': '"another"' });
  assert.equal(other.status, 200);
  assert.ok((await bytesOf(other)).equals(bytes));
  const beyond = await ask('GET', `${id}/export?format=vhdx`, { range: `bytes=${bytes.length}-` });
  assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, `bytes */${bytes.length}`]);
});

it('its checksum lies beside it once it was made', async (context) => {
  const { ask, upload, prepare, exports } = await serve(context);
  const id = await upload(DISK);
  assert.equal((await ask('GET', `${id}/export/sha256?format=vmdk-stream`)).status, 409);
  assert.equal((await ask('GET', `${id}/export?format=vmdk-stream`)).status, 409);
  assert.equal((await ask('GET', `${id}/exports/vmdk-stream`)).status, 404);
  const asked = await ask('POST', `${id}/exports`, {}, { format: 'vmdk-stream' });
  assert.equal(asked.status, 202);
  assert.partialDeepStrictEqual(await asked.json(), { format: 'vmdk-stream', sha256: null, failure: null });
  await prepare(id, 'vmdk-stream');
  const file = await ask('GET', `${id}/export?format=vmdk-stream`);
  const bytes = await bytesOf(file);
  const sha256 = createHash('sha256').update(bytes).digest();
  assert.equal(file.headers.get('repr-digest'), `sha-256=:${sha256.toString('base64')}:`);
  const sum = await ask('GET', `${id}/export/sha256?format=vmdk-stream`);
  assert.equal(await sum.text(), `${sha256.toString('hex')}  a disk.vmdk\n`);
  const shown = await (await ask('GET', `${id}/exports`)).json();
  const expected = {
    format: 'vmdk-stream',
    status: 'ready',
    progress: null,
    size: bytes.length,
    sha256: sha256.toString('hex'),
  };
  assert.partialDeepStrictEqual(shown, { exports: [expected] });
  assert.equal((await ask('DELETE', `${id}/exports/vmdk-stream`)).status, 204);
  assert.deepEqual(await exports.exportList(caller('p1'), id), []);
});

it('a format that is none, and an image that is none, are refused', async (context) => {
  const { ask, upload } = await serve(context);
  const id = await upload(DISK);
  assert.equal((await ask('GET', `${id}/export?format=vdi`)).status, 400);
  assert.equal((await ask('GET', `${id}/export`)).status, 400);
  assert.equal((await ask('POST', `${id}/exports`, {}, { format: 'floppy' })).status, 400);
  assert.equal((await ask('GET', 'x/export?format=vhd')).status, 404);
  assert.equal((await ask('GET', `${id}/export?format=vhd`, { 'x-auth-token': 'p2' })).status, 404);
});
