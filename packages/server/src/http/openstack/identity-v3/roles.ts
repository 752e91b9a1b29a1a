import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Role } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseRoleId, type RoleId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, NO_CONTENT, OPTIONS, REFUSALS, SELF } from './documented-answers.ts';
import { pathId } from './ids.ts';
import { PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { optional } from './request-body.ts';

export const ROLE_PARAMS = Type.Object({ role_id: Type.String() });
const FIELDS = { description: optional(Type.String()), domain_id: optional(Type.String()) };
const NEW = Type.Object({ role: Type.Object({ name: Type.String(), ...FIELDS }) });
const CHANGES = Type.Object({ role: Type.Object({ name: optional(Type.String()), ...FIELDS }) });
const ROLE = Type.Object({
  id: Type.String(),
  name: Type.String(),
  domain_id: Type.Null(),
  description: Type.String(),
  options: OPTIONS,
  links: SELF,
});
const ONE = Type.Object({ role: ROLE });
export const ROLE_LIST = listOf({ roles: Type.Array(ROLE) });
const QUERY = Type.Object({
  ...PAGE_QUERY,
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String({ description: 'Roles belong to no domain: with it the list is empty' })),
});

/** https://docs.openstack.org/api-ref/identity/v3/#roles */
export function roleRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/roles/:role_id';
  const { identity } = api;

  scope.get(
    '/roles',
    { schema: { tags, summary: 'List roles', querystring: QUERY, response: { 200: ROLE_LIST, ...REFUSALS } } },
    async (request) => {
      const { name, domain_id: domain } = request.query;
      const filter = name === undefined ? {} : { name };
      const page = await identity.roleList(callerOf(request), filter, pageOf(request.query, parseRoleId));
      const shown = domain === undefined ? page : { items: [], next: null };
      return {
        roles: shown.items.map((role) => renderRole(api, request, role)),
        ...listLinks(api, request, shown.next),
      };
    },
  );

  scope.post(
    '/roles',
    { schema: { tags, summary: 'Create a role', body: NEW, response: { 201: ONE, ...REFUSALS } } },
    async (request, reply) => {
      const { name, description, domain_id: domain } = request.body.role;
      if (domain) throw new IngotError('invalid', 'Roles of a domain are not supported; leave domain_id out.');
      const role = await identity.roleCreate(callerOf(request), { name, description: description ?? '' });
      return reply.code(201).send({ role: renderRole(api, request, role) });
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a role', params: ROLE_PARAMS, response: { 200: ONE, ...REFUSALS } } },
    async (request) => ({
      role: renderRole(api, request, await identity.roleGet(callerOf(request), roleIdOf(request.params))),
    }),
  );

  scope.patch(
    one,
    {
      schema: {
        tags,
        summary: 'Change a role',
        params: ROLE_PARAMS,
        body: CHANGES,
        response: { 200: ONE, ...REFUSALS },
      },
    },
    async (request) => {
      const { name, description } = request.body.role;
      const role = await identity.roleUpdate(callerOf(request), roleIdOf(request.params), {
        ...(typeof name === 'string' && { name }),
        ...(description !== undefined && { description: description ?? '' }),
      });
      return { role: renderRole(api, request, role) };
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete a role', params: ROLE_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.roleDelete(callerOf(request), roleIdOf(request.params));
      return reply.code(204).send();
    },
  );
}

export function roleIdOf(params: { readonly role_id: string }): RoleId {
  return pathId(parseRoleId, params.role_id, 'role');
}

export function renderRole(
  api: IdentityApi,
  request: FastifyRequest,
  { id, name, description }: Role,
): Static<typeof ROLE> {
  return { id, name, domain_id: null, description, options: {}, links: { self: api.linkTo(request, `/roles/${id}`) } };
}
