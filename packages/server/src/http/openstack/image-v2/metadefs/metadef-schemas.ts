import type { TSchema } from 'typebox';
import type { HttpServer } from '../../../http-server.ts';
import { collectionSchema } from '../collection-schema.ts';
import { ASSOCIATION } from './association-schema.ts';
import type { MetadefSchemaName } from './metadef-paths.ts';
import { NAMESPACE } from './namespace-schema.ts';
import { OBJECT } from './object-schema.ts';
import { NAMED_PROPERTY, PROPERTY } from './property-schema.ts';
import { TAG } from './tag-schema.ts';

const named = (name: string, schema: TSchema): object => ({ name, ...schema });

/** Those of resource types describe associations, and are named so, as clients expect. */
const SCHEMAS: Readonly<Record<MetadefSchemaName, object>> = {
  namespace: named('namespace', NAMESPACE),
  namespaces: collectionSchema('namespaces', named('namespace', NAMESPACE)),
  resource_type: named('resource_type_association', ASSOCIATION),
  resource_types: collectionSchema('resource_type_associations', named('resource_type_association', ASSOCIATION)),
  property: named('property', PROPERTY),
  properties: {
    ...collectionSchema('properties', PROPERTY),
    properties: { properties: { type: 'object', additionalProperties: named('property', NAMED_PROPERTY) } },
  },
  object: named('object', OBJECT),
  objects: collectionSchema('objects', named('object', OBJECT)),
  tag: named('tag', TAG),
  tags: collectionSchema('tags', named('tag', TAG)),
};

/** The schemas by which clients build their models; our own checks of requests use the same ones. */
export function metadefSchemaRoutes(scope: HttpServer): void {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    scope.get(
      `/schemas/metadefs/${name}`,
      { schema: { tags: ['metadefs'], summary: `Describe ${name} of metadefs in JSON schema` } },
      async () => schema,
    );
  }
}
