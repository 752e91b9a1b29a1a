import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCeph, startPostgres } from '@ingot/judges';
import { imageApi, type ImageApi } from './image-api.ts';
import { outcomeOf } from './program.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { REPOSITORY, startService } from './service.ts';

const MIB = 2 ** 20;

async function temporaryData(context: TestContext): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-lost-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  return path.join(directory, 'data');
}

/** Sends a request with a body of JSON. @returns the status and the parsed answer. */
async function ask(api: ImageApi, method: string, target: string, body?: unknown, type = 'application/json') {
  const sent = api.open(method, target, body === undefined ? {} : { 'Content-Type': type });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const answered = await text(answer);
  return {
    status: answer.statusCode,
    body: (answered === '' ? null : JSON.parse(answered)) as Record<string, unknown>,
  };
}

async function store(api: ImageApi, name: string, content: readonly Buffer[]): Promise<string> {
  const { id } = await api.create(name);
  assert.equal(await api.upload(id, content), 204);
  return id;
}

/** Waits until so many labels lie beside the packs, and no more. */
async function untilLabels(data: string, count: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const files = await readdir(path.join(data, 'store/labels/packs'), { recursive: true, withFileTypes: true });
    const labels = files.filter((file) => file.isFile()).length;
    if (labels === count) return;
    assert.ok(Date.now() < deadline, `there are ${labels} labels, not ${count}`);
    await delay(200);
  }
}

/** A snapshot of a volume of an image, as it is shown when it is there. */
async function snapshotOf(api: ImageApi, imageId: string): Promise<Record<string, unknown>> {
  const settled = async (kind: 'volume' | 'snapshot', body: unknown): Promise<Record<string, unknown>> => {
    const made = await ask(api, 'POST', `/volume/v3/${kind}s`, { [kind]: body });
    assert.equal(made.status, 202, JSON.stringify(made.body));
    const { id } = made.body[kind] as { id: string };
    for (;;) {
      const shown = (await ask(api, 'GET', `/volume/v3/${kind}s/${id}`)).body[kind] as Record<string, unknown>;
      if (shown['status'] === 'available') return shown;
      assert.ok(shown['status'] === 'creating' || shown['status'] === 'downloading', JSON.stringify(shown));
      await delay(100);
    }
  };
  const volume = await settled('volume', { imageRef: imageId, size: 1 });
  return settled('snapshot', { volume_id: volume['id'], name: 'kept' });
}

function rebuild(data: string, ...options: readonly string[]) {
  const environment = { PATH: process.env['PATH'] ?? '' };
  const args = ['scripts/start.js', 'rebuild-store', '--data', data, ...options];
  return outcomeOf(process.execPath, args, { directory: REPOSITORY, environment });
}

