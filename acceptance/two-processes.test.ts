import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCeph, startPostgres, type Ceph, type Postgres } from '@ingot/judges';
import { imageApi, type ImageApi } from './image-api.ts';
import { openstack } from './openstack.ts';
import { run } from './program.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

const MIB = 2 ** 20;
const SIZE = Number(process.env['TWO_PROCESSES_MIB'] ?? 8) * MIB;
/** Seconds after which a silent process is taken for dead. */
const LEASE = 3;

/** Two processes over one PostgreSQL and one S3 store, each with a data directory of its own, as on two machines. */
describe('a service of two processes', () => {
  let ceph: Ceph;
  let postgres: Postgres;
  let directory: string;
  let settings: string[];
  let one: Service;
  let other: Service;
  let here: ImageApi;
  let there: ImageApi;

  before(async () => {
    [ceph, postgres] = await Promise.all([startCeph(), startPostgres()]);
    directory = await mkdtemp(path.join(tmpdir(), 'ingot-two-processes-'));
    const secret = path.join(directory, 'secret-key');
    await writeFile(secret, ceph.secretKey, { mode: 0o600 });
    const all = {
      'database.url': await postgres.newDatabase(),
      'processes.lease': `${LEASE}s`,
      'store.backend': 's3',
      'store.s3.endpoint': ceph.endpoint,
      'store.s3.bucket': await ceph.newBucket(),
      'store.s3.access-key': ceph.accessKey,
      'store.s3.secret-key-file': secret,
      'images.trash-retention': '0s',
    };
    settings = Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]);
    one = await startService({ data: path.join(directory, 'one'), settings });
    other = await startService({ data: path.join(directory, 'other'), settings, beside: one });
    [here, there] = [await imageApi(one.administrator), await imageApi(other.administrator)];
  });
  after(async () => {
    await one.kill();
    await other.kill();
    await Promise.all([ceph.stop(), postgres.stop()]);
    await rm(directory, { recursive: true });
  });

  async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  }
  async function ask(api: ImageApi, method: string, target: string, body?: object): Promise<string> {
    const sent = api.open(method, target, { 'Content-Type': 'application/json' });
    const answer = await answerOf(sent.end(body && JSON.stringify(body)));
    const said = await text(answer);
    assert.ok((answer.statusCode ?? 500) < 300, `${method} ${target}: ${answer.statusCode} ${said}`);
    return said;
  }
  const statusOf = async (api: ImageApi, id: string): Promise<unknown> => (await api.show(id))['status'];
  async function until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) await delay(50);
  }
  async function stored(api: ImageApi, seed: string): Promise<string> {
    const { id } = await api.create(seed);
    assert.equal(await api.upload(id, pseudoRandom(seed, SIZE)), 204);
    return id;
  }

  /** An upload of which the first MiB has been sent; the answer is there when it ends. */
  async function begun(api: ImageApi, seed: string, target = 'file') {
    const { id } = await api.create(seed);
    const sent = api.open('PUT', `/v2/images/${id}/${target}`, { 'Content-Type': 'application/octet-stream' });
    const outcome = answerOf(sent).then(
      ({ statusCode }) => statusCode,
      () => 'cut',
    );
    for (const piece of pseudoRandom(seed, MIB)) sent.write(piece);
    await until(async () => ['saving', 'uploading'].includes(String(await statusOf(there, id))));
    return { id, sent, outcome };
  }

  it('knows in each what was made in the other: tokens, images, their bytes', async () => {
    const id = await stored(here, 'shared');
    const answer = await fetch(`${other.base}/v2/images/${id}/file`, { headers: { 'X-Auth-Token': here.token } });
    assert.equal(sha256([Buffer.from(await answer.arrayBuffer())]), sha256(pseudoRandom('shared', SIZE)));
    const listed = await openstack(other.administrator)(['image', 'list', '-f', 'value', '-c', 'ID']);
    assert.deepEqual(listed.trim().split('\n'), [id]);
  });

  it('imports in one what was staged in the other', async () => {
    const { id } = await here.create('staged');
    const sent = here.open('PUT', `/v2/images/${id}/stage`, { 'Content-Type': 'application/octet-stream' });
    const answered = answerOf(sent);
    for (const piece of pseudoRandom('staged', SIZE)) sent.write(piece);
    sent.end();
    assert.equal((await answered).statusCode, 204);
    await ask(there, 'POST', `/v2/images/${id}/import`, { method: { name: 'glance-direct' } });
    await until(async () => (await statusOf(here, id)) === 'active');
    assert.equal((await there.download(id)).sha256, sha256(pseudoRandom('staged', SIZE)));
  });

  it('ends an upload in one as soon as the other deletes its image', async () => {
    const { id, outcome } = await begun(here, 'deleted');
    const begin = performance.now();
    assert.equal(await there.delete(id), 204);
    assert.equal(await outcome, 410);
    const took = performance.now() - begin;
    assert.ok(took < 1000 * LEASE, `${Math.round(took)} ms`);
  });

  it('goes on in one, under load, when the other is killed, and nothing of its uploads stays', async () => {
    const kept = await stored(here, 'kept');
    const uploads = await Promise.all([1, 2, 3].map((n) => begun(here, `dying ${n}`)));
    const staging = await begun(here, 'dying staging', 'stage');
    const load = new AbortController();
    const cli = openstack(other.administrator);
    const loads = [
      (async () => {
        for (let n = 0; !load.signal.aborted; n++) await cli(['image', 'create', '--disk-format', 'raw', `cli ${n}`]);
      })(),
      (async () => {
        const curl = ['--silent', '--fail', '--output', '-', '--header', `X-Auth-Token: ${there.token}`];
        while (!load.signal.aborted) await run('/usr/bin/curl', [...curl, `${other.base}/v2/images?limit=100`]);
      })(),
      (async () => {
        for (let n = 0; !load.signal.aborted; n++) await stored(there, `load ${n}`);
      })(),
    ];
    await delay(500);
    await one.kill();
    for (const { outcome } of [...uploads, staging]) assert.equal(await outcome, 'cut');
    assert.equal((await there.download(kept)).sha256, sha256(pseudoRandom('kept', SIZE)));
    await until(async () => {
      const statuses = await Promise.all([...uploads, staging].map(({ id }) => statusOf(there, id)));
      return statuses.every((status) => status === 'queued');
    });
    load.abort();
    await Promise.all(loads);
    const { id, os_glance_failure_reason: reason } = await there.show(uploads[0]?.id ?? '');
    assert.match(String(reason), /interrupted/);
    // It can be sent again, to whoever is there.
    assert.equal(await there.upload(String(id), pseudoRandom('again', SIZE)), 204);
    await collected(there);
    const { unusedPacks } = await packs();
    assert.deepEqual(unusedPacks, []);
  });

  it('takes the one that was killed back, and it serves everything', async () => {
    one = await startService({ data: path.join(directory, 'one'), settings });
    here = await imageApi(one.administrator);
    const active = (await there.list()).filter(({ status }) => status === 'active');
    for (const { id, os_hash_value: hash } of active.slice(0, 5)) {
      assert.equal((await here.show(id))['os_hash_value'], hash);
      assert.equal((await here.download(id)).sha256, (await there.download(id)).sha256);
    }
  });

  it('answers "unavailable" while the database is away, and goes on by itself when it is back', async () => {
    await postgres.kill();
    for (const service of [one, other]) {
      const answer = await fetch(`${service.base}/v2/images`, { headers: { 'X-Auth-Token': here.token } });
      await answer.text();
      assert.equal(answer.status, 503);
      assert.equal((await fetch(`${service.base}/healthcheck`)).status, 503);
    }
    await postgres.restart();
    for (const api of [here, there]) await until(async () => (await api.list()).length > 0);
    await stored(here, 'after the database');
  });

  /** Has the store collected until a run finds nothing more. */
  async function collected(api: ImageApi): Promise<void> {
    const started = JSON.parse(await ask(api, 'POST', '/api/v1/store/runs', { kind: 'collection' })) as { id: string };
    await until(async () => {
      const { status } = JSON.parse(await ask(api, 'GET', `/api/v1/store/runs/${started.id}`)) as { status: string };
      assert.ok(!['failed', 'cancelled'].includes(status), status);
      return status === 'succeeded';
    });
  }

  /** Objects of the bucket of which the database knows nothing, or that no chunk lies in. */
  async function packs(): Promise<{ unusedPacks: string[] }> {
    const url = settings[settings.indexOf('--database.url') + 1] ?? '';
    const bucket = settings[settings.indexOf('--store.s3.bucket') + 1] ?? '';
    const used = await postgres.query(
      'select distinct store_pack.id from store_pack join store_chunk on pack = number',
      url,
    );
    const ids = used.map(({ id }) => String(id));
    // The labels of images lie beside their packs.
    const keys = (await ceph.keys(bucket)).filter((key) => !key.startsWith('labels/'));
    return { unusedPacks: keys.filter((key) => !ids.some((id) => key.includes(id))) };
  }
});
