import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { failsWith } from '../testing/fails-with.ts';
import { download, type Download, type DownloadOptions, type Resolve } from './download.ts';
import { UrlGuard } from './url-guard.ts';

async function serve(context: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** `mirror` is allowed and resolves to the loopback; nothing else does unless the test says so. */
function options(more: Partial<DownloadOptions> & { allowedHosts?: string[]; ports?: number[] } = {}): DownloadOptions {
  const { allowedHosts = ['mirror'], ports = [80, 443] } = more;
  return {
    guard: new UrlGuard({ schemes: ['http', 'https'], ports, allowedHosts }),
    resolve: () => Promise.resolve(['127.0.0.1']),
    timeout: 5000,
    signal: new AbortController().signal,
    ...more,
  };
}

async function whole({ bytes }: Download): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(bytes));
}

const noAnswer: RequestListener = () => undefined;

describe('downloading', () => {
  it('gives the bytes and the size that the server says', async (context) => {
    const body = randomBytes(300_000);
    const port = await serve(context, (request, response) => {
      assert.equal(request.headers['accept-encoding'], 'identity');
      if (request.url === '/chunked') response.write(body);
      response.end(request.url === '/chunked' ? undefined : body);
    });
    const sized = await download(`http://mirror:${port}/image.raw`, options());
    assert.equal(sized.size, body.length);
    assert.deepEqual(await whole(sized), body);
    const chunked = await download(`http://mirror:${port}/chunked`, options());
    assert.equal(chunked.size, null);
    assert.deepEqual(await whole(chunked), body);
  });

  it('sends the credentials of the URL to its host and to no other', async (context) => {
    const seen: (string | undefined)[] = [];
    const port = await serve(context, (request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/first') response.writeHead(302, { location: `http://other:${port}/second` });
      response.end();
    });
    await whole(await download(`http://u:p%40@mirror:${port}/first`, options({ allowedHosts: ['mirror', 'other'] })));
    assert.deepEqual(seen, [`Basic ${Buffer.from('u:p@').toString('base64')}`, undefined]);
  });

  it('follows five redirects, relative ones too, and not six', async (context) => {
    const port = await serve(context, (request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop > 0) response.writeHead([301, 302, 303, 307, 308][hop % 5] ?? 302, { location: `/${hop - 1}` });
      response.end(hop > 0 ? 'not this' : 'this');
    });
    assert.equal(String(await whole(await download(`http://mirror:${port}/5`, options()))), 'this');
    await assert.rejects(download(`http://mirror:${port}/6`, options()), failsWith('invalid', /redirects/));
  });

  it('checks where a redirect leads', async (context) => {
    let secrets = 0;
    const inside = await serve(context, (_, response) => {
      secrets++;
      response.end('secret');
    });
    const targets = [
      `http://127.0.0.1:${inside}/`,
      `http://[::1]:${inside}/`,
      `http://2130706433:${inside}/`,
      `http://inside/`,
      `http://169.254.169.254/latest/`,
      'file:///etc/passwd',
      'http://mirror:nonsense/',
    ];
    const port = await serve(context, (request, response) => {
      response.writeHead(302, { location: targets[Number(request.url?.slice(1))] }).end();
    });
    for (const target of targets.keys()) {
      await assert.rejects(download(`http://mirror:${port}/${target}`, options()), failsWith('invalid'));
    }
    // By the rules for URLs too: the address may be reached on any port, by this name only on 80 and 443.
    targets.push(`http://inside:${inside}/`, `http://0x7f000001:${inside}/`);
    const wide = options({ allowedHosts: ['mirror', '127.0.0.1'] });
    for (const target of [targets.length - 1, targets.length - 2]) {
      await assert.rejects(download(`http://mirror:${port}/${target}`, wide), failsWith('invalid', /port|hides/));
    }
    assert.equal(secrets, 0);
  });

  it('connects to the address that was checked, whatever the name means a moment later', async (context) => {
    let reached = 0;
    const port = await serve(context, (_, response) => {
      reached++;
      response.end('x');
    });
    let asked = 0;
    // Allowed when asked first, where nobody listens; a second look-up would lead to the server.
    const rebinding: Resolve = () => Promise.resolve([asked++ === 0 ? '127.0.0.9' : '127.0.0.1']);
    const rules = { resolve: rebinding, ports: [port], allowedHosts: ['127.0.0.9'] };
    const attempt = download(`http://rebind.example:${port}/`, options(rules));
    await assert.rejects(attempt, failsWith('invalid', /reached/));
    assert.deepEqual([asked, reached], [1, 0]);
    // And straight inside is refused before anything is connected to.
    const inside = download(`http://rebind.example:${port}/`, options(rules));
    await assert.rejects(inside, failsWith('invalid', /public internet/));
    assert.equal(reached, 0);
  });

  it('says what went wrong without telling about the network', async (context) => {
    const port = await serve(context, (_, response) => {
      response.writeHead(404).end();
    });
    await assert.rejects(download(`http://mirror:${port}/`, options()), failsWith('invalid', /status 404/));
    const unknown: Resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    await assert.rejects(
      download('http://does-not.exist/x', options({ resolve: unknown })),
      failsWith('invalid', /^The host of the URL cannot be resolved\.$/),
    );
    await assert.rejects(
      download('http://mirror:1/', options()),
      failsWith('invalid', /^The server cannot be reached\.$/),
    );
  });

  it('does not take an encoded file for the file', async (context) => {
    const port = await serve(context, (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    });
    await assert.rejects(download(`http://mirror:${port}/`, options()), failsWith('invalid', /encoded/));
  });

  it('gives up when nothing comes, before or during the answer', async (context) => {
    const silent = await serve(context, noAnswer);
    await assert.rejects(
      download(`http://mirror:${silent}/`, options({ timeout: 50 })),
      failsWith('invalid', /in time/),
    );
    const stalled = await serve(context, (_, response) => {
      response.write('some');
    });
    const begun = await download(`http://mirror:${stalled}/`, options({ timeout: 50 }));
    await assert.rejects(whole(begun), failsWith('invalid', /stopped sending/));
    const unresolved: Resolve = () => new Promise(() => {});
    await assert.rejects(
      download('http://example.org/', options({ timeout: 50, resolve: unresolved })),
      failsWith('invalid', /in time/),
    );
  });

  it('does not count the time that we take ourselves', async (context) => {
    const port = await serve(context, (_, response) => {
      response.end(randomBytes(200_000));
    });
    const { bytes } = await download(`http://mirror:${port}/`, options({ timeout: 40 }));
    let received = 0;
    for await (const piece of bytes) {
      if (received === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      received += piece.length;
    }
    assert.equal(received, 200_000);
  });

  it('notices a file that ends early', async (context) => {
    const port = await serve(context, (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('short', () => response.destroy());
    });
    await assert.rejects(
      download(`http://mirror:${port}/`, options()).then(whole),
      failsWith('invalid', /before the whole file/),
    );
  });

  it('stops at once when it is told to', async (context) => {
    const port = await serve(context, (request, response) => {
      if (request.url === '/body') response.write('some');
    });
    for (const url of ['/head', '/body']) {
      const stop = new AbortController();
      const reason = new Error('stop');
      const running = download(`http://mirror:${port}${url}`, options({ signal: stop.signal })).then(whole);
      setTimeout(() => stop.abort(reason), 30);
      await assert.rejects(running, reason);
    }
  });
});
