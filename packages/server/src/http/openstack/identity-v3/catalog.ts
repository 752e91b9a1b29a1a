import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Authorization } from '../../../identity/index.ts';
import type { IdentityApi } from './api.ts';
import type { CatalogService } from './catalog-service.ts';

export const INTERFACES = ['public', 'internal', 'admin'] as const;
type Interface = (typeof INTERFACES)[number];

export const CATALOG = Type.Array(
  Type.Object({
    id: Type.String(),
    type: Type.String(),
    name: Type.String(),
    endpoints: Type.Array(
      Type.Object({
        id: Type.String(),
        interface: Type.String(),
        region: Type.String(),
        region_id: Type.String(),
        url: Type.String(),
      }),
    ),
  }),
);

const PLACEHOLDER = '{project_id}';

/** Ids have to be the same whenever somebody asks; they are made of what they name. */
export function serviceId(service: CatalogService): string {
  return stableId(`service ${service.type}`);
}

export function endpointId(service: CatalogService, kind: Interface): string {
  return stableId(`endpoint ${service.type} ${kind}`);
}

function stableId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** @param projectId null leaves out services whose address needs one. */
export function endpointUrl(base: string, { path }: CatalogService, projectId: string | null): string | null {
  if (!path.includes(PLACEHOLDER)) return base + path;
  return projectId === null ? null : base + path.replaceAll(PLACEHOLDER, projectId);
}

/** The catalog of a token. https://docs.openstack.org/api-ref/identity/v3/#get-service-catalog */
export function renderCatalog(
  api: IdentityApi,
  request: FastifyRequest,
  { scope }: Authorization,
): Static<typeof CATALOG> {
  const projectId = scope.kind === 'project' ? scope.project.id : null;
  return api.catalog.flatMap((service) => {
    const url = endpointUrl(api.baseOf(request), service, projectId);
    if (url === null) return [];
    const endpoints = INTERFACES.map((kind) => ({
      id: endpointId(service, kind),
      interface: kind,
      region: api.region,
      region_id: api.region,
      url,
    }));
    return [{ id: serviceId(service), type: service.type, name: service.name, endpoints }];
  });
}
