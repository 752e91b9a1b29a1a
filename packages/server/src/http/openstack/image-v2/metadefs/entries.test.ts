import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { metadefClient, type Send } from './testing/metadef-client.ts';
import { startMetadefServer, type MetadefServer } from './testing/metadef-server.ts';

const NS = '/v2/metadefs/namespaces/N';

let server: MetadefServer;
let send: Send;

beforeEach(async () => {
  server = await startMetadefServer({ builtIn: false });
  send = metadefClient(server);
  await send('POST', '/v2/metadefs/namespaces', { body: { namespace: 'N', visibility: 'public' } });
});
afterEach(() => server.close());

const CORES = { name: 'cores', title: 'Cores', type: 'integer', minimum: 1 };

const names = (listed: readonly unknown[]): unknown[] => listed.map((one) => (one as { name: string }).name);

/** The kinds of entries: the collection, an entry of it, the same changed and renamed. */
const KINDS = [
  { path: 'properties', one: CORES, changed: { ...CORES, name: 'kerne', title: 'Kerne', enum: [1, 2] } },
  {
    path: 'objects',
    one: { name: 'CPU', description: 'x', required: ['c'], properties: { c: { title: 'C', type: 'integer' } } },
    changed: { name: 'Processor', required: [], properties: {} },
  },
  { path: 'tags', one: { name: 'fast' }, changed: { name: 'slow' } },
] as const;

for (const { path, one, changed } of KINDS) {
  test(`${path}: create, show, replace with another name, delete`, async () => {
    const collection = `${NS}/${path}`;
    const created =
      path === 'tags' ? await send('POST', `${collection}/${one.name}`) : await send('POST', collection, { body: one });
    assert.equal(created.status, 201);
    assert.partialDeepStrictEqual(created.body, one);
    const location = created.headers.get('location') ?? '';
    assert.equal(location, `${collection}/${one.name}`);
    assert.deepEqual((await send('GET', location, { as: 'foreigner' })).body, created.body);

    const twice = path === 'tags' ? await send('POST', location) : await send('POST', collection, { body: one });
    assert.equal(twice.status, 409);
    assert.equal((await send('PUT', location, { body: changed, as: 'member' })).status, 403);
    assert.equal((await send('PUT', location, { body: { ...changed, created_at: 'x' } })).status, 403);
    assert.equal((await send('PUT', location, { body: { ...changed, other: 'x' } })).status, 400);
    const replaced = await send('PUT', location, { body: changed });
    assert.equal(replaced.status, 200);
    assert.partialDeepStrictEqual(replaced.body, changed);
    assert.equal((await send('GET', location)).status, 404);

    assert.equal((await send('DELETE', `${collection}/${changed.name}`, { as: 'member' })).status, 403);
    assert.equal((await send('DELETE', `${collection}/${changed.name}`)).status, 204);
    assert.equal((await send('DELETE', `${collection}/${changed.name}`)).status, 404);
  });

  test(`${path}: delete all, and of a protected namespace nothing`, async () => {
    const collection = `${NS}/${path}`;
    await send('POST', path === 'tags' ? `${collection}/${one.name}` : collection, { body: one });
    const protect = (value: boolean) => send('PUT', NS, { body: { namespace: 'N', protected: value } });
    await protect(true);
    assert.equal((await send('DELETE', collection)).status, 403);
    assert.equal((await send('DELETE', `${collection}/${one.name}`)).status, 403);
    await protect(false);
    assert.equal((await send('DELETE', collection)).status, 204);
    assert.equal((await send('DELETE', collection)).status, 204);
    assert.equal((await send('GET', `${collection}/${one.name}`)).status, 404);
  });
}

test('properties are listed by key, without their name inside', async () => {
  await send('POST', `${NS}/properties`, { body: CORES });
  const { name, ...body } = CORES;
  assert.deepEqual((await send('GET', `${NS}/properties`)).body, { properties: { [name]: body } });
  assert.equal((await send('POST', `${NS}/properties`, { body })).status, 400);
});

