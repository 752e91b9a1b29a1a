import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { metadefClient, type Send } from './testing/metadef-client.ts';
import { startMetadefServer, type MetadefServer } from './testing/metadef-server.ts';

const NAMESPACES = '/v2/metadefs/namespaces';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

let server: MetadefServer;
let send: Send;

beforeEach(async () => {
  server = await startMetadefServer({ builtIn: false });
  send = metadefClient(server);
});
afterEach(() => server.close());

/** A namespace as another service exports it, what only a service sets in its parts included. */
const EXPORTED = {
  namespace: 'Test::Hardware',
  display_name: 'Hardware',
  description: 'For a test',
  visibility: 'public',
  protected: false,
  owner: 'p2',
  resource_type_associations: [
    { name: 'OS::Glance::Image', prefix: 'hw_', created_at: '2020-01-01T00:00:00Z' },
    { name: 'OS::Nova::Flavor', prefix: 'hw:', properties_target: 'extra' },
  ],
  properties: { cpu_cores: { title: 'Cores', type: 'integer', minimum: 1, default: 2 } },
  objects: [
    {
      name: 'CPU',
      description: 'Processor',
      required: ['cpu_cores'],
      properties: { cpu_cores: { title: 'Cores', type: 'integer' } },
      schema: '/v2/schemas/metadefs/object',
    },
  ],
  tags: [{ name: 'fast' }, { name: 'big' }],
};

test('a namespace is created with what it holds, shown, and found where Location says', async () => {
  const created = await send('POST', NAMESPACES, { body: EXPORTED });
  assert.equal(created.status, 201);
  assert.equal(created.headers.get('location'), `${NAMESPACES}/Test%3A%3AHardware`);
  const shown = await send('GET', created.headers.get('location') ?? '', { as: 'member' });
  assert.equal(shown.status, 200);
  assert.deepEqual(shown.body, created.body);
  assert.partialDeepStrictEqual(shown.body, {
    namespace: 'Test::Hardware',
    display_name: 'Hardware',
    visibility: 'public',
    protected: false,
    owner: 'p2',
    self: '/v2/metadefs/namespaces/Test%3A%3AHardware',
    schema: '/v2/schemas/metadefs/namespace',
    properties: EXPORTED.properties,
    resource_type_associations: [
      { name: 'OS::Glance::Image', prefix: 'hw_' },
      { name: 'OS::Nova::Flavor', prefix: 'hw:', properties_target: 'extra' },
    ],
    objects: [{ name: 'CPU', required: ['cpu_cores'], self: `${NAMESPACES}/Test%3A%3AHardware/objects/CPU` }],
    tags: [{ name: 'big' }, { name: 'fast' }],
  });
  assert.match((shown.body as { created_at: string }).created_at, TIME);
});

test('keys are shown with the prefix that they have on a resource type', async () => {
  await send('POST', NAMESPACES, { body: EXPORTED });
  const shown = await send('GET', `${NAMESPACES}/Test::Hardware?resource_type=OS::Nova::Flavor`);
  assert.partialDeepStrictEqual(shown.body, {
    properties: { 'hw:cpu_cores': { title: 'Cores' } },
    objects: [{ required: ['hw:cpu_cores'], properties: { 'hw:cpu_cores': { title: 'Cores' } } }],
  });
  const other = await send('GET', `${NAMESPACES}/Test::Hardware?resource_type=OS::Cinder::Volume`);
  assert.partialDeepStrictEqual(other.body, { properties: { cpu_cores: { title: 'Cores' } } });
});

test('an update takes back all that was shown but the read-only, and leaves what the namespace holds', async () => {
  const created = await send('POST', NAMESPACES, { body: EXPORTED });
  const { self, schema, created_at, updated_at, ...body } = created.body as Record<string, unknown>;
  assert.ok(self && schema && created_at && updated_at);
  const update = { ...body, display_name: 'Renamed', tags: [{ name: 'ignored' }] };
  const updated = await send('PUT', `${NAMESPACES}/Test::Hardware`, { body: update });
  assert.equal(updated.status, 200);
  const shown = await send('GET', `${NAMESPACES}/Test::Hardware`);
  assert.partialDeepStrictEqual(shown.body, { display_name: 'Renamed', tags: [{ name: 'big' }, { name: 'fast' }] });
  for (const [name, value] of Object.entries({ self, schema, created_at, updated_at })) {
    const refused = await send('PUT', `${NAMESPACES}/Test::Hardware`, { body: { ...update, [name]: value } });
    assert.equal(refused.status, 403, name);
  }
});

test('pages follow one another to the end, under the same filters', async () => {
  for (const name of ['e', 'd', 'c', 'b', 'a']) {
    const resource_type_associations = name === 'c' ? [] : [{ name: 'T' }];
    await send('POST', NAMESPACES, { body: { namespace: name, visibility: 'public', resource_type_associations } });
  }
  const seen: string[][] = [];
  let path: string | undefined = `${NAMESPACES}?limit=2&sort_key=namespace&sort_dir=asc&resource_types=T,U`;
  while (path !== undefined) {
    const { body } = await send('GET', path, { as: 'foreigner' });
    const page = body as { namespaces: { namespace: string }[]; first: string; next?: string; schema: string };
    assert.equal(page.schema, '/v2/schemas/metadefs/namespaces');
    assert.ok(!page.first.includes('marker'));
    seen.push(page.namespaces.map(({ namespace }) => namespace));
    path = page.next;
  }
  assert.deepEqual(seen, [
    ['a', 'b'],
    ['d', 'e'],
  ]);
});

