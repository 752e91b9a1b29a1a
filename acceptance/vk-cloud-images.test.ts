import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileHash } from './file-hash.ts';
import { imageApi } from './image-api.ts';
import { openstack, type Client } from './openstack.ts';
import { createPerson, type Person } from './people.ts';
import { run } from './program.ts';
import { REPOSITORY, startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';
import { transcript } from './transcript.ts';

/**
 * VK Cloud's documentation of images, command by command in its order, with the unmodified OpenStack client, a real
 * bootable disk and two projects. With TOUR=FILE in the environment what was typed and answered is written to that file.
 */
const NAME = 'tiny-guest';
const WITH_BACKUP = ['--property', 'hw_qemu_guest_agent=yes', '--property', 'os_require_quiesce=yes'];

let directory: string;
let service: Service;
let anna: Person;
let boris: Person;
let source: string;
let sourceHash: string;
let imageId: string;
/** What `TOUR=docs/tour.md` writes before the commands. */
const TOUR_HEAD = `# A tour

Every command that VK Cloud documents for images, by two users of two projects, with the answers of a real run against
the unmodified \`openstack\` of Debian 12. The image is a bootable guest of 101 MiB. Written by
\`TOUR=docs/tour.md node --test acceptance/vk-cloud-images.test.ts\`, which checks every step.

`;

const tour = transcript(() => [
  [source, 'tiny-guest.raw'],
  [`${directory}/`, ''],
  [service.base, 'http://127.0.0.1:9292'],
]);
let asAnna: Client;
let asBoris: Client;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-vk-'));
  source = await tinyGuest();
  sourceHash = await fileHash(source, 'sha256');
  service = await startService({ data: path.join(directory, 'data') });
  const admin = openstack(service.administrator);
  anna = await createPerson(admin, service.administrator, 'anna');
  boris = await createPerson(admin, service.administrator, 'boris');
  asAnna = tour.record('openstack', openstack(anna.openrc));
  asBoris = tour.record('openstack', openstack(boris.openrc));
});

after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
  const file = process.env['TOUR'];
  if (file !== undefined) await writeFile(path.resolve(REPOSITORY, file), TOUR_HEAD + tour.text());
});

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly size: number;
  readonly checksum: string;
  readonly visibility: string;
  readonly owner: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

async function show(user: Person, image: string): Promise<Shown> {
  return JSON.parse(await openstack(user.openrc)(['image', 'show', '-f', 'json', image])) as Shown;
}

async function listed(user: Person, ...filter: string[]): Promise<string[]> {
  const output = await openstack(user.openrc)(['image', 'list', '-f', 'value', '-c', 'ID', ...filter]);
  return output.split('\n').filter((id) => id !== '');
}

const IMPORT = ['image', 'create', '--private', '--container-format', 'bare', '--disk-format', 'raw'];

test('import: a private raw image', async () => {
  tour.say('Import an image.');
  await asAnna([...IMPORT, '--property', 'store=s3', '--file', source, 'plain']);
  const image = await show(anna, 'plain');
  assert.equal(image.status, 'active');
  assert.equal(image.visibility, 'private');
  assert.equal(image.size, (await stat(source)).size);
  assert.equal(image.checksum, await fileHash(source, 'md5'));
  assert.equal(image.properties['os_hash_algo'], 'sha512');
  assert.equal(image.properties['os_hash_value'], await fileHash(source, 'sha512'));
  assert.equal(image.properties['store'], 's3');
  assert.equal(image.owner, anna.projectId);
});

test('import: with support of backups', async () => {
  tour.say('The same, for a guest whose agent freezes its file systems before a backup.');
  await asAnna([...IMPORT, '--property', 'store=s3', ...WITH_BACKUP, '--file', source, NAME]);
  const output = await asAnna(['image', 'list', '--name', NAME]);
  assert.match(output, new RegExp(`\\| ${NAME} \\| active \\|`));
  imageId = (await show(anna, NAME)).id;
  // The client shows these two as booleans, whatever they are; the backup service wants the word.
  const image = await (await imageApi(anna.openrc)).show(imageId);
  assert.equal(image['hw_qemu_guest_agent'], 'yes');
  assert.equal(image['os_require_quiesce'], 'yes');
  assert.equal(image['disk_format'], 'raw');
});

