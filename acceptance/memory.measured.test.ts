import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCeph, type Ceph } from '@ingot/judges';
import { imageApi } from './image-api.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { freeSpace, memoryUse } from './resources.ts';
import { startService, type Service } from './service.ts';

const MIB = 2 ** 20;
/** Size of each upload; the figure does not depend on it, which is the point. */
const UPLOAD = Number(process.env['MEMORY_UPLOAD_MIB'] ?? 512) * MIB;
const PARALLEL = 8;
const PEAK = 400 * MIB;
const STALLED_UPLOADS = 200;
const STALLED_DOWNLOADS = 100;
/** What an upload that has stopped may hold: a chunk that is not full, stream buffers, hash states. */
const PER_STALLED_UPLOAD = 0.6 * MIB;
/** What a download that has stopped may hold, when there are many: a chunk, and what lies between it and the socket. */
const PER_STALLED_DOWNLOAD = 1.5 * MIB;

let directory: string;
let service: Service;
let ceph: Ceph | null = null;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-memory-'));
});
after(async () => {
  await ceph?.stop();
  await rm(directory, { recursive: true });
});

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}

for (const [backend, settings] of Object.entries({ local: async () => [], s3: bucketSettings })) {
  test(`eight large uploads and eight exports at once stay within the bound, with packs in ${backend}`, async (context) => {
    await assertBounded(backend, await settings(), context);
  });
}

test('clients that stop sending, and clients that never read, cost little', async (context) => {
  service = await startService({ data: path.join(directory, 'stalled') });
  const api = await imageApi(service.administrator);
  const { id: downloaded } = await api.create('downloaded');
  assert.equal(await api.upload(downloaded, pseudoRandom('downloaded', 64 * MIB)), 204);
  const idle = await memoryUse(service.pid);

  const stalled: ClientRequest[] = [];
  for (let n = 0; n < STALLED_UPLOADS; n++) {
    const { id } = await api.create(`stalled-${n}`);
    const sent = api.open('PUT', `/v2/images/${id}/file`, { 'Content-Type': 'application/octet-stream' });
    sent.on('error', () => {});
    for (const piece of pseudoRandom(`stalled-${n}`, MIB)) if (!sent.write(piece)) await once(sent, 'drain');
    stalled.push(sent);
  }
  const uploading = await settled(service.pid);
  for (let n = 0; n < STALLED_DOWNLOADS; n++) {
    const sent = api.open('GET', `/v2/images/${downloaded}/file`).end();
    sent.on('error', () => {});
    const [answer] = (await once(sent, 'response')) as [{ statusCode: number }];
    assert.equal(answer.statusCode, 200);
    stalled.push(sent);
  }
  const downloading = await settled(service.pid);
  const stillServed = await api.list();
  for (const sent of stalled) sent.destroy();
  await service.stop();

  const growth = [uploading - idle.resident, downloading - uploading] as const;
  context.diagnostic(
    `idle ${mib(idle.resident)}; ${STALLED_UPLOADS} stalled uploads +${mib(growth[0])}; ` +
      `${STALLED_DOWNLOADS} stalled downloads +${mib(growth[1])}`,
  );
  assert.equal(stillServed.length, STALLED_UPLOADS + 1);
  assert.ok(growth[0] < STALLED_UPLOADS * PER_STALLED_UPLOAD, `stalled uploads cost ${mib(growth[0])}`);
  assert.ok(growth[1] < STALLED_DOWNLOADS * PER_STALLED_DOWNLOAD, `stalled downloads cost ${mib(growth[1])}`);
});

/** Resident bytes when they have stopped to grow: less than 1 % in a second. */
async function settled(pid: number): Promise<number> {
  for (let last = 0; ;) {
    const { resident } = await memoryUse(pid);
    if (resident < last * 1.01) return resident;
    last = resident;
    await delay(1000);
  }
}

/** A Ceph, and what tells the service to keep images there. */
async function bucketSettings(): Promise<readonly string[]> {
  ceph = await startCeph();
  const secretFile = path.join(directory, 'secret-key');
  await writeFile(secretFile, `${ceph.secretKey}\n`, { mode: 0o600 });
  const settings = {
    'store.backend': 's3',
    'store.s3.endpoint': ceph.endpoint,
    'store.s3.bucket': await ceph.newBucket(),
    'store.s3.access-key': ceph.accessKey,
    'store.s3.secret-key-file': secretFile,
  };
  return Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
}

async function assertBounded(name: string, settings: readonly string[], context: TestContext): Promise<void> {
  const needed = 1.1 * (PARALLEL + 1) * UPLOAD;
  const free = await freeSpace(directory);
  assert.ok(free > needed, `needs ${mib(needed)} in ${directory}, which has ${mib(free)}`);
  service = await startService({ data: path.join(directory, name), settings });
  const api = await imageApi(service.administrator);
  const { id: exported } = await api.create('exported');
  assert.equal(await api.upload(exported, pseudoRandom('exported', UPLOAD)), 204);
  const start = performance.now();
  const [statuses, downloads] = await Promise.all([
    Promise.all(
      Array.from({ length: PARALLEL }, async (_, n) => {
        const { id } = await api.create(`large-${n}`);
        return api.upload(id, pseudoRandom(`large-${n}`, UPLOAD));
      }),
    ),
    Promise.all(Array.from({ length: PARALLEL }, () => api.download(exported))),
  ]);
  const seconds = (performance.now() - start) / 1000;
  const { peak } = await memoryUse(service.pid);
  await service.stop();
  const rate = (2 * PARALLEL * UPLOAD) / MIB / seconds;
  context.diagnostic(
    `${PARALLEL} × ${mib(UPLOAD)} in and out: ${seconds.toFixed(1)} s, ${rate.toFixed(0)} MiB/s, peak ${mib(peak)}`,
  );
  assert.deepEqual(statuses, Array<number>(PARALLEL).fill(204));
  const expected = { status: 200, size: UPLOAD, sha256: sha256(pseudoRandom('exported', UPLOAD)) };
  for (const download of downloads) assert.deepEqual(download, expected);
  assert.ok(peak < PEAK, `peak of ${mib(peak)}`);
}
