import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileHash } from './file-hash.ts';
import { imageApi } from './image-api.ts';
import { glance, openstack, type Client } from './openstack.ts';
import { createPerson, type Person } from './people.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/** The older client: it validates every answer against the schemas that the service publishes. */
const SIZE = 5 * 2 ** 20 + 512;
const FORMATS = ['--disk-format', 'raw', '--container-format', 'bare'];

let directory: string;
let service: Service;
let clara: Person;
let david: Person;
let admin: Client;
let asClara: Client;
let file: string;
const bytes = (): Generator<Buffer> => pseudoRandom('glance', SIZE);
const hash = sha256(bytes());

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-glance-'));
  file = path.join(directory, 'image.raw');
  await writeFile(file, bytes());
  service = await startService({ data: path.join(directory, 'data') });
  clara = await createPerson(openstack(service.administrator), service.administrator, 'clara');
  david = await createPerson(openstack(service.administrator), service.administrator, 'david');
  admin = glance(service.administrator);
  asClara = glance(clara.openrc);
});

after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

/** The rows of the table that the client prints, `| a | b |` as `['a', 'b']`. */
function rows(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function field(table: string, name: string): string {
  const row = rows(table).find(([key]) => key === name);
  assert.ok(row?.[1] !== undefined, `no ${name} in\n${table}`);
  return row[1];
}

async function create(name: string, ...options: string[]): Promise<string> {
  return field(await asClara(['image-create', '--name', name, ...FORMATS, ...options]), 'id');
}

async function* pipe(): AsyncGenerator<Uint8Array> {
  yield* bytes();
}

/** Not by the client: without a terminal it takes an empty standard input for the image. */
async function createQueued(name: string): Promise<string> {
  return (await (await imageApi(clara.openrc)).create(name)).id;
}

async function hashOf(id: string, client: Client = asClara): Promise<string> {
  const target = path.join(directory, `${id}.out`);
  await client(['image-download', '--file', target, id]);
  return fileHash(target, 'sha256');
}

test('image-create from a file, image-show, image-list, image-download', async () => {
  const id = await create('from-file', '--file', file, '--property', 'os_distro=debian', '--min-disk', '1');
  const shown = await asClara(['image-show', id]);
  assert.equal(field(shown, 'status'), 'active');
  assert.equal(field(shown, 'size'), String(SIZE));
  assert.equal(field(shown, 'os_distro'), 'debian');
  assert.equal(field(shown, 'min_disk'), '1');
  assert.deepEqual(
    rows(await asClara(['image-list'])).find(([key]) => key === id),
    [id, 'from-file'],
  );
  assert.equal(await hashOf(id), hash);
});

test('image-create from a pipe, whose length nobody knows', async () => {
  const table = await asClara(['image-create', '--name', 'from-pipe', ...FORMATS], pipe());
  assert.equal(field(table, 'size'), String(SIZE));
  assert.equal(await hashOf(field(table, 'id')), hash);
});

test('image-update sets and removes properties', async () => {
  const id = await create('updated', '--property', 'os_version=11', '--property', 'gone=1');
  const table = await asClara(['image-update', '--property', 'os_version=12', '--remove-property', 'gone', id]);
  assert.equal(field(table, 'os_version'), '12');
  assert.ok(!rows(table).some(([key]) => key === 'gone'));
  await asClara(['image-update', '--name', 'renamed', '--protected', 'True', id]);
  assert.equal(field(await asClara(['image-show', id]), 'name'), 'renamed');
  await assert.rejects(asClara(['image-delete', id]), /not permitted to delete/);
  await asClara(['image-update', '--protected', 'False', id]);
  await asClara(['image-delete', id]);
  await assert.rejects(asClara(['image-show', id]), /404/);
});

test('image-upload into a queued image', async () => {
  const id = await createQueued('queued-first');
  assert.equal(field(await asClara(['image-show', id]), 'status'), 'queued');
  await asClara(['image-upload', '--file', file, id]);
  assert.equal(await hashOf(id), hash);
});

test('image-stage and image-import, and both as image-create-via-import from a pipe', async () => {
  const id = await createQueued('staged');
  await asClara(['image-stage', '--file', file, id]);
  assert.equal(field(await asClara(['image-show', id]), 'status'), 'uploading');
  await asClara(['image-import', '--import-method', 'glance-direct', id]);
  await imported(id);
  assert.equal(await hashOf(id), hash);
  const options = ['--import-method', 'glance-direct', '--name', 'imported', ...FORMATS];
  const both = await asClara(['image-create-via-import', ...options], pipe());
  await imported(field(both, 'id'));
  assert.equal(await hashOf(field(both, 'id')), hash);
});

/** An import runs in the background and there is no event to wait for: its users ask again as well. */
async function imported(id: string): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const status = field(await asClara(['image-show', id]), 'status');
    if (status === 'active') return;
    assert.ok(status === 'importing' || status === 'uploading', `an import left the image in ${status}`);
  }
  assert.fail(`${id} was not imported`);
}