test('export: openstack image save gives back every byte', async () => {
  tour.say('Export it.');
  assert.match(await asAnna(['image', 'list']), new RegExp(imageId));
  const saved = path.join(directory, 'saved.raw');
  await asAnna(['image', 'save', '--file', saved, imageId]);
  assert.equal(await fileHash(saved, 'sha256'), sourceHash);
});

test('export: curl with X-Auth-Token gives back every byte', async () => {
  const { token, endpoint } = await imageApi(anna.openrc);
  const saved = path.join(directory, 'curl.raw');
  const url = `${endpoint}/v2/images/${imageId}/file`;
  await run('/usr/bin/curl', ['-sS', '--fail', '-H', `X-Auth-Token:${token}`, url, '--output', saved]);
  assert.equal(await fileHash(saved, 'sha256'), sourceHash);
  const stranger = await run('/usr/bin/curl', ['-sS', '-o', '/dev/null', '-w', '%{http_code}', url]);
  assert.equal(stranger, '401');
});

test('visibility: private, community, shared', async () => {
  tour.say('Change who sees it.');
  assert.match(await asAnna(['image', 'show', imageId]), /\| visibility +\| private +\|/);
  await assert.rejects(show(boris, imageId), /No Image found for/);
  await asAnna(['image', 'set', '--community', imageId]);
  assert.equal((await show(boris, imageId)).visibility, 'community');
  assert.deepEqual(await listed(boris), []);
  assert.deepEqual(await listed(boris, '--community'), [imageId]);
  await asAnna(['image', 'set', '--private', imageId]);
  await assert.rejects(show(boris, imageId), /No Image found for/);
  await asAnna(['image', 'set', '--shared', imageId]);
  assert.equal((await show(anna, imageId)).visibility, 'shared');
  await assert.rejects(show(boris, imageId), /No Image found for/);
});

test('sharing: the receiving project sees the image once its user has accepted it', async () => {
  tour.say('Share it with the project of another user, who accepts it.');
  await asAnna(['image', 'add', 'project', imageId, boris.projectId]);
  assert.deepEqual(await listed(boris), []);
  assert.deepEqual(await listed(boris, '--shared', '--member-status', 'pending'), [imageId]);
  await asBoris(['image', 'set', '--accept', imageId]);
  assert.deepEqual(await listed(boris), [imageId]);
  const members = await asAnna(['image', 'member', 'list', imageId]);
  assert.match(members, new RegExp(`\\| ${imageId} \\| ${boris.projectId} \\| accepted \\|`));
  const saved = path.join(directory, 'shared.raw');
  await asBoris(['image', 'save', '--file', saved, imageId]);
  assert.equal(await fileHash(saved, 'sha256'), sourceHash);
});

test('sharing: the receiver can neither change nor delete what is not his', async () => {
  await assert.rejects(openstack(boris.openrc)(['image', 'set', '--name', 'mine', imageId]), /403|Forbidden/);
  await assert.rejects(openstack(boris.openrc)(['image', 'delete', imageId]), /403|Forbidden|Failed to delete/);
  assert.equal((await show(anna, imageId)).status, 'active');
});

test('deletion: from a project, then the image itself', async () => {
  tour.say('Take it back, and delete it.');
  await asAnna(['image', 'remove', 'project', imageId, boris.projectId]);
  await assert.rejects(show(boris, imageId), /No Image found for/);
  await asAnna(['image', 'delete', imageId]);
  await assert.rejects(show(anna, imageId), /No Image found for/);
  assert.equal((await listed(anna)).length, 1);
});
