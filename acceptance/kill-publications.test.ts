import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileHash } from './file-hash.ts';
import { imageApi, type ImageApi } from './image-api.ts';
import { run } from './program.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/**
 * kill -9 of Ingot, and of the QEMU of a machine, while the machine is published: the source is what it was until there is an
 * image, there is no half image and no half file, and what was begun ends.
 */
const MIB = 2 ** 20;
/** What was written to each machine, in bytes; KILL_PUBLICATION_MIB for more. */
const SIZE = Number(process.env['KILL_PUBLICATION_MIB'] ?? 16) * MIB;
const LOOK_MS = 3;
const PATIENCE_MS = 120_000;
/** In their order. */
const STEPS = ['waiting', 'capturing', 'writing', 'verifying', 'checking', 'activating', 'finishing'] as const;
type Step = (typeof STEPS)[number];
/** All but the first, which is over before anybody sees it, and the last, which is what is seen of `activating`. */
const KILLED_IN = STEPS.slice(1, -1);
const SETTINGS = ['--machines.acceleration', 'emulation', '--log.level', 'error'];

interface Thing {
  readonly id: string;
  readonly status: string;
}
interface Publication extends Thing {
  readonly step: Step | null;
  readonly imageId: string;
  readonly failure: string | null;
}
interface Machine extends Thing {
  readonly disks: readonly { readonly volumeId: string }[];
}

let directory: string;
let service: Service;
let api: ImageApi;
let pool: string;
let flavor: string;
let written: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ik-'));
  await start();
  await mkdir(at('pool'));
  ({ id: pool } = await call('POST', 'image-pools', { name: 'p', place: { kind: 'directory', path: at('pool') } }));
  ({ id: flavor } = await call('POST', 'flavors', { name: 'tiny', vcpus: 1, memoryMib: 64 }));
  written = at('written.raw');
  await writeFile(written, pseudoRandom('published', SIZE));
});
after(async () => {
  // Guests outlive their service.
  const { machines } = await call<{ machines: readonly Thing[] }>('GET', 'machines');
  for (const { id } of machines) await remove(id);
  await service.stop();
  await rm(directory, { recursive: true });
});

function at(name: string): string {
  return path.join(directory, name);
}

async function start(): Promise<void> {
  service = await startService({ data: at('d'), settings: SETTINGS });
  api = await imageApi(service.administrator);
}

async function asked(method: string, target: string, body?: object): Promise<Response> {
  const headers = { 'x-auth-token': api.token, ...(body && { 'content-type': 'application/json' }) };
  const sent = body && { body: JSON.stringify(body) };
  return fetch(`${service.base}/api/v1/${target}`, { method, headers, ...sent });
}

async function call<Answer = Thing>(method: string, target: string, body?: object): Promise<Answer> {
  const answer = await asked(method, target, body);
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${target}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Answer;
}

/** Asks until it is so. */
async function until<Value>(ask: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    const value = await ask();
    if (isSo(value)) return value;
  }
  return assert.fail('it took too long');
}

async function remove(id: string): Promise<void> {
  await asked('DELETE', `machines/${id}`);
  await until(
    () => asked('GET', `machines/${id}`),
    ({ status }) => status === 404,
  );
}

async function becomes(id: string, status: string): Promise<Machine> {
  return until(
    () => call<Machine>('GET', `machines/${id}`),
    (machine) => machine.status === status,
  );
}

/** A machine that is off, with a disk of 1 GiB that begins with what was written. */
async function newMachine(): Promise<{ id: string; disk: string; sum: string }> {
  const body = { name: 'source', imageType: 'tci', osType: 'linux', flavor, disks: [{ blank: true, sizeGib: 1 }] };
  const { id } = await call('POST', 'machines', body);
  const { disks } = await becomes(id, 'stopped');
  const disk = at(`d/volumes/disks/${disks[0]?.volumeId}.qcow2`);
  await run('qemu-io', ['-f', 'qcow2', '-c', `write -q -s ${written} 0 ${SIZE}`, disk]);
  return { id, disk, sum: await fileHash(disk, 'sha256') };
}

async function publish(id: string, how: 'clone' | 'convert', profile: string | null = null): Promise<Publication> {
  return call('POST', `machines/${id}/${how}`, { name: 'desktop', poolId: pool, profile });
}

/** Where the publication is; what is over is past all steps. */
function placeOf({ status, step }: Publication): number {
  if (step !== null) return STEPS.indexOf(step);
  return status === 'finishing' ? STEPS.indexOf('finishing') : STEPS.length;
}

/** Waits for a step. @returns the one that was seen, which may be a later one: some are over in no time. */
async function reached({ id }: Publication, step: Step): Promise<string> {
  const seen = await until(
    () => call<Publication>('GET', `publications/${id}`),
    (publication) => placeOf(publication) >= STEPS.indexOf(step),
  );
  return STEPS[placeOf(seen)] ?? seen.status;
}

