import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Project } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseDomainId, parseProjectId, type DomainId, type ProjectId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, NO_CONTENT, OPTIONS, REFUSALS, SELF } from './documented-answers.ts';
import { homeDomain } from './home-domain.ts';
import { givenId, pathId } from './ids.ts';
import { flagOf, PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { optional } from './request-body.ts';

export const PROJECT_PARAMS = Type.Object({ project_id: Type.String() });
const FIELDS = {
  description: optional(Type.String()),
  enabled: optional(Type.Boolean()),
  tags: optional(Type.Array(Type.String())),
};
const NEW = Type.Object({
  project: Type.Object({
    name: Type.String(),
    domain_id: optional(Type.String()),
    parent_id: optional(Type.String({ description: 'The domain; projects have no other parent' })),
    is_domain: optional(Type.Boolean()),
    ...FIELDS,
  }),
});
const CHANGES = Type.Object({
  project: Type.Object({ name: optional(Type.String()), domain_id: optional(Type.String()), ...FIELDS }),
});
const PROJECT = Type.Object({
  id: Type.String(),
  name: Type.String(),
  domain_id: Type.String(),
  parent_id: Type.String(),
  is_domain: Type.Boolean(),
  description: Type.String(),
  enabled: Type.Boolean(),
  tags: Type.Array(Type.String()),
  options: OPTIONS,
  links: SELF,
});
const ONE = Type.Object({ project: PROJECT });
export const PROJECT_LIST = listOf({ projects: Type.Array(PROJECT) });
const QUERY = Type.Object({
  ...PAGE_QUERY,
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  parent_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
  is_domain: Type.Optional(Type.String()),
  tags: Type.Optional(Type.String({ description: 'Separated by commas; all of them' })),
});

/** https://docs.openstack.org/api-ref/identity/v3/#projects */
export function projectRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const one = '/projects/:project_id';
  const { identity } = api;

  scope.get(
    '/projects',
    { schema: { tags, summary: 'List projects', querystring: QUERY, response: { 200: PROJECT_LIST, ...REFUSALS } } },
    async (request) => {
      const page = await identity.projectList(
        callerOf(request),
        filterOf(request.query),
        pageOf(request.query, parseProjectId),
      );
      const shown = asksForNone(request.query) ? { items: [], next: null } : page;
      return {
        projects: shown.items.map((project) => renderProject(api, request, project)),
        ...listLinks(api, request, shown.next),
      };
    },
  );

  scope.post(
    '/projects',
    { schema: { tags, summary: 'Create a project', body: NEW, response: { 201: ONE, ...REFUSALS } } },
    async (request, reply) => {
      const { project: wanted } = request.body;
      const project = await identity.projectCreate(callerOf(request), {
        domainId: domainOf(request, wanted),
        name: wanted.name,
        description: wanted.description ?? '',
        enabled: wanted.enabled ?? true,
        tags: wanted.tags ?? [],
      });
      return reply.code(201).send({ project: renderProject(api, request, project) });
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a project', params: PROJECT_PARAMS, response: { 200: ONE, ...REFUSALS } } },
    async (request) => {
      const project = await identity.projectGet(callerOf(request), projectIdOf(request.params));
      return { project: renderProject(api, request, project) };
    },
  );

  scope.patch(
    one,
    {
      schema: {
        tags,
        summary: 'Change a project',
        params: PROJECT_PARAMS,
        body: CHANGES,
        response: { 200: ONE, ...REFUSALS },
      },
    },
    async (request) => {
      const { name, description, enabled, tags: newTags, domain_id: domain } = request.body.project;
      const project = await identity.projectUpdate(callerOf(request), projectIdOf(request.params), (current) => {
        if (domain && domain !== current.domainId) throw new IngotError('invalid', 'A project stays in its domain.');
        return {
          ...(typeof name === 'string' && { name }),
          ...(description !== undefined && { description: description ?? '' }),
          ...(typeof enabled === 'boolean' && { enabled }),
          ...(newTags && { tags: newTags }),
        };
      });
      return { project: renderProject(api, request, project) };
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete a project', params: PROJECT_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.projectDelete(callerOf(request), projectIdOf(request.params));
      return reply.code(204).send();
    },
  );
}

function filterOf(query: Static<typeof QUERY>) {
  const { name, tags } = query;
  const enabled = flagOf(query.enabled, 'enabled');
  const domain = query.domain_id ?? query.parent_id;
  return {
    ...(name !== undefined && { name }),
    ...(enabled !== undefined && { enabled }),
    ...(domain !== undefined && { domainId: givenId(parseDomainId, domain, 'domain_id') }),
    ...(tags !== undefined && { tags: tags.split(',') }),
  };
}

/** Every project's parent is its domain, and none is a domain. */
function asksForNone({ domain_id: domain, parent_id: parent, is_domain: isDomain }: Static<typeof QUERY>): boolean {
  const otherParent = domain !== undefined && parent !== undefined && domain !== parent;
  return otherParent || flagOf(isDomain, 'is_domain') === true;
}

/** Projects do not nest and are no domains; asking for either must not be taken for something else. */
function domainOf(request: FastifyRequest, wanted: Static<typeof NEW>['project']): DomainId {
  if (wanted.is_domain === true) throw new IngotError('invalid', 'A project cannot act as a domain; create a domain.');
  const domainId = homeDomain(request, wanted.domain_id ?? wanted.parent_id);
  if (wanted.parent_id && wanted.parent_id !== domainId) {
    throw new IngotError('invalid', 'Projects do not nest: parent_id can only be the domain.');
  }
  return domainId;
}

export function projectIdOf(params: { readonly project_id: string }): ProjectId {
  return pathId(parseProjectId, params.project_id, 'project');
}

export function renderProject(api: IdentityApi, request: FastifyRequest, project: Project): Static<typeof PROJECT> {
  const { id, domainId, name, description, enabled, tags } = project;
  return {
    id,
    name,
    domain_id: domainId,
    parent_id: domainId,
    is_domain: false,
    description,
    enabled,
    tags: [...tags],
    options: {},
    links: { self: api.linkTo(request, `/projects/${id}`) },
  };
}