test('with the database gone, every image comes back byte for byte', async (context) => {
  const data = await temporaryData(context);
  const random = [...pseudoRandom('first', 3 * MIB)];
  const hole = Buffer.alloc(8 * MIB);
  const contents: Record<string, readonly Buffer[]> = {
    first: random,
    second: [...random, ...pseudoRandom('more', MIB + 12_345)],
    sparse: [hole, hole, ...pseudoRandom('island', MIB), hole, Buffer.from('the end')],
    empty: [],
    withdrawn: [...pseudoRandom('withdrawn', MIB)],
    trashed: [...pseudoRandom('trashed', MIB)],
    purged: [...pseudoRandom('purged', MIB)],
  };
  const service = await startService({ data });
  context.after(() => service.kill());
  const api = await imageApi(service.administrator);
  const ids: Record<string, string> = {};
  for (const [name, content] of Object.entries(contents)) ids[name] = await store(api, name, content);
  const change = [
    { op: 'add', path: '/family', value: 'debian' },
    { op: 'replace', path: '/visibility', value: 'public' },
    { op: 'replace', path: '/tags', value: ['golden'] },
  ];
  const patch = 'application/openstack-images-v2.1-json-patch';
  assert.equal((await ask(api, 'PATCH', `/v2/images/${ids['first']}`, change, patch)).status, 200);
  assert.equal((await ask(api, 'POST', `/v2/images/${ids['withdrawn']}/actions/deactivate`)).status, 204);
  for (const name of ['trashed', 'purged']) assert.equal(await api.delete(ids[name] ?? ''), 204);
  assert.equal((await ask(api, 'DELETE', `/api/v1/trash/images/${ids['purged']}`)).status, 204);
  const before = new Map<string, unknown>();
  for (const name of ['first', 'second', 'sparse', 'empty', 'withdrawn']) {
    before.set(name, await api.show(ids[name] ?? ''));
  }
  const snapshot = await snapshotOf(api, ids['second'] ?? '');
  await untilLabels(data, 7);

  const refused = await rebuild(data);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /uses that directory; stop it first/);
  await service.stop();
  for (const suffix of ['', '-wal', '-shm']) await rm(path.join(data, `ingot.db${suffix}`), { force: true });

  const tried = await rebuild(data, '--dry-run');
  assert.equal(tried.status, 0, tried.stderr);
  assert.match(tried.stdout, /images: 6 recovered/);
  assert.deepEqual(
    (await readdir(data)).filter((name) => name.startsWith('ingot.db')),
    [],
  );
  const done = await rebuild(data);
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /images: 6 recovered, 0 brought up to date, 0 known, 0 incomplete/);
  assert.match(done.stdout, /snapshots: 1 recovered, 0 brought up to date, 0 known, 0 incomplete/);
  context.diagnostic(done.stdout.trim());
  const again = await rebuild(data);
  assert.match(again.stdout, /packs: 0 adopted .* images: 0 recovered, 0 brought up to date, 6 known/);

  const renewed = await startService({ data });
  context.after(() => renewed.kill());
  const after = await imageApi(renewed.administrator);
  for (const [name, content] of Object.entries(contents)) {
    const id = ids[name] ?? '';
    if (!before.has(name)) continue;
    assert.deepEqual(await after.show(id), before.get(name));
    const download = await after.download(id);
    assert.equal(download.status, 200);
    assert.equal(download.sha256, sha256(content), `${name} has changed`);
  }
  const found = (await ask(after, 'GET', `/volume/v3/snapshots/${String(snapshot['id'])}`)).body;
  assert.deepEqual(found['snapshot'], snapshot);
  const volume = (await ask(after, 'GET', `/volume/v3/volumes/${String(snapshot['volume_id'])}`)).body;
  assert.equal((volume['volume'] as Record<string, unknown>)['status'], 'error');
  const made = await ask(after, 'POST', '/api/v1/images', { name: 'again', source: { snapshot: snapshot['id'] } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const second = Buffer.concat(contents['second'] ?? []);
  const head = after.open('GET', `/v2/images/${String(made.body['id'])}/file`, {
    Range: `bytes=0-${second.length - 1}`,
  });
  head.end();
  const [partial] = (await once(head, 'response')) as [IncomingMessage];
  assert.ok((await buffer(partial)).equals(second), 'the snapshot has other bytes');
  const trash = await ask(after, 'GET', '/api/v1/trash/images');
  assert.deepEqual(
    (trash.body['images'] as { name: string }[]).map(({ name }) => name),
    ['trashed'],
  );
  assert.equal((await ask(after, 'POST', `/api/v1/images/${ids['trashed']}/restore`)).status, 200);
  assert.equal((await after.download(ids['trashed'] ?? '')).sha256, sha256(contents['trashed'] ?? []));
  for (const image of await after.list()) {
    assert.notEqual(image.name, 'purged', 'what was given up for good does not come back under its name');
    if (image.name.startsWith('recovered-')) assert.equal(image.status, 'deactivated');
  }
  // A label is written anew for what has changed since, and none is left over.
  await untilLabels(data, 8 + (await after.list()).filter(({ name }) => name.startsWith('recovered-')).length);
  await renewed.stop();
});

