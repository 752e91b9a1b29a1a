import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Compile } from 'typebox/compile';
import { metadefClient, type Send } from './testing/metadef-client.ts';
import { startMetadefServer, type MetadefServer } from './testing/metadef-server.ts';

/** The names inside, as clients and conformance suites expect them. */
const NAMES = {
  namespace: 'namespace',
  namespaces: 'namespaces',
  resource_type: 'resource_type_association',
  resource_types: 'resource_type_associations',
  property: 'property',
  properties: 'properties',
  object: 'object',
  objects: 'objects',
  tag: 'tag',
  tags: 'tags',
};

let server: MetadefServer;
let send: Send;

before(async () => {
  server = await startMetadefServer({ builtIn: true });
  send = metadefClient(server);
});
after(() => server.close());

test('every schema is there, under the name that clients know', async () => {
  for (const [path, name] of Object.entries(NAMES)) {
    const { status, body } = await send('GET', `/v2/schemas/metadefs/${path}`, { as: 'foreigner' });
    assert.equal(status, 200);
    assert.equal((body as { name: string }).name, name);
    assert.equal(typeof (body as { properties: unknown }).properties, 'object');
  }
});

test('what is shown of the built-in definitions fits the schemas that are published', async () => {
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await send('GET', path)).body as Record<string, unknown>;
  const fits = async (schema: string, value: unknown): Promise<void> => {
    const validator = Compile(await get(`/v2/schemas/metadefs/${schema}`));
    assert.deepEqual(validator.Errors(value), [], `${schema}: ${JSON.stringify(value)}`);
  };
  const listed = await get('/v2/metadefs/namespaces?limit=1000');
  await fits('namespaces', listed);
  const namespaces = listed['namespaces'] as { namespace: string; self: string }[];
  assert.ok(namespaces.length > 5);
  for (const { self } of namespaces) {
    const shown = await get(self);
    await fits('namespace', shown);
    await fits('properties', await get(`${self}/properties`));
    for (const key of Object.keys(shown['properties'] ?? {})) {
      await fits('property', await get(`${self}/properties/${key}`));
    }
    for (const object of (await get(`${self}/objects`))['objects'] as { self: string }[]) {
      await fits('object', await get(object.self));
    }
    const tags = await get(`${self}/tags`);
    await fits('tags', tags);
    for (const { name } of tags['tags'] as { name: string }[]) await fits('tag', await get(`${self}/tags/${name}`));
    for (const association of (await get(`${self}/resource_types`))['resource_type_associations'] as unknown[]) {
      await fits('resource_type', association);
    }
  }
});
