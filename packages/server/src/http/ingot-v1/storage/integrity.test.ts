import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { pino } from 'pino';
import { callerWith, openStorageWorld, type StorageWorld } from '../../../storage/testing/storage-world.ts';
import { requireCaller } from '../../authentication.ts';
import { createHttpServer } from '../../http-server.ts';
import { answerErrors } from '../errors.ts';
import { storageRoutes } from './index.ts';

type Answer = Record<string, unknown> & { readonly nextMarker?: string | null };

/** The routes over a real store, asked by an administrator. */
async function serve(context: TestContext) {
  const world = await openStorageWorld(context);
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const admin = callerWith('admin');
  await http.register(async (scope) => {
    answerErrors(scope);
    scope.addHook('onRequest', requireCaller({ authenticate: async () => admin }));
    storageRoutes(world.storage)(scope);
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const get = async (path: string): Promise<{ status: number; body: Answer }> => {
    const answer = await fetch(url + path, { headers: { 'x-auth-token': 'admin' } });
    return { status: answer.status, body: (await answer.json()) as Answer };
  };
  return { world, get, admin };
}

/** Two images, and the pack of one of them is gone. */
async function damage(world: StorageWorld, admin: ReturnType<typeof callerWith>): Promise<void> {
  const { temporary, live, storage } = world;
  for (let count = 0; count < 2; count += 1) live.add(await world.putAway(randomBytes(256 * 1024).toString('hex')));
  const { backend, index } = temporary;
  for (const { pack } of (await index.sealedPacks({ after: null, limit: 9 })).slice(0, 1)) await backend.delete(pack);
  const { id } = await storage.runStart(admin, { kind: 'scrub' });
  assert.equal((await world.ended(id)).status, 'succeeded');
}

it('shows what is damaged, page by page', async (context) => {
  const { world, get, admin } = await serve(context);
  await damage(world, admin);
  const { status, body } = await get('/store/integrity');
  assert.equal(status, 200);
  assert.partialDeepStrictEqual(body, { quarantinedChunks: 3, findings: 1, damagedImages: 1, currentScrub: null });
  assert.partialDeepStrictEqual(body['lastScrub'], {
    kind: 'scrub',
    status: 'succeeded',
    figures: { phase: 'images' },
  });
  for (const [path, items, count] of [
    ['/store/quarantine', 'chunks', 3],
    ['/store/findings', 'findings', 1],
    ['/store/damaged-images', 'images', 1],
  ] as const) {
    const found: unknown[] = [];
    for (let marker: string | null | undefined = ''; typeof marker === 'string';) {
      const page = await get(`${path}?limit=1${marker && `&marker=${marker}`}`);
      assert.equal(page.status, 200);
      found.push(...(page.body[items] as unknown[]));
      marker = page.body.nextMarker;
    }
    assert.equal(new Set(found.map((item) => JSON.stringify(item))).size, count, path);
    assert.equal((await get(`${path}?marker=nonsense`)).status, 400);
    assert.equal((await get(`${path}?limit=0`)).status, 400);
  }
  const { body: findings } = await get('/store/findings');
  assert.partialDeepStrictEqual(findings['findings'], [{ kind: 'pack-missing', count: 3 }]);
  const { body: images } = await get('/store/damaged-images');
  assert.partialDeepStrictEqual(images['images'], [{ name: 'live', place: 'content', pages: 1 }]);
});