test('a property is shown under the name that it has on a resource type', async () => {
  await send('POST', `${NS}/properties`, { body: CORES });
  await send('POST', `${NS}/resource_types`, { body: { name: 'Flavor', prefix: 'hw:' } });
  const show = async (name: string, type: string) =>
    await send('GET', `${NS}/properties/${name}?resource_type=${type}`);
  assert.deepEqual((await show('hw:cores', 'Flavor')).body, CORES);
  assert.equal((await show('cores', 'Flavor')).status, 404);
  assert.equal((await show('hw:cores', 'Image')).status, 404);
});

test('objects and tags come in pages', async () => {
  for (const name of ['a', 'b', 'c']) {
    await send('POST', `${NS}/objects`, { body: { name } });
    await send('POST', `${NS}/tags/${name}`);
  }
  for (const kind of ['objects', 'tags'] as const) {
    const first = (await send('GET', `${NS}/${kind}?limit=2&sort_key=name&sort_dir=desc`)).body;
    const page = first as { next: string; first: string; schema: string } & Record<string, unknown[]>;
    assert.deepEqual(names(page[kind] ?? []), ['c', 'b']);
    assert.equal(page.first, `${NS}/${kind}?limit=2&sort_key=name&sort_dir=desc`);
    assert.equal(page.schema, `/v2/schemas/metadefs/${kind}`);
    const last = (await send('GET', page.next)).body as Record<string, unknown[]>;
    assert.deepEqual(names(last[kind] ?? []), ['a']);
    assert.equal(last['next'], undefined);
    assert.equal((await send('GET', `${NS}/${kind}?marker=none`)).status, 404);
    assert.equal((await send('GET', `${NS}/${kind}?sort_key=size`)).status, 400);
  }
});

test('several tags replace those that are there, or are appended', async () => {
  const post = async (tags: string[], append?: string): Promise<number> => {
    const body = { tags: tags.map((name) => ({ name })) };
    const headers = append === undefined ? {} : { 'X-Openstack-Append': append };
    return (await send('POST', `${NS}/tags`, { body, headers })).status;
  };
  const listed = async (): Promise<unknown[]> =>
    names(((await send('GET', `${NS}/tags?sort_key=name&sort_dir=asc`)).body as { tags: unknown[] }).tags);
  assert.equal(await post(['a', 'b']), 201);
  assert.equal(await post(['c'], 'True'), 201);
  assert.deepEqual(await listed(), ['a', 'b', 'c']);
  assert.equal(await post(['c'], 'true'), 409);
  assert.equal(await post(['d', 'd']), 409);
  assert.equal(await post(['d'], 'False'), 201);
  assert.deepEqual(await listed(), ['d']);
  assert.equal((await send('POST', `${NS}/tags/${'x'.repeat(81)}`)).status, 400);
});

test('a namespace is associated with resource types, known ones and new ones', async () => {
  const all = `${NS}/resource_types`;
  const created = await send('POST', all, { body: { name: 'New::Type', prefix: 'p_', properties_target: 'image' } });
  assert.equal(created.status, 201);
  assert.partialDeepStrictEqual(created.body, { name: 'New::Type', prefix: 'p_', properties_target: 'image' });
  assert.equal((await send('POST', all, { body: { name: 'New::Type' } })).status, 409);
  assert.equal((await send('POST', all, { body: { name: 'B' }, as: 'member' })).status, 403);
  assert.deepEqual((await send('GET', all)).body, { resource_type_associations: [created.body] });
  const types = (await send('GET', '/v2/metadefs/resource_types', { as: 'foreigner' })).body;
  assert.deepEqual(names((types as { resource_types: unknown[] }).resource_types), ['New::Type']);
  assert.equal((await send('DELETE', `${all}/New::Type`)).status, 204);
  assert.equal((await send('DELETE', `${all}/New::Type`)).status, 404);
  assert.deepEqual((await send('GET', all)).body, { resource_type_associations: [] });
});
