import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCeph, type Ceph } from '@ingot/judges';
import { fileHash } from './file-hash.ts';
import { imageApi, type ImageApi } from './image-api.ts';
import { run } from './program.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { diskUse } from './resources.ts';
import { startService, type Service } from './service.ts';

const MIB = 2 ** 20;
const SIZE = Number(process.env['OBJECT_STORE_MIB'] ?? 32) * MIB;
/** How long a collection of so little may take. */
const COLLECTION_MS = 30_000;
/** How long the store is away while transfers wait for it. */
const OUTAGE_MS = Number(process.env['OBJECT_STORE_OUTAGE_SECONDS'] ?? 5) * 1000;
const CACHE = 16 * MIB;
/** An upload begins another pack when one is so long. */
const PACK = 64 * MIB;
const IMAGE = sha256(pseudoRandom('image', SIZE));

let ceph: Ceph;
let bucket: string;
let directory: string;
let secretFile: string;
let service: Service;
let api: ImageApi;
/** An image that is there from the first test on. */
let image: string;

before(async () => {
  ceph = await startCeph();
  bucket = await ceph.newBucket();
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-object-store-'));
  secretFile = path.join(directory, 'secret-key');
  await writeFile(secretFile, `${ceph.secretKey}\n`, { mode: 0o600 });
});
after(async () => {
  await service.kill();
  await ceph.stop();
  await rm(directory, { recursive: true });
});

function settings(changes: Readonly<Record<string, string>> = {}): string[] {
  const all = {
    'store.backend': 's3',
    'store.s3.endpoint': ceph.endpoint,
    'store.s3.bucket': bucket,
    'store.s3.access-key': ceph.accessKey,
    'store.s3.secret-key-file': secretFile,
    'store.cache-size': String(CACHE),
    'images.trash-retention': '0s',
    ...changes,
  };
  return Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]);
}

async function start(changes?: Readonly<Record<string, string>>, health = 200): Promise<void> {
  service = await startService({ data: path.join(directory, 'data'), settings: settings(changes), health });
  api = await imageApi(service.administrator);
}

async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

/** Sends half of an image, and resolves with the way to send the rest, when that half is on its way into the bucket. */
async function halfAnUpload(seed: string): Promise<{ id: string; finish: () => Promise<IncomingMessage> }> {
  const { id } = await api.create(seed);
  const sent = api.open('PUT', `/v2/images/${id}/file`, { 'Content-Type': 'application/octet-stream' });
  const answer = answerOf(sent);
  answer.catch(() => undefined);
  const answered = new AbortController();
  sent.on('response', () => {
    answered.abort();
  });
  const pieces = pseudoRandom(seed, SIZE);
  const send = async (count: number): Promise<void> => {
    for (let n = 0; n < count && !answered.signal.aborted; n++) {
      const { value } = pieces.next();
      if (value && !sent.write(value)) await Promise.race([once(sent, 'drain'), answer]);
    }
  };
  await send(SIZE / MIB / 2);
  while ((await ceph.uploads(bucket)).length === 0) await delay(20);
  const finish = async (): Promise<IncomingMessage> => {
    await send(SIZE / MIB / 2);
    sent.end();
    return answer;
  };
  return { id, finish };
}

/** Has the service collect what nobody needs. Resolves when nothing is left; nobody is told when that is. */
async function collected(): Promise<void> {
  const asked = api.open('POST', '/api/v1/store/runs', { 'Content-Type': 'application/json' });
  asked.end(JSON.stringify({ kind: 'collection' }));
  const answer = await answerOf(asked);
  assert.equal(answer.statusCode, 202, await text(answer));
  const needed = (await api.list()).filter(({ status }) => status === 'active').length * Math.ceil(SIZE / PACK + 1);
  const deadline = performance.now() + COLLECTION_MS;
  for (;;) {
    const uploads = await ceph.uploads(bucket);
    // The labels of images lie beside their packs.
    const keys = (await ceph.keys(bucket)).filter((key) => !key.startsWith('labels/'));
    if (uploads.length === 0 && keys.length <= needed) return;
    assert.ok(performance.now() < deadline, `the bucket keeps ${keys.join(', ')} and ${uploads.length} uploads`);
    await delay(200);
  }
}

