import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, REFUSALS, SELF } from './documented-answers.ts';
import { endpointId, endpointUrl, INTERFACES, serviceId } from './catalog.ts';
import { listLinks } from './page-query.ts';

const tags = ['identity'];
const SERVICE = Type.Object({
  id: Type.String(),
  type: Type.String(),
  name: Type.String(),
  description: Type.String(),
  enabled: Type.Boolean(),
  links: SELF,
});
const ENDPOINT = Type.Object({
  id: Type.String(),
  service_id: Type.String(),
  interface: Type.String(),
  region: Type.String(),
  region_id: Type.String(),
  enabled: Type.Boolean(),
  url: Type.String(),
  links: SELF,
});
const REGION = Type.Object({
  id: Type.String(),
  description: Type.String(),
  parent_region_id: Type.Null(),
  links: SELF,
});
const ID = Type.Object({ id: Type.String() });

/** The service catalog as records. It is made by the configuration, so these can be read only. */
export function catalogRoutes(scope: HttpServer, api: IdentityApi): void {
  serviceRoutes(scope, api);
  endpointRoutes(scope, api);
  regionRoutes(scope, api);
}

function serviceRoutes(scope: HttpServer, api: IdentityApi): void {
  const services = (request: FastifyRequest) =>
    api.catalog.map((service) => ({
      id: serviceId(service),
      type: service.type,
      name: service.name,
      description: '',
      enabled: true,
      links: { self: api.linkTo(request, `/services/${serviceId(service)}`) },
    }));
  const querystring = Type.Object({ type: Type.Optional(Type.String()), name: Type.Optional(Type.String()) });
  scope.get(
    '/services',
    {
      schema: {
        tags,
        summary: 'List services',
        querystring,
        response: { 200: listOf({ services: Type.Array(SERVICE) }), ...REFUSALS },
      },
    },
    async (request) => {
      const { type, name } = request.query;
      const wanted = services(request).filter(
        (service) => (type === undefined || service.type === type) && (name === undefined || service.name === name),
      );
      return { services: wanted, ...listLinks(api, request, null) };
    },
  );
  scope.get(
    '/services/:id',
    {
      schema: {
        tags,
        summary: 'Show a service',
        params: ID,
        response: { 200: Type.Object({ service: SERVICE }), ...REFUSALS },
      },
    },
    async (request) => ({
      service: withId(services(request), 'service', request.params.id),
    }),
  );
}

const ENDPOINT_QUERY = Type.Object({
  service_id: Type.Optional(Type.String()),
  interface: Type.Optional(Type.String()),
  region_id: Type.Optional(Type.String()),
});

function endpointRoutes(scope: HttpServer, api: IdentityApi): void {
  const endpoints = (request: FastifyRequest) =>
    api.catalog.flatMap((service) =>
      INTERFACES.map((kind) => ({
        id: endpointId(service, kind),
        service_id: serviceId(service),
        interface: kind,
        region: api.region,
        region_id: api.region,
        enabled: true,
        url: endpointUrl(api.baseOf(request), service, '$(project_id)s') ?? '',
        links: { self: api.linkTo(request, `/endpoints/${endpointId(service, kind)}`) },
      })),
    );
  scope.get(
    '/endpoints',
    {
      schema: {
        tags,
        summary: 'List endpoints',
        querystring: ENDPOINT_QUERY,
        response: { 200: listOf({ endpoints: Type.Array(ENDPOINT) }), ...REFUSALS },
      },
    },
    async (request) => {
      const { query } = request;
      const wanted = endpoints(request).filter(
        (endpoint) =>
          (query.service_id === undefined || endpoint.service_id === query.service_id) &&
          (query.interface === undefined || endpoint.interface === query.interface) &&
          (query.region_id === undefined || endpoint.region_id === query.region_id),
      );
      return { endpoints: wanted, ...listLinks(api, request, null) };
    },
  );
  scope.get(
    '/endpoints/:id',
    {
      schema: {
        tags,
        summary: 'Show an endpoint',
        params: ID,
        response: { 200: Type.Object({ endpoint: ENDPOINT }), ...REFUSALS },
      },
    },
    async (request) => ({
      endpoint: withId(endpoints(request), 'endpoint', request.params.id),
    }),
  );
}

function regionRoutes(scope: HttpServer, api: IdentityApi): void {
  const regions = (request: FastifyRequest) => [
    {
      id: api.region,
      description: '',
      parent_region_id: null,
      links: { self: api.linkTo(request, `/regions/${api.region}`) },
    },
  ];
  scope.get(
    '/regions',
    {
      schema: {
        tags,
        summary: 'List regions',
        response: { 200: listOf({ regions: Type.Array(REGION) }), ...REFUSALS },
      },
    },
    async (request) => ({ regions: regions(request), ...listLinks(api, request, null) }),
  );
  scope.get(
    '/regions/:id',
    {
      schema: {
        tags,
        summary: 'Show a region',
        params: ID,
        response: { 200: Type.Object({ region: REGION }), ...REFUSALS },
      },
    },
    async (request) => ({
      region: withId(regions(request), 'region', request.params.id),
    }),
  );
}

function withId<Thing extends { readonly id: string }>(things: readonly Thing[], kind: string, id: string): Thing {
  const thing = things.find((one) => one.id === id);
  if (thing === undefined) throw new IngotError('not-found', `Could not find ${kind}: ${id}.`);
  return thing;
}