test('a list holds what the caller sees, newest first, with resource types', async () => {
  await send('POST', NAMESPACES, { body: { namespace: 'secret' } });
  await send('POST', NAMESPACES, { body: EXPORTED });
  const names = async (as: 'admin' | 'foreigner', query = ''): Promise<string[]> => {
    const { status, body } = await send('GET', `${NAMESPACES}${query}`, { as });
    assert.equal(status, 200);
    return (body as { namespaces: { namespace: string }[] }).namespaces.map(({ namespace }) => namespace);
  };
  assert.deepEqual((await names('admin')).toSorted(), ['Test::Hardware', 'secret']);
  assert.deepEqual(await names('foreigner'), ['Test::Hardware']);
  assert.deepEqual(await names('admin', '?visibility=private'), ['secret']);
  const { body } = await send('GET', `${NAMESPACES}?visibility=public`);
  assert.partialDeepStrictEqual(body, {
    namespaces: [{ resource_type_associations: [{ name: 'OS::Glance::Image' }, { name: 'OS::Nova::Flavor' }] }],
  });
});

test('what is wrong is refused with the status that clients know', async () => {
  await send('POST', NAMESPACES, { body: { namespace: 'secret' } });
  await send('POST', NAMESPACES, { body: { namespace: 'open', visibility: 'public', protected: true } });
  const cases: [number, string, string, Parameters<Send>[2]][] = [
    [401, 'GET', NAMESPACES, { headers: { 'x-auth-token': 'nobody' } }],
    [400, 'GET', `${NAMESPACES}?limit=-1`, {}],
    [400, 'GET', `${NAMESPACES}?limit=many`, {}],
    [400, 'GET', `${NAMESPACES}?sort_dir=up`, {}],
    [400, 'GET', `${NAMESPACES}?sort_key=protected`, {}],
    [400, 'GET', `${NAMESPACES}?visibility=shared`, {}],
    [404, 'GET', `${NAMESPACES}?marker=none`, {}],
    [404, 'GET', `${NAMESPACES}?marker=secret`, { as: 'foreigner' }],
    [400, 'POST', NAMESPACES, {}],
    [400, 'POST', NAMESPACES, { body: [] }],
    [400, 'POST', NAMESPACES, { body: {} }],
    [400, 'POST', NAMESPACES, { body: { namespace: '' } }],
    [400, 'POST', NAMESPACES, { body: { namespace: 'x'.repeat(81) } }],
    [400, 'POST', NAMESPACES, { body: { namespace: 'x', unknown: 1 } }],
    [400, 'POST', NAMESPACES, { body: { namespace: 'x', visibility: 'shared' } }],
    [400, 'POST', NAMESPACES, { body: { namespace: 'x', owner: 'not a project' } }],
    [400, 'POST', NAMESPACES, { body: { namespace: 'x', properties: { p: { title: 'no type' } } } }],
    [403, 'POST', NAMESPACES, { body: { namespace: 'x', self: 'y' } }],
    [403, 'POST', NAMESPACES, { body: { namespace: 'x' }, as: 'member' }],
    [409, 'POST', NAMESPACES, { body: { namespace: 'open' } }],
    [404, 'GET', `${NAMESPACES}/secret`, { as: 'foreigner' }],
    [404, 'DELETE', `${NAMESPACES}/secret`, { as: 'foreigner' }],
    [403, 'DELETE', `${NAMESPACES}/secret`, { as: 'member' }],
    [403, 'DELETE', `${NAMESPACES}/open`, {}],
    [404, 'PUT', `${NAMESPACES}/none`, { body: { namespace: 'none' } }],
    [409, 'PUT', `${NAMESPACES}/open`, { body: { namespace: 'secret' } }],
    [405, 'PATCH', `${NAMESPACES}/open`, {}],
    [204, 'DELETE', `${NAMESPACES}/secret`, {}],
    [404, 'GET', `${NAMESPACES}/secret`, {}],
  ];
  for (const [status, method, path, call] of cases) {
    const answer = await send(method, path, call);
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(call)}: ${JSON.stringify(answer.body)}`);
  }
});

test('a refused body is told where it is wrong', async () => {
  const body = { namespace: 'x', properties: { p: { title: 'P', type: 'text' } } };
  const { body: answer } = await send('POST', NAMESPACES, { body });
  assert.match((answer as { message: string }).message, /properties\/p\/type must be equal to one of/);
});

test('the API is the same under another prefix and another version, and Location follows', async () => {
  for (const [prefix, name] of [
    ['/image/v2', 'a'],
    ['/v2.9', 'b'],
  ]) {
    const created = await send('POST', `${prefix}/metadefs/namespaces`, { body: { namespace: name } });
    assert.equal(created.headers.get('location'), `${prefix}/metadefs/namespaces/${name}`);
    assert.equal((created.body as { self: string }).self, `/v2/metadefs/namespaces/${name}`);
    assert.equal((await send('GET', created.headers.get('location') ?? '')).status, 200);
  }
});

test('names may be anything that people write', async () => {
  for (const name of ['Рабочий стол / 1', 'a%2Fb?c#d', '私'.repeat(80)]) {
    const created = await send('POST', NAMESPACES, { body: { namespace: name, tags: [{ name }] } });
    assert.equal(created.status, 201, name);
    const path = created.headers.get('location') ?? '';
    assert.equal(((await send('GET', path)).body as { namespace: string }).namespace, name);
    assert.equal((await send('GET', `${path}/tags/${encodeURIComponent(name)}`)).status, 200);
  }
});