describe('a service whose images lie in an S3 store', () => {
  it('takes an image from curl and gives it back, also after a restart', async () => {
    await start();
    const file = path.join(directory, 'image.raw');
    await writeFile(file, pseudoRandom('image', SIZE));
    ({ id: image } = await api.create('image'));
    const url = `${api.endpoint}/v2/images/${image}/file`;
    const curl = ['--silent', '--show-error', '--fail', '--header', `X-Auth-Token: ${api.token}`];
    const type = ['--header', 'Content-Type: application/octet-stream'];
    await run('/usr/bin/curl', [...curl, ...type, '--upload-file', file, url]);
    const copy = path.join(directory, 'copy.raw');
    await run('/usr/bin/curl', [...curl, '--output', copy, url]);
    assert.equal(await fileHash(copy, 'sha256'), IMAGE);
    assert.ok((await ceph.keys(bucket)).length > 0);
    assert.ok((await diskUse(path.join(service.data, 'store'))) < 2 * MIB, 'no pack lies in the data directory');
    await service.stop();
    await start();
    assert.equal((await api.download(image)).sha256, IMAGE);
  });

  it('keeps what is read within the size of its cache, and needs the store no more for it', async () => {
    const used = await diskUse(path.join(service.data, 'cache'));
    assert.ok(used > CACHE / 2 && used <= CACHE + MIB, `${used} bytes`);
    await service.stop();
    await start({ 'store.cache-size': String(2 * SIZE) });
    await api.download(image);
    await service.stop();
    await start({ 'store.cache-size': String(2 * SIZE) });
    await ceph.kill();
    assert.equal((await api.download(image)).sha256, IMAGE);
    await ceph.restart();
  });

  it('waits for a store that is away for a while, in the middle of uploads and downloads', async () => {
    await service.stop();
    await start({ 'store.cache-size': '0' });
    const upload = await halfAnUpload('patient');
    const download = await answerOf(api.open('GET', `/v2/images/${image}/file`).end());
    await ceph.kill();
    const back = delay(OUTAGE_MS).then(() => ceph.restart());
    const received = async (): Promise<Buffer[]> => Array.fromAsync(download as AsyncIterable<Buffer>);
    const [bytes, answer] = await Promise.all([received(), upload.finish(), back]);
    assert.equal(sha256(bytes), IMAGE);
    assert.equal(answer.statusCode, 204);
    assert.equal((await api.download(upload.id)).sha256, sha256(pseudoRandom('patient', SIZE)));
    assert.deepEqual(await ceph.uploads(bucket), []);
  });

  it('says clearly that a store is away for too long, leaves nothing behind, and recovers by itself', async () => {
    await service.stop();
    await start({ 'store.cache-size': '0', 'store.s3.patience': '2s' });
    const upload = await halfAnUpload('impatient');
    const download = await answerOf(api.open('GET', `/v2/images/${image}/file`).end());
    await ceph.kill();
    const failed = await upload.finish();
    assert.equal(failed.statusCode, 503);
    assert.ok(Number(failed.headers['retry-after']) > 0);
    assert.match(await text(failed), /The image store cannot be reached now; try again in a minute\./);
    // What was sent is right, and the rest is missing: never a whole answer with wrong bytes.
    await assert.rejects(Array.fromAsync(download as AsyncIterable<Buffer>));
    const tail = { Range: `bytes=${SIZE - 1000}-` };
    const refused = await answerOf(api.open('GET', `/v2/images/${image}/file`, tail).end());
    assert.equal(refused.statusCode, 503);
    assert.equal(refused.headers['content-md5'], undefined);
    assert.match(await text(refused), /The image store cannot be reached now/);
    const health = await fetch(`${service.base}/healthcheck`);
    assert.deepEqual([health.status, await health.text()], [503, 'UNAVAILABLE: store']);
    assert.equal((await api.show(upload.id))['status'], 'queued');

    await ceph.restart();
    assert.equal((await fetch(`${service.base}/healthcheck`)).status, 200);
    assert.equal((await api.download(image)).sha256, IMAGE);
    assert.equal(await api.upload(upload.id, pseudoRandom('impatient', SIZE)), 204);
    assert.equal((await api.download(upload.id)).sha256, sha256(pseudoRandom('impatient', SIZE)));
    await api.delete(upload.id);
    await collected();
  });

  it('starts while the store is away, and says which setting is wrong when one is', async () => {
    await service.stop();
    await ceph.kill();
    await start({}, 503);
    await ceph.restart();
    assert.equal((await fetch(`${service.base}/healthcheck`)).status, 200);
    assert.equal((await api.download(image)).sha256, IMAGE);
    await service.stop();
    await assert.rejects(
      start({ 'store.s3.bucket': 'not-there' }),
      /store\.s3\.bucket is "not-there", but .* create it/,
    );
    await start();
  });

  it('never shows the secret key', async () => {
    assert.doesNotMatch(await service.log(), new RegExp(ceph.secretKey.replaceAll(/[+/]/g, String.raw`\$&`)));
  });
});
