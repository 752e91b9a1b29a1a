import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Domain } from '../../../identity/index.ts';
import { parseDomainId, type DomainId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, NO_CONTENT, OPTIONS, REFUSALS, SELF } from './documented-answers.ts';
import { pathId } from './ids.ts';
import { flagOf, PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { optional } from './request-body.ts';

const PARAMS = Type.Object({ domain_id: Type.String() });
const FIELDS = { description: optional(Type.String()), enabled: optional(Type.Boolean()) };
const NEW = Type.Object({ domain: Type.Object({ name: Type.String(), ...FIELDS }) });
const CHANGES = Type.Object({ domain: Type.Object({ name: optional(Type.String()), ...FIELDS }) });
const DOMAIN = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  enabled: Type.Boolean(),
  tags: Type.Array(Type.String(), { description: 'Domains have none' }),
  options: OPTIONS,
  links: SELF,
});
const ONE = Type.Object({ domain: DOMAIN });
export const DOMAIN_LIST = listOf({ domains: Type.Array(DOMAIN) });
const QUERY = Type.Object({
  ...PAGE_QUERY,
  name: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
});

/** https://docs.openstack.org/api-ref/identity/v3/#domains */
export function domainRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/domains/:domain_id';
  const { identity } = api;

  scope.get(
    '/domains',
    { schema: { tags, summary: 'List domains', querystring: QUERY, response: { 200: DOMAIN_LIST, ...REFUSALS } } },
    async (request) => {
      const { name } = request.query;
      const enabled = flagOf(request.query.enabled, 'enabled');
      const filter = { ...(name !== undefined && { name }), ...(enabled !== undefined && { enabled }) };
      const page = await identity.domainList(callerOf(request), filter, pageOf(request.query, parseDomainId));
      return {
        domains: page.items.map((domain) => renderDomain(api, request, domain)),
        ...listLinks(api, request, page.next),
      };
    },
  );

  scope.post(
    '/domains',
    { schema: { tags, summary: 'Create a domain', body: NEW, response: { 201: ONE, ...REFUSALS } } },
    async (request, reply) => {
      const { name, description, enabled } = request.body.domain;
      const domain = await identity.domainCreate(callerOf(request), {
        name,
        description: description ?? '',
        enabled: enabled ?? true,
      });
      return reply.code(201).send({ domain: renderDomain(api, request, domain) });
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a domain', params: PARAMS, response: { 200: ONE, ...REFUSALS } } },
    async (request) => {
      const domain = await identity.domainGet(callerOf(request), domainIdOf(request.params));
      return { domain: renderDomain(api, request, domain) };
    },
  );

  scope.patch(
    one,
    {
      schema: { tags, summary: 'Change a domain', params: PARAMS, body: CHANGES, response: { 200: ONE, ...REFUSALS } },
    },
    async (request) => {
      const { name, description, enabled } = request.body.domain;
      const domain = await identity.domainUpdate(callerOf(request), domainIdOf(request.params), {
        ...(typeof name === 'string' && { name }),
        ...(description !== undefined && { description: description ?? '' }),
        ...(typeof enabled === 'boolean' && { enabled }),
      });
      return { domain: renderDomain(api, request, domain) };
    },
  );

  scope.delete(
    one,
    {
      schema: { tags, summary: 'Delete a disabled domain and everything in it', params: PARAMS, response: NO_CONTENT },
    },
    async (request, reply) => {
      await identity.domainDelete(callerOf(request), domainIdOf(request.params));
      return reply.code(204).send();
    },
  );
}

export function domainIdOf(params: { readonly domain_id: string }): DomainId {
  return pathId(parseDomainId, params.domain_id, 'domain');
}

export function renderDomain(api: IdentityApi, request: FastifyRequest, domain: Domain): Static<typeof DOMAIN> {
  return { ...domain, tags: [], options: {}, links: { self: api.linkTo(request, `/domains/${domain.id}`) } };
}
