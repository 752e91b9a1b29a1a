import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ApiClient, RefusedError, UnreachableError } from '@ingot/client';
import { selfSigned } from '@ingot/judges';
import { httpFetch } from './http-fetch.ts';

async function clientOf(context: TestContext, listener: RequestListener): Promise<ApiClient> {
  return clientAt(await listening(context, createServer(listener)), 'http');
}

async function listening(context: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

function clientAt(port: number, scheme: 'http' | 'https'): ApiClient {
  return new ApiClient({ base: `${scheme}://127.0.0.1:${port}`, token: 'secret', fetch: httpFetch });
}

test('sends a body and reads the answer, one connection for all', async (context) => {
  const ports = new Set<number | undefined>();
  const client = await clientOf(context, (request, response) => {
    ports.add(request.socket.remotePort);
    let sent = '';
    request.on('data', (piece: Buffer) => (sent += piece.toString()));
    request.on('end', () => {
      response.setHeader('X-Both', ['one', 'two']);
      response.end(JSON.stringify({ method: request.method, sent, token: request.headers['x-auth-token'] }));
    });
  });
  const body = { size: 7 };
  const answer: unknown = await client.call('post', '/api/v1/images/{id}/push', { path: { id: 'ж' }, body });
  assert.deepEqual(answer, { method: 'POST', sent: '{"size":7}', token: 'secret' });
  const bytes = Buffer.from(await (await client.open('get', '/')).arrayBuffer());
  assert.match(bytes.toString(), /"method":"GET"/);
  const head = await client.open('head', '/');
  assert.deepEqual([head.status, head.headers.get('x-both'), head.headers.get('etag')], [200, 'one, two', null]);
  assert.equal(ports.size, 1);
});

test('tells a refusal from an answer that does not come, breaks off or is somewhere else', async (context) => {
  const client = await clientOf(context, (request, response) => {
    if (request.url === '/refused') response.writeHead(409).end('{"message": "No."}');
    else if (request.url === '/elsewhere') response.writeHead(302, { Location: '/refused' }).end();
    else if (request.url === '/broken')
      response.writeHead(200, { 'Content-Length': 9 }).write('half', () => response.destroy());
    else request.destroy();
  });
  await assert.rejects(
    client.open('get', '/refused'),
    (error) => error instanceof RefusedError && error.message === 'No.',
  );
  await assert.rejects(client.open('get', '/elsewhere'), UnreachableError);
  await assert.rejects(client.open('get', '/silent'), UnreachableError);
  const { body } = await client.open('get', '/broken');
  await assert.rejects(Array.fromAsync(body ?? []), TypeError);
  const closed = new ApiClient({ base: 'http://127.0.0.1:1', token: null, fetch: httpFetch });
  await assert.rejects(closed.open('get', '/'), /No answer from http:\/\/127\.0\.0\.1:1: connect ECONNREFUSED/);
  const plain = clientAt(await listening(context, createServer()), 'https');
  await assert.rejects(
    plain.open('get', '/'),
    /^UnreachableError: No answer from https:\S+: there is no TLS; begin its address with http:\/\/$/,
  );
});

test('gives whoever aborts his own reason back, before the answer and within it', async (context) => {
  const client = await clientOf(context, (request, response) => {
    if (request.url === '/begun') response.write('half');
  });
  const reason = new Error('enough');
  const early = new AbortController();
  const asked = client.open('get', '/', { signal: early.signal });
  early.abort(reason);
  await assert.rejects(asked, reason);
  await assert.rejects(client.open('get', '/', { signal: early.signal }), reason);
  const late = new AbortController();
  const { body } = await client.open('get', '/begun', { signal: late.signal });
  const read = Array.fromAsync(body ?? []);
  late.abort(reason);
  await assert.rejects(read, reason);
});

test('asks by TLS whom an authority vouches for, and says whom none does', async (context) => {
  const { key, certificate } = await selfSigned();
  const server = createSecureServer({ key, cert: certificate }, (request, response) => response.end(request.url));
  const port = await listening(context, server);
  await assert.rejects(clientAt(port, 'https').open('get', '/a'), (error) => {
    return error instanceof UnreachableError && error.message.includes('self-signed certificate');
  });
  const known = getCACertificates();
  context.after(() => setDefaultCACertificates(known));
  setDefaultCACertificates([certificate]);
  assert.equal(await (await clientAt(port, 'https').open('get', '/b')).text(), '/b');
});
