import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { NamedRoleInference, Role } from '../../../identity/index.ts';
import { parseRoleId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { NO_CONTENT, REFUSALS, SELF } from './documented-answers.ts';
import { pathId } from './ids.ts';
import { ROLE_PARAMS, roleIdOf } from './roles.ts';

const PARAMS = Type.Object({ ...ROLE_PARAMS.properties, implied_role_id: Type.String() });
const SHORT = Type.Object({ id: Type.String(), name: Type.String(), links: SELF });
const GROUP = Type.Object({ prior_role: SHORT, implies: Type.Array(SHORT) });
const ALL = Type.Object({ role_inferences: Type.Array(GROUP), links: SELF });
const OF_ONE = Type.Object({ role_inference: GROUP, links: SELF });
const SINGLE = Type.Object({ role_inference: Type.Object({ prior_role: SHORT, implies: SHORT }), links: SELF });

/** https://docs.openstack.org/api-ref/identity/v3/#list-implied-inference-roles-for-role */
export function roleInferenceRoutes(scope: HttpServer, api: IdentityApi): void {
  listRoutes(scope, api);
  singleRoutes(scope, api);
}

function listRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const { identity } = api;

  scope.get(
    '/role_inferences',
    { schema: { tags, summary: 'List which roles imply which', response: { 200: ALL, ...REFUSALS } } },
    async (request) => {
      const byPrior = Map.groupBy(await identity.roleInferenceList(callerOf(request)), ({ prior }) => prior.id);
      return {
        role_inferences: [...byPrior.values()].flatMap((group) => renderGroup(api, request, group)),
        links: { self: api.linkTo(request, '/role_inferences') },
      };
    },
  );

  scope.get(
    '/roles/:role_id/implies',
    {
      schema: {
        tags,
        summary: 'List what a role implies',
        params: ROLE_PARAMS,
        response: { 200: OF_ONE, ...REFUSALS },
      },
    },
    async (request) => {
      const id = roleIdOf(request.params);
      const prior = await identity.roleGet(callerOf(request), id);
      const inferences = await identity.roleInferenceList(callerOf(request), id);
      return {
        role_inference: {
          prior_role: renderShort(api, request, prior),
          implies: inferences.map(({ implied }) => renderShort(api, request, implied)),
        },
        links: { self: api.linkTo(request, `/roles/${id}/implies`) },
      };
    },
  );
}

function singleRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/roles/:role_id/implies/:implied_role_id';
  const { identity } = api;

  // Without this, HEAD would answer as GET does; Keystone's has another status.
  scope.head(
    one,
    { schema: { tags, summary: 'Check whether a role implies another', params: PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.roleInferenceGet(callerOf(request), inferenceOf(request.params));
      return reply.code(204).send();
    },
  );

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: 'Show that a role implies another',
        params: PARAMS,
        response: { 200: SINGLE, ...REFUSALS },
      },
    },
    async (request) =>
      renderOne(api, request, await identity.roleInferenceGet(callerOf(request), inferenceOf(request.params))),
  );

  scope.put(
    one,
    { schema: { tags, summary: 'Let a role imply another', params: PARAMS, response: { 201: SINGLE, ...REFUSALS } } },
    async (request, reply) => {
      const inference = await identity.roleInferenceAdd(callerOf(request), inferenceOf(request.params));
      return reply.code(201).send(renderOne(api, request, inference));
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Let a role no longer imply another', params: PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.roleInferenceRemove(callerOf(request), inferenceOf(request.params));
      return reply.code(204).send();
    },
  );
}

function inferenceOf(params: Static<typeof PARAMS>) {
  return { priorId: roleIdOf(params), impliedId: pathId(parseRoleId, params.implied_role_id, 'role') };
}

function renderOne(
  api: IdentityApi,
  request: FastifyRequest,
  { prior, implied }: NamedRoleInference,
): Static<typeof SINGLE> {
  return {
    role_inference: { prior_role: renderShort(api, request, prior), implies: renderShort(api, request, implied) },
    links: { self: api.linkTo(request, `/roles/${prior.id}/implies/${implied.id}`) },
  };
}

function renderGroup(
  api: IdentityApi,
  request: FastifyRequest,
  group: readonly NamedRoleInference[],
): Static<typeof GROUP>[] {
  const prior = group[0]?.prior;
  if (prior === undefined) return [];
  const implies = group.map(({ implied }) => renderShort(api, request, implied));
  return [{ prior_role: renderShort(api, request, prior), implies }];
}

function renderShort(api: IdentityApi, request: FastifyRequest, { id, name }: Role): Static<typeof SHORT> {
  return { id, name, links: { self: api.linkTo(request, `/roles/${id}`) } };
}
