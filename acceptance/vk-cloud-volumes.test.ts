import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { imageApi } from './image-api.ts';
import { openstack, type Client } from './openstack.ts';
import { createPerson, type Person } from './people.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/**
 * VK Cloud's documentation of images from disks, command by command, with the unmodified OpenStack client: an image, a
 * disk from it, and images and disks from that.
 */
const SIZE = 8 * 2 ** 20;
const GIB = 2 ** 30;

let directory: string;
let service: Service;
let anna: Person;
let asAnna: Client;
let asBoris: Client;
let token: string;
let imageId: string;
let volumeId: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-vk-volumes-'));
  service = await startService({ data: path.join(directory, 'data') });
  const admin = openstack(service.administrator);
  anna = await createPerson(admin, service.administrator, 'anna');
  asAnna = openstack(anna.openrc);
  asBoris = openstack((await createPerson(admin, service.administrator, 'boris')).openrc);
  ({ token } = await imageApi(anna.openrc));
  const file = path.join(directory, 'source.raw');
  await writeFile(file, pseudoRandom('source', SIZE));
  const create = ['image', 'create', '--private', '--container-format', 'bare', '--disk-format', 'raw'];
  imageId = await idOf(asAnna, [...create, '--property', 'os_distro=debian', '--file', file, 'source']);
});

after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

/** Runs a command that makes something. @returns its id. */
async function idOf(client: Client, command: readonly string[]): Promise<string> {
  return (await client([...command, '-f', 'value', '-c', 'id'])).trim();
}

interface Shown {
  readonly status: string;
  readonly size: number;
  readonly bootable: string;
  readonly volume_image_metadata?: Readonly<Record<string, string>>;
  readonly source_volid: string | null;
  readonly snapshot_id: string | null;
}

/** How often, and how many milliseconds apart, it is asked whether something is done. */
const PATIENCE = { tries: 300, interval: 100 };

/**
 * Work goes on in the background, and there is no event to wait for: users ask again as well. Not by the client, which
 * takes a second to ask.
 *
 * @param resource such as `/v2/images/ID`
 */
async function settled(resource: string, wanted = 'available'): Promise<Shown> {
  for (let tries = 0; tries < PATIENCE.tries; tries++) {
    const answer = await fetch(`${service.base}${resource}`, { headers: { 'x-auth-token': token } });
    const body = (await answer.json()) as { volume?: Shown; snapshot?: Shown } & Shown;
    const shown = body.volume ?? body.snapshot ?? body;
    if (shown.status === wanted) return shown;
    assert.match(shown.status, /^(creating|downloading|extending|uploading|queued|saving)$/, resource);
    await setTimeout(PATIENCE.interval);
  }
  assert.fail(`${resource} did not become ${wanted}`);
}

const volumePath = (id: string): string => `/volume/v3/volumes/${id}`;

test('volume create --image --bootable, volume list, volume show', async () => {
  const create = ['volume', 'create', '--size', '1', '--image', imageId, '--availability-zone', 'nova', '--bootable'];
  volumeId = await idOf(asAnna, [...create, 'root-volume']);
  const volume = await settled(volumePath(volumeId));
  assert.equal(volume.size, 1);
  assert.equal(volume.bootable, 'true');
  assert.equal(volume.volume_image_metadata?.['os_distro'], 'debian');
  assert.match(await asAnna(['volume', 'list']), new RegExp(`${volumeId} \\| root-volume +\\| available +\\| +1 \\|`));
});

test('the disk of one project is nothing to another', async () => {
  await assert.rejects(asBoris(['volume', 'show', volumeId]), /No volume with a name or ID/);
  assert.equal(await asBoris(['volume', 'list', '-f', 'value']), '');
});

test('image create --volume: the image holds every byte of the disk', async () => {
  await asAnna(['image', 'create', '--volume', volumeId, 'from-disk']);
  const id = (await asAnna(['image', 'list', '--name', 'from-disk', '-f', 'value', '-c', 'ID'])).trim();
  await settled(`/v2/images/${id}`, 'active');
  await settled(volumePath(volumeId));
  const listed = await asAnna(['image', 'list', '--name', 'from-disk']);
  assert.match(listed, new RegExp(`${id} \\| from-disk \\| active`));
  const expected = createHash('sha256');
  for (const piece of pseudoRandom('source', SIZE)) expected.update(piece);
  const zeros = Buffer.alloc(2 ** 20);
  for (let offset = SIZE; offset < GIB; offset += zeros.length) expected.update(zeros);
  const { status, size, sha256 } = await (await imageApi(anna.openrc)).download(id);
  assert.deepEqual([status, size, sha256], [200, GIB, expected.digest('hex')]);
});

test('an image is made of an available disk only, and the refusal says so', async () => {
  const blank = await idOf(asAnna, ['volume', 'create', '--size', '1', 'blank']);
  await settled(volumePath(blank));
  const admin = openstack(service.administrator);
  await admin(['volume', 'set', '--state', 'maintenance', blank]);
  await assert.rejects(asAnna(['image', 'create', '--volume', blank, 'never']), /must be available/);
  await admin(['volume', 'set', '--state', 'available', blank]);
  await asAnna(['volume', 'set', '--size', '2', '--property', 'purpose=scratch', blank]);
  assert.equal((await settled(volumePath(blank))).size, 2);
  await asAnna(['volume', 'delete', blank]);
});

test('volume snapshot create, list, and a disk from it; a disk from a disk', async () => {
  const snapshot = await idOf(asAnna, ['volume', 'snapshot', 'create', '--volume', volumeId, 'before-upgrade']);
  await settled(`/volume/v3/snapshots/${snapshot}`);
  assert.match(await asAnna(['volume', 'snapshot', 'list']), new RegExp(`${snapshot} \\| before-upgrade`));
  const restored = await idOf(asAnna, ['volume', 'create', '--snapshot', snapshot, '--size', '2', 'restored']);
  const copied = await idOf(asAnna, ['volume', 'create', '--source', volumeId, 'copied']);
  assert.equal((await settled(volumePath(restored))).snapshot_id, snapshot);
  assert.equal((await settled(volumePath(copied))).source_volid, volumeId);
  await assert.rejects(asAnna(['volume', 'delete', volumeId]), /snapshot/i);
  await asAnna(['volume', 'snapshot', 'delete', snapshot]);
  await asAnna(['volume', 'delete', volumeId, restored, copied]);
});

test('types and zones', async () => {
  assert.match(await asAnna(['volume', 'type', 'show', '__DEFAULT__']), /is_public +\| True/);
  assert.match(await asAnna(['availability', 'zone', 'list', '--volume']), /nova +\| available/);
});
