import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { NamedCredential, RoleReference } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseApplicationCredentialId, parseRoleId } from '../../../kernel/ids.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, NO_CONTENT, REFUSALS, SELF } from './documented-answers.ts';
import { givenId, pathId } from './ids.ts';
import { PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { optional } from './request-body.ts';
import { tokenCallerOf } from './token-caller.ts';
import { USER_PARAMS, userIdOf } from './users.ts';
import { parseWireTime, wireTime } from './wire-time.ts';

const PARAMS = Type.Object({ ...USER_PARAMS.properties, application_credential_id: Type.String() });
const ROLE = Type.Object({ id: optional(Type.String()), name: optional(Type.String()) });
const NEW = Type.Object({
  application_credential: Type.Object({
    name: Type.String(),
    description: optional(Type.String()),
    secret: optional(Type.String({ description: 'A random one is made when there is none' })),
    roles: optional(Type.Array(ROLE)),
    unrestricted: optional(Type.Boolean()),
    expires_at: optional(Type.String()),
    access_rules: optional(Type.Array(Type.Unknown(), { description: 'Not supported: only an empty list' })),
  }),
});
const CREDENTIAL = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  user_id: Type.String(),
  project_id: Type.String(),
  roles: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), domain_id: Type.Null() })),
  unrestricted: Type.Boolean(),
  expires_at: Type.Union([Type.String(), Type.Null()]),
  system: Type.Null(),
  links: SELF,
});
const CREATED = Type.Object({
  application_credential: Type.Object({
    ...CREDENTIAL.properties,
    secret: Type.String({ description: 'Told this once only' }),
  }),
});
const ONE = Type.Object({ application_credential: CREDENTIAL });
const LIST = listOf({ application_credentials: Type.Array(CREDENTIAL) });
const NO_RULES = listOf({ access_rules: Type.Array(Type.Object({}), { maxItems: 0 }) });
const QUERY = Type.Object({ ...PAGE_QUERY, name: Type.Optional(Type.String()) });

/** https://docs.openstack.org/api-ref/identity/v3/#application-credentials */
export function applicationCredentialRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const all = '/users/:user_id/application_credentials';
  const one = `${all}/:application_credential_id`;
  const { identity } = api;

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: 'List application credentials',
        params: USER_PARAMS,
        querystring: QUERY,
        response: { 200: LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const { name } = request.query;
      const page = await identity.applicationCredentialList(
        tokenCallerOf(request),
        userIdOf(request.params),
        name === undefined ? {} : { name },
        pageOf(request.query, parseApplicationCredentialId),
      );
      return {
        application_credentials: page.items.map((credential) => renderCredential(api, request, credential)),
        ...listLinks(api, request, page.next),
      };
    },
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Create an application credential',
        params: USER_PARAMS,
        body: NEW,
        response: { 201: CREATED, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const wanted = request.body.application_credential;
      refuseAccessRules(wanted);
      const { secret, ...credential } = await identity.applicationCredentialCreate(
        tokenCallerOf(request),
        userIdOf(request.params),
        {
          name: wanted.name,
          description: wanted.description ?? null,
          secret: wanted.secret ?? null,
          roles: wanted.roles?.map(roleReference) ?? null,
          unrestricted: wanted.unrestricted ?? false,
          expiresAt: wanted.expires_at ? parseWireTime(wanted.expires_at, 'expires_at') : null,
        },
      );
      const rendered = { ...renderCredential(api, request, credential), secret };
      return reply.code(201).header('cache-control', 'no-store').send({ application_credential: rendered });
    },
  );

  scope.get(
    one,
    {
      schema: { tags, summary: 'Show an application credential', params: PARAMS, response: { 200: ONE, ...REFUSALS } },
    },
    async (request) => {
      const credential = await identity.applicationCredentialGet(
        tokenCallerOf(request),
        userIdOf(request.params),
        credentialIdOf(request.params),
      );
      return { application_credential: renderCredential(api, request, credential) };
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete an application credential', params: PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.applicationCredentialDelete(
        tokenCallerOf(request),
        userIdOf(request.params),
        credentialIdOf(request.params),
      );
      return reply.code(204).send();
    },
  );

  scope.get(
    '/users/:user_id/access_rules',
    {
      schema: {
        tags,
        summary: 'List access rules: there are none',
        params: USER_PARAMS,
        response: { 200: NO_RULES, ...REFUSALS },
      },
    },
    async (request) => ({ access_rules: [], ...listLinks(api, request, null) }),
  );
}

/** A credential that could do more than its maker wanted would be a trap. */
function refuseAccessRules(wanted: Static<typeof NEW>['application_credential']): void {
  if ((wanted.access_rules ?? []).length === 0) return;
  throw new IngotError('invalid', 'Access rules are not supported; give the application credential fewer roles.');
}

function roleReference({ id, name }: Static<typeof ROLE>): RoleReference {
  if (typeof id === 'string') return { id: givenId(parseRoleId, id, 'roles') };
  if (typeof name === 'string') return { name };
  throw new IngotError('invalid', 'A role needs its id or its name.');
}

function credentialIdOf(params: Static<typeof PARAMS>) {
  return pathId(parseApplicationCredentialId, params.application_credential_id, 'application credential');
}

function renderCredential(
  api: IdentityApi,
  request: FastifyRequest,
  credential: NamedCredential,
): Static<typeof CREDENTIAL> {
  const { id, userId, projectId, name, description, roles, unrestricted, expiresAt } = credential;
  return {
    id,
    name,
    description,
    user_id: userId,
    project_id: projectId,
    roles: roles.map((role) => ({ id: role.id, name: role.name, domain_id: null })),
    unrestricted,
    // Unlike all other times of this API, this one has no zone in Keystone.
    expires_at: expiresAt === null ? null : wireTime(expiresAt).replace('Z', ''),
    system: null,
    links: { self: api.linkTo(request, `/users/${userId}/application_credentials/${id}`) },
  };
}
