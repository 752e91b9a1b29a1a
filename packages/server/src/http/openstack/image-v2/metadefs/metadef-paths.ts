import type { FastifyRequest } from 'fastify';

/** Paths that bodies hold; see `../paths.ts` for why they begin with `/v2`. */
export const NAMESPACES_PATH = '/v2/metadefs/namespaces';

export function namespacePath(name: string): string {
  return `${NAMESPACES_PATH}/${encodeURIComponent(name)}`;
}

export type MetadefSchemaName =
  | 'namespace'
  | 'namespaces'
  | 'resource_type'
  | 'resource_types'
  | 'property'
  | 'properties'
  | 'object'
  | 'objects'
  | 'tag'
  | 'tags';

export function metadefSchemaPath(name: MetadefSchemaName): string {
  return `/v2/schemas/metadefs/${name}`;
}

/** Where something that was created by a POST to its collection is, under the prefix that the client has used. */
export function createdAt(request: FastifyRequest, name: string): string {
  const [collection = ''] = request.url.split('?');
  return `${collection}/${encodeURIComponent(name)}`;
}
