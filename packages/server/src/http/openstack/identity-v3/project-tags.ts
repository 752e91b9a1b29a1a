import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Project } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { NO_CONTENT, noBody, REFUSALS, SELF } from './documented-answers.ts';
import { PROJECT_PARAMS, projectIdOf } from './projects.ts';

const PARAMS = Type.Object({ ...PROJECT_PARAMS.properties, tag: Type.String() });
const TAGS = Type.Object({ tags: Type.Array(Type.String()) });
const SHOWN = Type.Object({ tags: Type.Array(Type.String()), links: SELF });
type Tags = readonly string[];

/** https://docs.openstack.org/api-ref/identity/v3/#project-tags */
export function projectTagRoutes(scope: HttpServer, api: IdentityApi): void {
  wholeSetRoutes(scope, api);
  singleTagRoutes(scope, api);
}

function wholeSetRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const all = '/projects/:project_id/tags';

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: 'List the tags of a project',
        params: PROJECT_PARAMS,
        response: { 200: SHOWN, ...REFUSALS },
      },
    },
    async (request) =>
      renderTags(api, request, await api.identity.projectGet(callerOf(request), projectIdOf(request.params))),
  );

  scope.put(
    all,
    {
      schema: {
        tags,
        summary: 'Replace the tags of a project',
        params: PROJECT_PARAMS,
        body: TAGS,
        response: { 200: SHOWN, ...REFUSALS },
      },
    },
    async (request) => {
      const project = await revise(api, request, request.params, () => request.body.tags);
      return renderTags(api, request, project);
    },
  );

  scope.delete(
    all,
    { schema: { tags, summary: 'Remove the tags of a project', params: PROJECT_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await revise(api, request, request.params, () => []);
      return reply.code(204).send();
    },
  );
}

function singleTagRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/projects/:project_id/tags/:tag';

  scope.get(
    one,
    { schema: { tags, summary: 'Check whether a project has a tag', params: PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      const project = await api.identity.projectGet(callerOf(request), projectIdOf(request.params));
      requireTag(project.tags, request.params.tag);
      return reply.code(204).send();
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Add a tag to a project',
        params: PARAMS,
        response: { 201: noBody('Added'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { tag } = request.params;
      const project = await revise(api, request, request.params, (known) => [...known, tag]);
      reply.header('location', api.linkTo(request, `/projects/${project.id}/tags/${encodeURIComponent(tag)}`));
      return reply.code(201).send();
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Remove a tag from a project', params: PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      const { tag } = request.params;
      await revise(api, request, request.params, (known) => {
        requireTag(known, tag);
        return known.filter((other) => other !== tag);
      });
      return reply.code(204).send();
    },
  );
}

function revise(
  { identity }: IdentityApi,
  request: FastifyRequest,
  params: { readonly project_id: string },
  change: (tags: Tags) => Tags,
): Promise<Project> {
  return identity.projectUpdate(callerOf(request), projectIdOf(params), (project) => ({ tags: change(project.tags) }));
}

function requireTag(tags: Tags, tag: string): void {
  if (!tags.includes(tag)) throw new IngotError('not-found', `Could not find project tag: ${tag}.`);
}

function renderTags(api: IdentityApi, request: FastifyRequest, { id, tags }: Project): Static<typeof SHOWN> {
  return { tags: [...tags], links: { self: api.linkTo(request, `/projects/${id}/tags`) } };
}
