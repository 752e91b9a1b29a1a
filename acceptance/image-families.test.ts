import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileHash } from './file-hash.ts';
import { imageApi } from './image-api.ts';
import { openstack } from './openstack.ts';
import type { Openrc } from './openrc.ts';
import { createPerson, type Person } from './people.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/** Families, public images and images optimized for deployment, by the unmodified client wherever it has the words. */
const FAMILY = 'best-linux-distro';

let directory: string;
let service: Service;
let anna: Person;
let boris: Person;
let source: string;
const ids = { v1: '', v2: '', v3: '' };

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-families-'));
  source = path.join(directory, 'disk.raw');
  await writeFile(source, pseudoRandom('families', 65_536));
  service = await startService({ data: path.join(directory, 'data') });
  const admin = openstack(service.administrator);
  anna = await createPerson(admin, service.administrator, 'anna');
  boris = await createPerson(admin, service.administrator, 'boris');
});

after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

/** Our own API with the token of a user. */
async function ask(user: Openrc, method: string, target: string, body?: unknown) {
  const { token, endpoint } = await imageApi(user);
  const answer = await fetch(`${endpoint}/api/v1${target}`, {
    method,
    headers: { 'X-Auth-Token': token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
}

async function latest(user: Person): Promise<unknown> {
  return (await ask(user.openrc, 'GET', `/families/${FAMILY}/latest?project=${anna.projectId}`)).body['id'];
}

async function create(name: string, ...more: string[]): Promise<string> {
  const fields = ['--disk-format', 'raw', '--container-format', 'bare', '--property', `family=${FAMILY}`];
  const output = ['-f', 'value', '-c', 'id'];
  return (
    await openstack(anna.openrc)(['image', 'create', '--file', source, ...fields, ...more, ...output, name])
  ).trim();
}

test('a family is a property, and its latest is the newest image', async () => {
  ids.v1 = await create('v1');
  ids.v2 = await create('v2');
  const listed = await openstack(anna.openrc)(
    `image list --property family=${FAMILY} --sort created_at:desc -f value -c ID`.split(' '),
  );
  assert.deepEqual(listed.trim().split('\n'), [ids.v2, ids.v1]);
  assert.equal(await latest(anna), ids.v2);
  assert.match(await openstack(anna.openrc)(['image', 'show', ids.v1]), new RegExp(`family='${FAMILY}'`));
  await assert.rejects(
    openstack(anna.openrc)(['image', 'set', '--property', 'family=Best Linux', ids.v1]),
    /no name of a family/,
  );
});

test('an image is born outside of the latest, and promoted', async () => {
  ids.v3 = await create('v3', '--property', 'ingot_release=held');
  assert.equal(await latest(anna), ids.v2);
  await ask(anna.openrc, 'POST', `/families/${FAMILY}/promote`, { imageId: ids.v3, reason: 'It boots.' });
  assert.equal(await latest(anna), ids.v3);
  const { body } = await ask(anna.openrc, 'POST', `/families/${FAMILY}/rollback`, { reason: 'Not everywhere.' });
  assert.equal(body['pinned'], true);
  assert.equal(await latest(anna), ids.v2);
});

test('what a family is pinned to is neither deleted nor taken out', async () => {
  await assert.rejects(
    openstack(anna.openrc)(['image', 'delete', ids.v2]),
    new RegExp(`409.*family ${FAMILY} is pinned to it`, 's'),
  );
  await assert.rejects(openstack(anna.openrc)(['image', 'unset', '--property', 'family', ids.v2]), /pinned|Failed/);
  await ask(anna.openrc, 'DELETE', `/families/${FAMILY}/pin`);
  assert.equal(await latest(anna), ids.v3);
});

test('a deprecation is seen, and kept, by every client', async () => {
  const plan = { deprecatedAt: 'now', replacementId: ids.v2, reason: 'Too old.' };
  await ask(anna.openrc, 'PUT', `/images/${ids.v3}/deprecation`, plan);
  assert.equal(await latest(anna), ids.v2);
  await openstack(anna.openrc)(['image', 'set', '--property', 'os_distro=debian', ids.v3]);
  const shown = await (await imageApi(anna.openrc)).show(ids.v3);
  assert.equal(shown['ingot_replacement'], ids.v2);
  assert.equal(shown['ingot_deprecation_reason'], 'Too old.');
  assert.equal(shown['os_distro'], 'debian');
  await assert.rejects(
    openstack(anna.openrc)(['image', 'set', '--property', `ingot_replacement=${ids.v1}`, ids.v3]),
    /403|Forbidden|set by Ingot/,
  );
  await assert.rejects(openstack(anna.openrc)(['image', 'delete', ids.v2]), /names it as its replacement/);
});

test('a public image is for everybody to use, and for its owner alone to change', async () => {
  assert.equal(await latest(boris), undefined);
  await openstack(service.administrator)(['image', 'set', '--public', ids.v2]);
  const asBoris = openstack(boris.openrc);
  assert.equal(
    (await asBoris(`image list --public --property family=${FAMILY} -f value -c ID`.split(' '))).trim(),
    ids.v2,
  );
  assert.equal(await latest(boris), ids.v2);
  const saved = path.join(directory, 'saved.raw');
  await asBoris(['image', 'save', '--file', saved, ids.v2]);
  assert.equal(await fileHash(saved, 'sha256'), await fileHash(source, 'sha256'));
  await assert.rejects(asBoris(['image', 'set', '--property', 'family=mine', ids.v2]), /403|Forbidden/);
  await assert.rejects(asBoris(['image', 'set', '--private', ids.v2]), /403|Forbidden/);
  await assert.rejects(asBoris(['image', 'delete', ids.v2]), /403|Forbidden|Failed to delete/);
  for (const [method, target, body] of [
    ['PUT', `/families/${FAMILY}/pin?project=${anna.projectId}`, { imageId: ids.v2 }],
    ['PUT', `/images/${ids.v2}/deprecation`, { deprecatedAt: 'now' }],
    ['PUT', `/images/${ids.v2}/optimization`, { optimized: true }],
  ] as const) {
    assert.ok([403, 404].includes((await ask(boris.openrc, method, target, body)).status), target);
  }
  assert.equal(await latest(anna), ids.v2);
});

test('an image is optimized for deployment within the quota that an administrator gives', async () => {
  const optimize = ['image', 'set', '--property', 'ingot_optimized=true', ids.v2];
  await assert.rejects(openstack(anna.openrc)(optimize), /413|0 of them optimized/);
  const quotas = `/projects/${anna.projectId}/quotas`;
  assert.equal((await ask(anna.openrc, 'PUT', quotas, { optimizedImages: 1 })).status, 403);
  assert.equal((await ask(service.administrator, 'PUT', quotas, { optimizedImages: 1 })).status, 200);
  await openstack(anna.openrc)(optimize);
  assert.deepEqual((await ask(anna.openrc, 'GET', quotas)).body['optimizedImages'], { limit: 1, usage: 1 });
  assert.equal((await ask(anna.openrc, 'GET', `/images/${ids.v2}/optimization`)).body['optimized'], true);
  await assert.rejects(create('v4', '--property', 'ingot_optimized=true'), /413|1 of them optimized/);
  const own = await openstack(service.administrator)(['project', 'show', 'admin', '-f', 'value', '-c', 'id']);
  const first = await ask(service.administrator, 'GET', `/projects/${own.trim()}/quotas`);
  assert.deepEqual(first.body['optimizedImages'], { limit: 10, usage: 0 });
});
