import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Anybody with a token reads public definitions. */
const READ = '401 401 200 200 200 200 200 200';
const DELETE = '401 401 403 403 403 403 403 204';
const CREATE = '401 401 403 403 403 403 403 201';
const CHANGE = '401 401 403 403 403 403 403 200';

/** A public namespace with one of everything. */
async function namespace(world: Preparation): Promise<Record<string, string>> {
  const name = world.unique();
  await world.asAdmin('POST', '/v2/metadefs/namespaces', {
    namespace: name,
    visibility: 'public',
    properties: { prop: { title: 'Prop', type: 'string' } },
    objects: [{ name: 'obj', properties: {} }],
    tags: [{ name: 'one' }],
    resource_type_associations: [{ name: 'OS::Glance::Image' }],
  });
  return { namespace: name, property: 'prop', object: 'obj', tag: 'one', resource_type: 'OS::Glance::Image' };
}

const inNamespace = (row: MatrixRow['row'], json?: unknown): MatrixRow =>
  json === undefined ? { row, prepare: namespace } : { row, prepare: namespace, json };

const schema = (name: string): [string, MatrixRow] => [`GET /v2/schemas/metadefs/${name}`, { row: READ }];

export const METADEF_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /v2/metadefs/resource_types': { row: READ },
  'GET /v2/metadefs/namespaces': { row: READ },
  'POST /v2/metadefs/namespaces': {
    row: CREATE,
    json: { namespace: '${name}' },
    prepare: async (world) => ({ name: world.unique() }),
  },
  'GET /v2/metadefs/namespaces/:namespace': inNamespace(READ),
  'PUT /v2/metadefs/namespaces/:namespace': inNamespace(CHANGE, { namespace: '${namespace}', visibility: 'public' }),
  'DELETE /v2/metadefs/namespaces/:namespace': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/resource_types': inNamespace(READ),
  'POST /v2/metadefs/namespaces/:namespace/resource_types': inNamespace(CREATE, { name: 'OS::Nova::Server' }),
  'DELETE /v2/metadefs/namespaces/:namespace/resource_types/:resource_type': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/properties': inNamespace(READ),
  'POST /v2/metadefs/namespaces/:namespace/properties': inNamespace(CREATE, {
    name: 'other',
    title: 'Other',
    type: 'string',
  }),
  'DELETE /v2/metadefs/namespaces/:namespace/properties': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/properties/:property': inNamespace(READ),
  'PUT /v2/metadefs/namespaces/:namespace/properties/:property': inNamespace(CHANGE, {
    name: 'prop',
    title: 'New',
    type: 'string',
  }),
  'DELETE /v2/metadefs/namespaces/:namespace/properties/:property': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/objects': inNamespace(READ),
  'POST /v2/metadefs/namespaces/:namespace/objects': inNamespace(CREATE, { name: 'other' }),
  'DELETE /v2/metadefs/namespaces/:namespace/objects': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/objects/:object': inNamespace(READ),
  'PUT /v2/metadefs/namespaces/:namespace/objects/:object': inNamespace(CHANGE, { name: 'obj' }),
  'DELETE /v2/metadefs/namespaces/:namespace/objects/:object': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/tags': inNamespace(READ),
  'POST /v2/metadefs/namespaces/:namespace/tags': inNamespace(CREATE, { tags: [{ name: 'two' }] }),
  'DELETE /v2/metadefs/namespaces/:namespace/tags': inNamespace(DELETE),
  'GET /v2/metadefs/namespaces/:namespace/tags/:tag': inNamespace(READ),
  'POST /v2/metadefs/namespaces/:namespace/tags/:tag': {
    row: CREATE,
    prepare: async (world) => ({ ...(await namespace(world)), tag: 'new' }),
  },
  'PUT /v2/metadefs/namespaces/:namespace/tags/:tag': inNamespace(CHANGE, { name: 'renamed' }),
  'DELETE /v2/metadefs/namespaces/:namespace/tags/:tag': inNamespace(DELETE),
  ...Object.fromEntries(
    [
      'namespace',
      'namespaces',
      'resource_type',
      'resource_types',
      'property',
      'properties',
      'object',
      'objects',
      'tag',
      'tags',
    ].map(schema),
  ),
};
