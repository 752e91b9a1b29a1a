import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startImageApi, type ImageApi } from './testing/image-api.ts';

let api: ImageApi;
before(async () => {
  api = await startImageApi({ maxSize: 8 * 2 ** 20 });
});
after(() => api.stop());

const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');

async function imageOf(id: string): Promise<Record<string, unknown>> {
  return (await (await api.send('owner', 'GET', `/v2/images/${id}`)).json()) as Record<string, unknown>;
}

/** Asks until `condition` holds; what it waits for happens after the connection is gone, so nobody says when. */
async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

async function put(id: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return api.send('owner', 'PUT', `/v2/images/${id}/file`, { body: new Uint8Array(body), headers });
}

/** The head of an upload, written by hand. */
function head(id: string, ...lines: string[]): string {
  const common = ['Host: localhost', 'X-Auth-Token: owner', 'Content-Type: application/octet-stream'];
  return [`PUT /v2/images/${id}/file HTTP/1.1`, ...common, ...lines, '', ''].join('\r\n');
}

describe('an upload', () => {
  it('makes the image active, with checksums, and can be read back', async () => {
    const data = randomBytes(700_001);
    const id = await api.activeImage(data);
    const sha512 = createHash('sha512').update(data).digest('hex');
    assert.partialDeepStrictEqual(await imageOf(id), {
      status: 'active',
      size: data.length,
      virtual_size: data.length,
      checksum: md5(data),
      os_hash_algo: 'sha512',
      os_hash_value: sha512,
    });
    const answer = await api.send('owner', 'GET', `/image/v2/images/${id}/file`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    assert.equal(answer.headers.get('content-length'), String(data.length));
    assert.equal(answer.headers.get('content-md5'), md5(data));
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), data);
  });

  it('may come in chunks of unknown number', async () => {
    const { id } = await api.newImage();
    const headers = { 'x-auth-token': 'owner', 'content-type': 'application/octet-stream' };
    const upload = request(`${api.url}/v2/images/${id}/file`, { method: 'PUT', headers });
    for (const piece of ['one', 'two', 'three']) upload.write(piece);
    upload.end();
    const [answer] = await once(upload, 'response');
    assert.equal(answer.statusCode, 204);
    assert.equal((await imageOf(id))['checksum'], md5(Buffer.from('onetwothree')));
  });

  it('may be empty: the image is active with no bytes', async () => {
    const { id } = await api.newImage();
    assert.equal((await put(id, Buffer.alloc(0))).status, 204);
    assert.partialDeepStrictEqual(await imageOf(id), { status: 'active', size: 0 });
    const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-length'), '0');
    assert.equal(await answer.text(), '');
  });

  it('is refused by its headers alone: 415, 400, 413, with no byte read', async () => {
    const { id } = await api.newImage();
    const data = Buffer.from('data');
    assert.equal((await put(id, data, { 'content-type': 'application/json' })).status, 415);
    assert.equal((await put(id, data, { 'x-openstack-image-size': '5' })).status, 400);
    assert.equal((await put(id, data, { 'x-openstack-image-size': 'four' })).status, 400);
    assert.equal((await put(id, data, { 'x-image-meta-store': 'no-such-store' })).status, 400);
    assert.equal((await imageOf(id))['status'], 'queued');
    assert.equal((await put(id, data, { 'x-openstack-image-size': '4', 'x-image-meta-store': 's3' })).status, 204);
    assert.equal((await put(id, data)).status, 409);
  });

  it('of an image without formats is 400, of a foreign one 404, without the role 403', async () => {
    const { id } = await api.newImage({ disk_format: null });
    assert.equal((await put(id, Buffer.from('x'))).status, 400);
    const file = `/v2/images/${id}/file`;
    assert.equal((await api.send('other', 'PUT', file, { body: 'x' })).status, 404);
    assert.equal((await api.send('reader', 'PUT', file, { body: 'x' })).status, 403);
  });

  it('of the wrong format is 415 and leaves the image queued, with the reason', async () => {
    const { id } = await api.newImage({ disk_format: 'qcow2' });
    const answer = await put(id, randomBytes(4096));
    assert.equal(answer.status, 415);
    const image = await imageOf(id);
    assert.partialDeepStrictEqual(image, { status: 'queued', size: null, checksum: null });
    assert.match(String(image['os_glance_failure_reason']), /qcow2/);
  });

  it('that is too long is answered with 413, also to a client that reads only after it has sent all', async () => {
    const { id } = await api.newImage();
    const socket = connect(api.port, '127.0.0.1').pause();
    socket.write(head(id, 'Transfer-Encoding: chunked'));
    const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, 7), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 24; sent += 1) if (!socket.write(piece)) await once(socket, 'drain');
    socket.write('0\r\n\r\n');
    let text = '';
    for await (const bytes of socket.iterator({ destroyOnReturn: false })) {
      text += String(bytes);
      if (text.includes('\r\n\r\n')) break;
    }
    socket.destroy();
    assert.match(text, /^HTTP\/1\.1 413 Request Entity Too Large\r\n/);
    assert.match(text, /x-openstack-request-id: req-/);
    assert.equal((await imageOf(id))['status'], 'queued');
  });

  it('whose client goes away leaves the image queued', async () => {
    const { id } = await api.newImage();
    const socket = connect(api.port, '127.0.0.1');
    socket.write(head(id, 'Content-Length: 1000000'));
    socket.write(Buffer.alloc(1000));
    await eventually(async () => (await imageOf(id))['status'] === 'saving');
    socket.destroy();
    await eventually(async () => (await imageOf(id))['status'] === 'queued');
    assert.match(String((await imageOf(id))['os_glance_failure_reason']), /connection ended/);
    assert.equal((await put(id, Buffer.from('again'))).status, 204);
  });

  it('whose client falls silent is cut, and the image queued', { timeout: 20_000 }, async () => {
    const { id } = await api.newImage();
    const socket = connect(api.port, '127.0.0.1');
    socket.write(head(id, 'Content-Length: 1000000'));
    await once(socket, 'close');
    await eventually(async () => (await imageOf(id))['status'] === 'queued');
  });
});

