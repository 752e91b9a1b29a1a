import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { ApiClient } from './api-client.ts';
import { RefusedError, UnreachableError } from './failure.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A service that answers as told, for as long as the test runs. @returns its address */
async function serve(context: TestContext, answer: Answer): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  const whole = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answer(request, response, await text(request));
  server.on('request', (request, response) => void whole(request, response));
  context.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a call fills the path, the query and the body of its operation', async (context) => {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const base = await serve(context, (request, response, body) => {
    seen.push({ request, body });
    response.end('{"images":[]}');
  });
  const client = new ApiClient({ base: `${base}/`, token: 'secret' });
  const query = { limit: 3, os_hidden: true, name: 'a b' };
  assert.deepEqual(await client.call('get', '/v2/images', { query, openQuery: { os_type: 'x&y' } }), { images: [] });
  const mediaType = 'application/openstack-images-v2.1-json-patch';
  const body = [{ op: 'remove' as const, path: '/a' }];
  await client.call('patch', '/v2/images/{image_id}', { path: { image_id: '../x' }, body, mediaType });
  const [listed, patched] = seen;
  assert.equal(listed?.request.url, '/v2/images?limit=3&os_hidden=true&name=a+b&os_type=x%26y');
  assert.equal(listed?.request.headers['x-auth-token'], 'secret');
  assert.equal(patched?.request.url, '/v2/images/..%2Fx');
  assert.equal(patched?.request.headers['content-type'], mediaType);
  assert.deepEqual(JSON.parse(patched?.body ?? ''), body);
});

test('a refusal is an error with the sentence and the status of the service', async (context) => {
  const base = await serve(context, (_request, response) => {
    response
      .writeHead(409, { 'x-openstack-request-id': 'req-7' })
      .end('{"error":{"code":"conflict","message":"Not now."}}');
  });
  const client = new ApiClient({ base, token: 'secret' });
  await assert.rejects(client.call('get', '/api/v1/version'), (error) => {
    assert.ok(error instanceof RefusedError);
    const { message, status, code, requestId } = error;
    assert.deepEqual(
      { message, status, code, requestId },
      { message: 'Not now.', status: 409, code: 'conflict', requestId: 'req-7' },
    );
    return true;
  });
});

test('a service that is not there, or breaks off, is unreachable and the reason is told', async (context) => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  await closed[Symbol.asyncDispose]();
  const gone = new ApiClient({ base: `http://127.0.0.1:${port}`, token: 'secret' });
  await assert.rejects(gone.call('get', '/api/v1/version'), (error) => {
    assert.ok(error instanceof UnreachableError);
    assert.match(error.message, /^No answer from http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    return true;
  });
  const base = await serve(context, (_request, response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('{');
    response.destroy();
  });
  const cut = new ApiClient({ base, token: 'secret' });
  await assert.rejects(cut.call('get', '/api/v1/version'), UnreachableError);
});

test('a redirect is not followed: the token is for this service only', async (context) => {
  const base = await serve(context, (_request, response) => {
    response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
  });
  await assert.rejects(new ApiClient({ base, token: 'secret' }).call('get', '/api/v1/version'), UnreachableError);
});
