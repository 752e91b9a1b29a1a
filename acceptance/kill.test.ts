import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { collected } from './collected.ts';
import { imageApi, type ImageApi } from './image-api.ts';
import { pseudoRandom, randomNumbers, sha256 } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20);
const SEED = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const PARALLEL = 4;
const MIB = 2 ** 20;
const LARGEST = 24 * MIB;
/** The longest that a round's uploads run before the kill; four of them need about as long. */
const LONGEST_RUN_MS = 1500;

/** What the client knows: an upload whose success it was told has to last, whatever happens. */
interface Upload {
  readonly name: string;
  readonly size: number;
  acknowledged: boolean;
}

test(`a service that is killed ${ROUNDS} times loses nothing that it had confirmed`, async (context) => {
  context.diagnostic(`KILL_SEED=${SEED}`);
  const random = randomNumbers(SEED);
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-kill-'));
  const data = path.join(directory, 'data');
  const settings = ['--images.trash-retention', '0s', '--log.level', 'warn'];
  const uploads = new Map<string, Upload>();
  let confirmed = 0;
  let survivor: Service | null = null;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      if (random() < 0.2) await killWhileStarting({ data, settings }, Math.floor(random() * 600));
      const service = await startService({ data, settings });
      const api = await imageApi(service.administrator);
      await checkEverything(api, uploads);
      await deleteSome(api, uploads, random);
      const batch = Array.from({ length: PARALLEL }, (_, n) => newUpload(`${SEED}-${round}-${n}`, random));
      const running = batch.map((upload) => send(api, upload, uploads));
      await delay(random() * LONGEST_RUN_MS);
      await service.kill();
      await Promise.all(running);
      confirmed += batch.filter(({ acknowledged }) => acknowledged).length;
    }
    const service = await startService({ data, settings });
    survivor = service;
    const api = await imageApi(service.administrator);
    await checkEverything(api, uploads);
    context.diagnostic(`${confirmed} of ${ROUNDS * PARALLEL} uploads were confirmed before the kill`);
    assert.ok(confirmed > 0 && confirmed < ROUNDS * PARALLEL, 'kills have to fall before and after the end of uploads');
    const { id } = await api.create('survivor');
    assert.equal(await api.upload(id, pseudoRandom('survivor', LARGEST)), 204);
    context.diagnostic(await collected(service, api));
  } finally {
    await survivor?.stop();
    await rm(directory, { recursive: true });
  }
});

async function killWhileStarting(options: { data: string; settings: string[] }, afterMs: number): Promise<void> {
  const started = await startService({ ...options, signal: AbortSignal.timeout(afterMs) }).catch((error: unknown) => {
    assert.match(String(error), /ended before it was ready|fetch failed/);
    return null;
  });
  await started?.kill();
}

function newUpload(name: string, random: () => number): Upload {
  return { name, size: 1 + Math.floor(random() * LARGEST), acknowledged: false };
}

/** Uploads, and notes whether success was confirmed; every other end is the kill's doing. */
async function send(api: ImageApi, upload: Upload, uploads: Map<string, Upload>): Promise<void> {
  uploads.set(upload.name, upload);
  try {
    const { id } = await api.create(upload.name);
    upload.acknowledged = (await api.upload(id, pseudoRandom(upload.name, upload.size))) === 204;
  } catch (error) {
    assert.match(String(error), /ECONNRESET|ECONNREFUSED|EPIPE|socket hang up|aborted/);
  }
}

/** Every active image has all its bytes, every confirmed upload is active, and nothing stands half-way. */
async function checkEverything(api: ImageApi, uploads: ReadonlyMap<string, Upload>): Promise<void> {
  const images = await api.list();
  const active = images.filter(({ status }) => status === 'active');
  for (const image of images)
    assert.match(image.status, /^(active|queued)$/, `${image.name} stands in ${image.status}`);
  for (const { id, name } of active) {
    const upload = uploads.get(name);
    assert.ok(upload, `nobody uploaded ${name}`);
    const expected = { status: 200, size: upload.size, sha256: sha256(pseudoRandom(name, upload.size)) };
    assert.deepEqual(await api.download(id), expected, `${name} is active and not what was uploaded`);
  }
  const names = new Set(active.map(({ name }) => name));
  for (const { name, acknowledged } of uploads.values()) {
    assert.ok(!acknowledged || names.has(name), `${name} was confirmed and is gone`);
  }
}

/** Keeps the store small, and gives garbage collection something to be killed at. */
async function deleteSome(api: ImageApi, uploads: Map<string, Upload>, random: () => number): Promise<void> {
  for (const { id, name } of await api.list()) {
    if (random() < 0.4) continue;
    assert.equal(await api.delete(id), 204);
    uploads.delete(name);
  }
}