describe('a download', () => {
  it('of an image that has no data yet is 204', async () => {
    const { id } = await api.newImage();
    const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`);
    assert.equal(answer.status, 204);
    assert.equal(await answer.text(), '');
  });

  it('may be one range, by Range or by the older Content-Range', async () => {
    const data = randomBytes(600_000);
    const id = await api.activeImage(data);
    for (const [headers, first, last] of [
      [{ range: 'bytes=0-0' }, 0, 0],
      [{ range: 'bytes=262140-262150' }, 262_140, 262_150],
      [{ range: 'bytes=599990-' }, 599_990, 599_999],
      [{ range: 'bytes=-10' }, 599_990, 599_999],
      [{ range: 'bytes=100-9999999' }, 100, 599_999],
      [{ 'content-range': 'bytes 5-9/*' }, 5, 9],
    ] as const) {
      const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`, { headers: { ...headers } });
      assert.equal(answer.status, 206);
      assert.equal(answer.headers.get('content-range'), `bytes ${first}-${last}/600000`);
      assert.equal(answer.headers.get('content-length'), String(last - first + 1));
      assert.equal(answer.headers.get('content-md5'), md5(data));
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), data.subarray(first, last + 1));
    }
    for (const range of ['bytes=600000-', 'bytes=0-1,4-5', 'bytes=5-2', 'blocks=0-1']) {
      const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`, { headers: { range } });
      assert.equal(answer.status, 416, range);
      assert.equal(answer.statusText, 'Requested Range Not Satisfiable');
      assert.equal(answer.headers.get('content-range'), 'bytes */600000');
    }
  });

  it('can be asked for its length by HEAD, without a byte being read', async () => {
    const id = await api.activeImage(randomBytes(300_000));
    const answer = await api.send('owner', 'HEAD', `/v2/images/${id}/file`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-length'), '300000');
    assert.equal(answer.headers.get('accept-ranges'), 'bytes');
  });

  it('breaks where a chunk is damaged, so that nobody takes the part for the whole', async () => {
    const id = await api.activeImage(randomBytes(7 * 2 ** 20));
    await damage(api.real.packs, 6 * 2 ** 20);
    const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`);
    assert.equal(answer.status, 200);
    await assert.rejects(answer.arrayBuffer());
  });

  it('is 500 where the first chunk is damaged', async () => {
    const id = await api.activeImage(randomBytes(100_000));
    await damage(api.real.packs, 50_000);
    const answer = await api.send('owner', 'GET', `/v2/images/${id}/file`);
    assert.equal(answer.status, 500);
    const body = (await answer.json()) as { message: string };
    assert.match(body.message, /Stored data of the image does not match what was stored/);
  });

  it('stops reading when the client is gone', async () => {
    const id = await api.activeImage(randomBytes(7 * 2 ** 20));
    const gone = new AbortController();
    const answer = await fetch(`${api.url}/v2/images/${id}/file`, {
      headers: { 'x-auth-token': 'owner' },
      signal: gone.signal,
    });
    await answer.body?.getReader().read();
    gone.abort();
    // The server goes on serving.
    assert.equal((await api.send('owner', 'HEAD', `/v2/images/${id}/file`)).status, 200);
  });
});

/** Flips a byte of the newest pack, `offset` bytes from its start. */
async function damage(packs: string, offset: number): Promise<void> {
  let newest = { file: '', time: 0 };
  for (const name of await readdir(packs, { recursive: true })) {
    if (!name.endsWith('.pack')) continue;
    const file = path.join(packs, name);
    const handle = await open(file);
    const { mtimeMs } = await handle.stat();
    await handle.close();
    if (mtimeMs >= newest.time) newest = { file, time: mtimeMs };
  }
  const handle = await open(newest.file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, offset);
  byte.writeUInt8(byte.readUInt8() ^ 0xff);
  await handle.write(byte, 0, 1, offset);
  await handle.close();
}