async function ended({ id }: Publication): Promise<Publication> {
  return until(
    () => call<Publication>('GET', `publications/${id}`),
    ({ status }) => ['done', 'failed', 'cancelled'].includes(status),
  );
}

/** There is a whole image and a whole file of what was published, and nothing of what was not. */
async function assertWhole({ imageId, status, failure }: Publication): Promise<void> {
  const file = at(`pool/${imageId}.qcow2`);
  if (status === 'done') {
    const compared = await run('qemu-img', ['compare', '-f', 'raw', '-F', 'qcow2', written, file]);
    assert.match(compared, /identical/);
    const { status: desktop, artefacts } = await call<Thing & { artefacts: readonly { sha256: string }[] }>(
      'GET',
      `desktop-images/${imageId}`,
    );
    assert.deepEqual([desktop, artefacts[0]?.sha256], ['active', await fileHash(file, 'sha256')]);
    await call('DELETE', `desktop-images/${imageId}`);
  } else assert.equal((await asked('GET', `desktop-images/${imageId}`)).status, 404, failure ?? '');
  assert.deepEqual(await readdir(at('pool')), ['.ingot-pool']);
  const images = await api.list();
  assert.deepEqual(
    images.map(({ name }) => name),
    [],
  );
}

/** The disk of a machine that is off holds what was written, and is sound. */
async function assertUnharmed(disk: string): Promise<void> {
  await run('qemu-img', ['check', '-q', '-f', 'qcow2', disk]);
  assert.match(await run('qemu-img', ['compare', '-f', 'raw', '-F', 'qcow2', written, disk]), /identical/);
}

/** Process of the QEMU of a machine: it leads its session. */
async function qemuOf(id: string): Promise<number> {
  return Number.parseInt(await readFile(at(`d/machines/${id}/process`), 'utf8'), 10);
}

describe('Ingot is killed while a machine is converted', () => {
  for (const step of KILLED_IN) {
    test(`in the step ${step}: it goes on, and the machine is gone once`, async (context) => {
      const machine = await newMachine();
      const begun = await publish(machine.id, 'convert', step === 'checking' ? 'h3c-tci' : null);
      const seen = await reached(begun, step);
      await service.kill();
      context.diagnostic(`killed while ${seen}`);
      if (step !== 'activating')
        assert.equal(await fileHash(machine.disk, 'sha256'), machine.sum, 'the source is what it was');
      await start();
      const publication = await ended(begun);
      assert.equal(publication.status, 'done', publication.failure ?? '');
      await until(
        () => asked('GET', `machines/${machine.id}`),
        ({ status }) => status === 404,
      );
      await assertWhole(publication);
    });
  }

  test('and its pool is away afterwards: the machine is given back, and the rest when the pool is there', async () => {
    const machine = await newMachine();
    const begun = await publish(machine.id, 'convert');
    await reached(begun, 'writing');
    await service.kill();
    await rename(at('pool'), at('away'));
    await start();
    await becomes(machine.id, 'stopped');
    assert.equal(await fileHash(machine.disk, 'sha256'), machine.sum);
    await service.kill();
    await rename(at('away'), at('pool'));
    await start();
    const publication = await ended(begun);
    assert.equal(publication.status, 'failed');
    await assertWhole(publication);
    await assertUnharmed(machine.disk);
    await remove(machine.id);
  });
});

test('Ingot is killed while a machine that runs is cloned: its guest runs on', async () => {
  const machine = await newMachine();
  await call('POST', `machines/${machine.id}/start`);
  await becomes(machine.id, 'running');
  const qemu = await qemuOf(machine.id);
  const begun = await publish(machine.id, 'clone');
  await reached(begun, 'capturing');
  await service.kill();
  await start();
  const publication = await ended(begun);
  assert.equal(publication.status, 'done', publication.failure ?? '');
  await assertWhole(publication);
  await becomes(machine.id, 'running');
  assert.equal(await qemuOf(machine.id), qemu);
  await remove(machine.id);
});

describe('the QEMU of a machine is killed while it is cloned', () => {
  for (const step of ['capturing', 'writing', 'verifying'] as const) {
    test(`in the step ${step}: there is a whole image or none, and the machine can be used again`, async (context) => {
      const machine = await newMachine();
      await call('POST', `machines/${machine.id}/start`);
      await becomes(machine.id, 'running');
      const begun = await publish(machine.id, 'clone');
      const seen = await reached(begun, step);
      process.kill(-(await qemuOf(machine.id)), 'SIGKILL');
      const publication = await ended(begun);
      context.diagnostic(`killed while ${seen}: ${publication.status}`);
      // Once it is captured the disk is needed no more.
      if (step !== 'capturing') assert.equal(publication.status, 'done', publication.failure ?? '');
      await assertWhole(publication);
      await until(
        () => call<Machine>('GET', `machines/${machine.id}`),
        ({ status }) => status === 'stopped' || status === 'error',
      );
      await assertUnharmed(machine.disk);
      await call('POST', `machines/${machine.id}/start`);
      await becomes(machine.id, 'running');
      await remove(machine.id);
    });
  }
});
