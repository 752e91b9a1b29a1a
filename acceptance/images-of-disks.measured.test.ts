import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { imageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { startService, type Service } from './service.ts';

/** Images of snapshots and of images are pointers: of a disk of 1 TiB they take the time of a request. */
const LARGE_GIB = 1024;
const GIB = 2 ** 30;
const TRIES = 9;
/** Milliseconds that a request may take beyond what it takes for a small disk: nothing is read, whatever the size. */
const LARGEST_DIFFERENCE = 50;
/** What is written to the disk, in bytes: at its beginning, across the middle of a chunk, and at its end. */
const WRITTEN = [
  { pattern: 0x11, offset: 0, length: 65_536 },
  { pattern: 0x22, offset: 700 * GIB + 131_072, length: 262_144 },
  { pattern: 0x33, offset: LARGE_GIB * GIB - 4096, length: 4096 },
] as const;

let directory: string;
let service: Service;
let ingot: Ingot;
let token: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-disks-'));
  const settings = ['--images.max-size', '2TiB', '--images.project-bytes', '100TiB'];
  service = await startService({ data: path.join(directory, 'data'), settings });
  ingot = ingotOf(directory, service.administrator);
  ({ token } = await imageApi(service.administrator));
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

interface Made {
  readonly id: string;
  readonly status: string;
  readonly size: number;
}

async function imageOf(source: object, name: string): Promise<Made> {
  const headers = { 'x-auth-token': token, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ source, name }) };
  const answer = await fetch(`${service.base}/api/v1/images`, init);
  assert.equal(answer.status, 201, `${JSON.stringify(source)}: ${answer.status}`);
  return (await answer.json()) as Made;
}

/** Milliseconds that half of the requests took at most. */
async function median(source: object): Promise<number> {
  const times = [];
  for (let number = 0; number < TRIES; number++) {
    const start = performance.now();
    assert.equal((await imageOf(source, `copy ${number}`)).status, 'active');
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(TRIES / 2)] ?? assert.fail();
}

/** The root over every byte. */
async function rootOf(image: string): Promise<string> {
  const answer = await fetch(`${service.base}/api/v1/images/${image}/tree`, { headers: { 'x-auth-token': token } });
  return ((await answer.json()) as { root: string }).root;
}

async function snapshotOf(name: string, gib: number, written: readonly (typeof WRITTEN)[number][]): Promise<string> {
  const volume = await ingot.json('volume', 'create', name, '--size', `${gib}GiB`, '--wait');
  const disk = path.join(service.data, 'volumes/disks', `${String(volume['id'])}.qcow2`);
  const writes = written.flatMap(({ pattern, offset, length }) => ['-c', `write -P ${pattern} ${offset} ${length}`]);
  if (writes.length > 0) await run('qemu-io', ['-f', 'qcow2', ...writes, disk]);
  const { id } = await ingot.json('snapshot', 'create', name, `${name} once`, '--wait');
  return String(id);
}

test('an image of a snapshot, and of an image, of 1 TiB takes the time of a request', async (context) => {
  const small = await snapshotOf('small', 1, []);
  const large = await snapshotOf('large', LARGE_GIB, WRITTEN);
  const image = await imageOf({ snapshot: large }, 'golden');
  assert.deepEqual([image.status, image.size], ['active', LARGE_GIB * GIB]);
  const smallImage = await imageOf({ snapshot: small }, 'little');
  const [ofSmallSnapshot, ofSmallImage] = [await median({ snapshot: small }), await median({ image: smallImage.id })];
  const [ofSnapshot, ofImage] = [await median({ snapshot: large }), await median({ image: image.id })];
  context.diagnostic(`1 TiB: ${ofSnapshot.toFixed(1)} ms of a snapshot, ${ofImage.toFixed(1)} ms of an image`);
  context.diagnostic(
    `1 GiB: ${ofSmallSnapshot.toFixed(1)} ms of a snapshot, ${ofSmallImage.toFixed(1)} ms of an image`,
  );
  assert.ok(ofSnapshot < ofSmallSnapshot + LARGEST_DIFFERENCE);
  assert.ok(ofImage < ofSmallImage + LARGEST_DIFFERENCE);
  // The volume is read for this one, and holds the same.
  const read = await ingot.json('image', 'create', 'read', '--volume', 'large', '--wait');
  const copy = await imageOf({ image: image.id }, 'copy');
  const roots = await Promise.all([image.id, copy.id, String(read['id'])].map((id) => rootOf(id)));
  assert.equal(new Set(roots).size, 1, 'a root is that of the same bytes only');
  await ingot('snapshot', 'delete', large);
  for (const { pattern, offset, length } of WRITTEN) {
    const range = `bytes=${offset}-${offset + length - 1}`;
    const headers = { 'x-auth-token': token, range };
    const answer = await fetch(`${service.base}/v2/images/${copy.id}/file`, { headers });
    assert.equal(answer.status, 206);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), Buffer.alloc(length, pattern));
  }
});