test('a byte that flips is found, never served, and heals when the image is uploaded again', async (context) => {
  const data = await temporaryData(context);
  const service = await startService({ data });
  context.after(() => service.kill());
  const api = await imageApi(service.administrator);
  const content = [...pseudoRandom('golden', 5 * MIB)];
  const id = await store(api, 'golden', content);
  const sound = await store(api, 'sound', [...pseudoRandom('sound', MIB)]);
  const packs = path.join(data, 'store/packs');
  for (const file of await readdir(packs, { recursive: true, withFileTypes: true })) {
    const name = path.join(file.parentPath, file.name);
    const bytes = file.isFile() ? await readFile(name) : Buffer.alloc(0);
    if (bytes.length < 4 * MIB) continue;
    bytes.writeUInt8(bytes.readUInt8(2 * MIB) ^ 4, 2 * MIB);
    await writeFile(name, bytes);
  }
  const scrub = async (): Promise<void> => {
    const { status, body } = await ask(api, 'POST', '/api/v1/store/runs', { kind: 'scrub' });
    assert.equal(status, 202);
    for (;;) {
      const run = await ask(api, 'GET', `/api/v1/store/runs/${String(body['id'])}`);
      if (run.body['finishedAt'] !== null) {
        assert.equal(run.body['status'], 'succeeded');
        return;
      }
      await delay(100);
    }
  };
  await scrub();
  const integrity = (await ask(api, 'GET', '/api/v1/store/integrity')).body;
  assert.equal(integrity['quarantinedChunks'], 1);
  const { images } = (await ask(api, 'GET', '/api/v1/store/damaged-images')).body as { images: { id: string }[] };
  assert.deepEqual(
    images.map((image) => image.id),
    [id],
  );
  const { findings } = (await ask(api, 'GET', '/api/v1/store/findings')).body as { findings: { kind: string }[] };
  assert.deepEqual(
    findings.map(({ kind }) => kind),
    ['chunks-damaged'],
  );
  const cut = await api.download(id).catch(() => null);
  assert.ok(cut === null || cut.size < 5 * MIB, 'a damaged image is never served whole');
  assert.equal((await api.download(sound)).status, 200);
  assert.equal((await fetch(`${service.base}/healthcheck`)).status, 200);
  assert.match(await (await fetch(`${service.base}/metrics`)).text(), /^ingot_store_quarantined_chunks \d/m);

  await store(api, 'golden again', content);
  assert.equal((await api.download(id)).sha256, sha256(content));
  await scrub();
  const healed = (await ask(api, 'GET', '/api/v1/store/integrity')).body;
  assert.partialDeepStrictEqual(healed, { quarantinedChunks: 0, damagedImages: 0 });
  await service.stop();
});

test('with an empty PostgreSQL, every image comes back from a sealed store in a bucket', async (context) => {
  const [ceph, postgres] = [await startCeph(), await startPostgres()];
  context.after(() => Promise.all([ceph.stop(), postgres.stop()]));
  const data = await temporaryData(context);
  const [secret, key] = [`${data}.secret`, `${data}.key`];
  await writeFile(secret, ceph.secretKey, { mode: 0o600 });
  await writeFile(key, randomBytes(32), { mode: 0o600 });
  const bucket = await ceph.newBucket();
  const settings = async (): Promise<string[]> =>
    Object.entries({
      'database.url': await postgres.newDatabase(),
      'store.backend': 's3',
      'store.s3.endpoint': ceph.endpoint,
      'store.s3.bucket': bucket,
      'store.s3.access-key': ceph.accessKey,
      'store.s3.secret-key-file': secret,
      'store.encryption.key-files': key,
    }).flatMap(([name, value]) => [`--${name}`, value]);
  const before = await settings();
  const service = await startService({ data, settings: before });
  context.after(() => service.kill());
  const api = await imageApi(service.administrator);
  const content = [...pseudoRandom('sealed', 3 * MIB)];
  const id = await store(api, 'sealed', content);
  // Written within seconds; a rebuild of the living database, into an empty one, tells when.
  const lost = await settings();
  const deadline = Date.now() + 60_000;
  for (;;) {
    const tried = await rebuild(`${data}.trial`, '--dry-run', ...lost);
    assert.equal(tried.status, 0, tried.stderr);
    if (tried.stdout.includes('images: 1 recovered')) break;
    assert.ok(Date.now() < deadline, tried.stdout);
  }
  const refused = await rebuild(`${data}.trial`, ...before);
  assert.match(refused.stderr, /connections to the database of database\.url; stop them first/);
  await service.stop();
  const done = await rebuild(data, ...lost);
  assert.equal(done.status, 0, done.stderr);
  const renewed = await startService({ data, settings: lost });
  context.after(() => renewed.kill());
  const after = await imageApi(renewed.administrator);
  assert.equal((await after.show(id))['name'], 'sealed');
  assert.equal((await after.download(id)).sha256, sha256(content));
  await renewed.stop();
});
