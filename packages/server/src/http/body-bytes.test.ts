import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { bodyBytes } from './body-bytes.ts';

const BODY = Buffer.alloc(5_000_000, 'the bytes of a body, again and again; ');
const broken = (cause: unknown): Error => new Error('it broke off', { cause });

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Socket;
}

/** A request that is being sent by hand, and has got to the server. */
async function incoming(context: TestContext, announced: number, sent: Buffer): Promise<Exchange> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  context.after(() => {
    client.destroy();
    server.close();
  });
  client.write(`PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${announced}\r\n\r\n`);
  client.write(sent);
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  return { request, response, client };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('the bytes of a body', () => {
  it('come whole and in order, whoever is faster', async (context) => {
    for (const wait of [0, 1, 3]) {
      const { request, response } = await incoming(context, BODY.length, BODY);
      const pieces: Buffer[] = [];
      for await (const piece of bodyBytes(request, broken)) {
        pieces.push(piece);
        await turns(wait);
      }
      assert.ok(Buffer.concat(pieces).equals(BODY));
      response.end();
    }
  });

  it('are not read ahead beyond a bound', async (context) => {
    const { request } = await incoming(context, BODY.length, BODY);
    const iterator = bodyBytes(request, broken)[Symbol.asyncIterator]();
    const before = request.socket.bytesRead;
    const first = await iterator.next();
    assert.ok(!first.done);
    await turns(500);
    const ahead = request.socket.bytesRead - before;
    assert.ok(ahead < 512 * 1024, `${ahead} bytes were read`);
    let length = first.value.length;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) length += next.value.length;
    assert.equal(length, BODY.length);
    assert.deepEqual(await iterator.next(), { done: true, value: undefined });
  });

  it('end with the failure when the client goes, also for who comes later', async (context) => {
    for (const isWaiting of [true, false]) {
      const { request, client } = await incoming(context, BODY.length, BODY.subarray(0, 1000));
      const iterator = bodyBytes(request, broken)[Symbol.asyncIterator]();
      await iterator.next();
      const waiting = isWaiting ? assert.rejects(iterator.next(), /it broke off/) : null;
      const closed = new Promise((resolve) => request.once('close', resolve));
      client.destroy();
      await closed;
      await waiting;
      await assert.rejects(iterator.next(), /it broke off/);
    }
  });

  it('can be left half-way, and the request still answered', async (context) => {
    const { request, response, client } = await incoming(context, BODY.length, BODY);
    for await (const piece of bodyBytes(request, broken)) if (piece.length > 0) break;
    assert.ok(!request.destroyed);
    assert.equal(request.listenerCount('data'), 0);
    response.writeHead(413).end();
    request.resume();
    const [answer] = (await once(client, 'data')) as [Buffer];
    assert.match(String(answer), /^HTTP\/1\.1 413 /);
  });
});
