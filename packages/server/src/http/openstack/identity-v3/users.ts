import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { User } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseDomainId, parseProjectId, parseUserId, type ProjectId, type UserId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, NO_CONTENT, OPTIONS, REFUSALS, SELF } from './documented-answers.ts';
import { homeDomain } from './home-domain.ts';
import { givenId, pathId } from './ids.ts';
import { flagOf, PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { optional } from './request-body.ts';

export const USER_PARAMS = Type.Object({ user_id: Type.String() });
const FIELDS = {
  enabled: optional(Type.Boolean()),
  email: optional(Type.String()),
  description: optional(Type.String()),
  default_project_id: optional(Type.String()),
  password: optional(Type.String()),
  domain_id: optional(Type.String()),
};
const NEW = Type.Object({ user: Type.Object({ name: Type.String(), ...FIELDS }) });
const CHANGES = Type.Object({ user: Type.Object({ name: optional(Type.String()), ...FIELDS }) });
const USER = Type.Object({
  id: Type.String(),
  name: Type.String(),
  domain_id: Type.String(),
  enabled: Type.Boolean(),
  email: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  default_project_id: Type.Optional(Type.String()),
  password_expires_at: Type.Null({ description: 'Passwords do not expire' }),
  options: OPTIONS,
  links: SELF,
});
const ONE = Type.Object({ user: USER });
const LIST = listOf({ users: Type.Array(USER) });
const QUERY = Type.Object({
  ...PAGE_QUERY,
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
});

/** https://docs.openstack.org/api-ref/identity/v3/#users */
export function userRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/users/:user_id';
  const { identity } = api;

  scope.get(
    '/users',
    { schema: { tags, summary: 'List users', querystring: QUERY, response: { 200: LIST, ...REFUSALS } } },
    async (request) => {
      const { name, domain_id: domain } = request.query;
      const enabled = flagOf(request.query.enabled, 'enabled');
      const filter = {
        ...(name !== undefined && { name }),
        ...(enabled !== undefined && { enabled }),
        ...(domain !== undefined && { domainId: givenId(parseDomainId, domain, 'domain_id') }),
      };
      const page = await identity.userList(callerOf(request), filter, pageOf(request.query, parseUserId));
      return { users: page.items.map((user) => renderUser(api, request, user)), ...listLinks(api, request, page.next) };
    },
  );

  scope.post(
    '/users',
    { schema: { tags, summary: 'Create a user', body: NEW, response: { 201: ONE, ...REFUSALS } } },
    async (request, reply) => {
      const { user: wanted } = request.body;
      const user = await identity.userCreate(callerOf(request), {
        domainId: homeDomain(request, wanted.domain_id),
        name: wanted.name,
        enabled: wanted.enabled ?? true,
        email: wanted.email ?? null,
        description: wanted.description ?? null,
        defaultProjectId: defaultProject(wanted.default_project_id),
        password: wanted.password ?? null,
      });
      return reply.code(201).send({ user: renderUser(api, request, user) });
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a user', params: USER_PARAMS, response: { 200: ONE, ...REFUSALS } } },
    async (request) => {
      const user = await identity.userGet(callerOf(request), userIdOf(request.params));
      return { user: renderUser(api, request, user) };
    },
  );

  scope.patch(
    one,
    {
      schema: {
        tags,
        summary: 'Change a user',
        params: USER_PARAMS,
        body: CHANGES,
        response: { 200: ONE, ...REFUSALS },
      },
    },
    async (request) => {
      const { name, enabled, email, description, default_project_id: project, password } = request.body.user;
      const { domain_id: domain } = request.body.user;
      const user = await identity.userUpdate(
        callerOf(request),
        userIdOf(request.params),
        (current) => {
          if (domain && domain !== current.domainId) throw new IngotError('invalid', 'A user stays in the domain.');
          return {
            ...(typeof name === 'string' && { name }),
            ...(typeof enabled === 'boolean' && { enabled }),
            ...(email !== undefined && { email }),
            ...(description !== undefined && { description }),
            ...(project !== undefined && { defaultProjectId: defaultProject(project) }),
          };
        },
        password,
      );
      return { user: renderUser(api, request, user) };
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete a user', params: USER_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.userDelete(callerOf(request), userIdOf(request.params));
      return reply.code(204).send();
    },
  );
}

export function userIdOf(params: { readonly user_id: string }): UserId {
  return pathId(parseUserId, params.user_id, 'user');
}

function defaultProject(text: string | null | undefined): ProjectId | null {
  return typeof text === 'string' ? givenId(parseProjectId, text, 'default_project_id') : null;
}

/** Keys without a value are left out, as Keystone does. */
function renderUser(api: IdentityApi, request: FastifyRequest, user: User): Static<typeof USER> {
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domainId,
    enabled: user.enabled,
    ...(user.email !== null && { email: user.email }),
    ...(user.description !== null && { description: user.description }),
    ...(user.defaultProjectId !== null && { default_project_id: user.defaultProjectId }),
    password_expires_at: null,
    options: {},
    links: { self: api.linkTo(request, `/users/${user.id}`) },
  };
}