test('import-info says which ways there are', async () => {
  const table = await asClara(['import-info']);
  assert.match(table.replaceAll(/[\s|]/g, ''), /"value":\["glance-direct","web-download"\]/);
});

test('member-create, member-update, member-list, member-delete', async () => {
  const id = await create('shared', '--file', file, '--visibility', 'shared');
  await asClara(['member-create', id, david.projectId]);
  assert.deepEqual(rows(await asClara(['member-list', '--image-id', id])).at(-1), [id, david.projectId, 'pending']);
  await glance(david.openrc)(['member-update', id, david.projectId, 'accepted']);
  assert.deepEqual(rows(await asClara(['member-list', '--image-id', id])).at(-1), [id, david.projectId, 'accepted']);
  assert.equal(await hashOf(id, glance(david.openrc)), hash);
  await asClara(['member-delete', id, david.projectId]);
  await assert.rejects(glance(david.openrc)(['image-show', id]), /404/);
});

test('image-tag-update and image-tag-delete', async () => {
  const id = await create('tagged');
  await asClara(['image-tag-update', id, 'golden']);
  assert.equal(field(await asClara(['image-show', id]), 'tags'), '["golden"]');
  await asClara(['image-tag-delete', id, 'golden']);
  assert.equal(field(await asClara(['image-show', id]), 'tags'), '[]');
});

test('image-deactivate and image-reactivate', async () => {
  const id = await create('withdrawn', '--file', file);
  await admin(['image-deactivate', id]);
  await assert.rejects(hashOf(id), /403|[Ff]orbidden/);
  await admin(['image-reactivate', id]);
  assert.equal(await hashOf(id), hash);
});

test('md-namespace-create, -show, -list, -delete with properties, objects and tags', async () => {
  await admin(['md-namespace-create', '--display-name', 'Desktops', '--visibility', 'public', 'Ingot::Desktop']);
  assert.equal(field(await asClara(['md-namespace-show', 'Ingot::Desktop']), 'display_name'), 'Desktops');
  const property = ['--name', 'desktop_os', '--title', 'System', '--schema', '{"type": "string"}'];
  await admin(['md-property-create', 'Ingot::Desktop', ...property]);
  assert.match(await asClara(['md-property-list', 'Ingot::Desktop']), /desktop_os/);
  await admin(['md-object-create', 'Ingot::Desktop', '--name', 'Agent', '--schema', '{"properties": {}}']);
  assert.match(await asClara(['md-object-list', 'Ingot::Desktop']), /Agent/);
  await admin(['md-tag-create', 'Ingot::Desktop', '--name', 'Office']);
  assert.match(await asClara(['md-tag-list', 'Ingot::Desktop']), /Office/);
  assert.match(await asClara(['md-namespace-list']), /Ingot::Desktop/);
  await admin(['md-namespace-delete', 'Ingot::Desktop']);
  await assert.rejects(asClara(['md-namespace-show', 'Ingot::Desktop']), /404/);
});
