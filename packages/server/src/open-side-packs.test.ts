import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { localBackend, newPackId } from '@ingot/chunk-store';
import { ConfigError, loadConfig, type Config } from './config/index.ts';
import { openPackCopies } from './open-side-packs.ts';

function configOf(...args: string[]): Config {
  const loaded = loadConfig({ args, environment: {} });
  return loaded.help ? assert.fail() : loaded.config;
}

async function temporaryDirectory(context: TestContext): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-copies-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
}

describe('copies of packs', () => {
  it('are none unless somebody names them', async () => {
    assert.equal(await openPackCopies(configOf()), null);
  });

  it('lie in a directory, which has to be there', async (context) => {
    const directory = await temporaryDirectory(context);
    const config = configOf('--store.copies', directory);
    await assert.rejects(openPackCopies(config), ConfigError);
    const pack = newPackId();
    const store = await localBackend(directory);
    const writer = await store.create(pack);
    await writer.append([Buffer.from('bytes of a pack')]);
    await writer.seal();
    const copies = await openPackCopies(config);
    assert.equal((await copies?.read(pack, 9, 6))?.toString(), 'a pack');
    for (const backend of [store, copies]) await backend?.close();
  });

  it('or in a bucket, at the endpoint of the store and under a prefix', async (context) => {
    const asked: string[] = [];
    const bucket = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(206, { 'content-range': 'bytes 9-14/15', 'content-length': 6 }).end('a pack');
    }).listen(0, '127.0.0.1');
    context.after(() => bucket.close());
    await once(bucket, 'listening');
    const address = bucket.address();
    if (address === null || typeof address === 'string') assert.fail();
    const secret = path.join(await temporaryDirectory(context), 'secret');
    await writeFile(secret, 'secret', { mode: 0o600 });
    const s3 = ['--store.s3.endpoint', `http://127.0.0.1:${address.port}`, '--store.s3.access-key', 'key'];
    const pack = newPackId();
    for (const place of ['s3://copy', 's3://copy/a/b', 's3://copy/a/b/']) {
      const copies = await openPackCopies(
        configOf(...s3, '--store.s3.secret-key-file', secret, '--store.copies', place),
      );
      assert.equal((await copies?.read(pack, 9, 6))?.toString(), 'a pack');
      await copies?.close();
    }
    assert.deepEqual(
      asked.map((url) => url.split('?')[0]),
      ['', 'a/b/', 'a/b/'].map((prefix) => `/copy/${prefix}packs/${pack}.pack`),
    );
  });
});
