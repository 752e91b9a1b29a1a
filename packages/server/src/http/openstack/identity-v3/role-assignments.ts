import { Type, type Static } from 'typebox';
import type { AssignmentFilter, AssignmentTarget, NamedAssignment } from '../../../identity/index.ts';
import { parseDomainId, parseProjectId, parseRoleId, parseUserId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { ID_AND_NAME, listOf, REFUSALS } from './documented-answers.ts';
import { givenId } from './ids.ts';
import { flagOf, listLinks } from './page-query.ts';

const QUERY = Type.Object({
  'user.id': Type.Optional(Type.String()),
  'role.id': Type.Optional(Type.String()),
  'scope.project.id': Type.Optional(Type.String()),
  'scope.domain.id': Type.Optional(Type.String()),
  'group.id': Type.Optional(Type.String({ description: 'There are no groups: with it the list is empty' })),
  'scope.system': Type.Optional(Type.String({ description: 'There is no system scope: with it the list is empty' })),
  effective: Type.Optional(Type.String({ description: 'Roles that are implied too' })),
  include_names: Type.Optional(Type.String()),
});
const PART = Type.Partial(Type.Object({ ...ID_AND_NAME.properties, domain: ID_AND_NAME }));
const ASSIGNMENT = Type.Object({
  role: PART,
  user: PART,
  scope: Type.Object({ project: Type.Optional(PART), domain: Type.Optional(PART) }),
  links: Type.Object({ assignment: Type.String() }),
});
const LIST = listOf({ role_assignments: Type.Array(ASSIGNMENT) });
type Parts = Omit<Static<typeof ASSIGNMENT>, 'links'>;
type Query = Static<typeof QUERY>;

/** https://docs.openstack.org/api-ref/identity/v3/#list-role-assignments */
export function roleAssignmentRoutes(scope: HttpServer, api: IdentityApi): void {
  scope.get(
    '/role_assignments',
    {
      schema: {
        tags: ['identity'],
        summary: 'List who has which role where',
        querystring: QUERY,
        response: { 200: LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const { query } = request;
      const effective = flagOf(query.effective, 'effective') ?? false;
      const { items, truncated } = await api.identity.assignmentList(callerOf(request), filterOf(query), { effective });
      const impossible = query['group.id'] !== undefined || query['scope.system'] !== undefined;
      const render = flagOf(query.include_names, 'include_names') === true ? renderNamed : renderIds;
      const assignments = (impossible ? [] : items).map((assignment) => ({
        ...render(assignment),
        links: { assignment: api.linkTo(request, assignmentPath(assignment)) },
      }));
      const { links } = listLinks(api, request, null);
      return { role_assignments: assignments, links, ...(truncated && { truncated }) };
    },
  );
}

function filterOf(query: Query): AssignmentFilter {
  const userId = query['user.id'];
  const roleId = query['role.id'];
  const target = targetOf(query);
  return {
    ...(userId !== undefined && { userId: givenId(parseUserId, userId, 'user.id') }),
    ...(roleId !== undefined && { roleId: givenId(parseRoleId, roleId, 'role.id') }),
    ...(target !== undefined && { target }),
  };
}

function targetOf(query: Query): AssignmentTarget | undefined {
  const projectId = query['scope.project.id'];
  const domainId = query['scope.domain.id'];
  if (projectId !== undefined) {
    return { kind: 'project', projectId: givenId(parseProjectId, projectId, 'scope.project.id') };
  }
  if (domainId !== undefined) {
    return { kind: 'domain', domainId: givenId(parseDomainId, domainId, 'scope.domain.id') };
  }
  return undefined;
}

function renderIds({ user, role, target }: NamedAssignment): Parts {
  return {
    role: { id: role.id },
    user: { id: user.id },
    scope: target.kind === 'project' ? { project: { id: target.project.id } } : { domain: { id: target.domain.id } },
  };
}

function renderNamed({ user, userDomain, role, target }: NamedAssignment): Parts {
  const domain = { id: target.domain.id, name: target.domain.name };
  return {
    role: { id: role.id, name: role.name },
    user: { id: user.id, name: user.name, domain: { id: userDomain.id, name: userDomain.name } },
    scope:
      target.kind === 'project'
        ? { project: { id: target.project.id, name: target.project.name, domain } }
        : { domain },
  };
}

function assignmentPath({ user, role, target }: NamedAssignment): string {
  const where = target.kind === 'project' ? `/projects/${target.project.id}` : `/domains/${target.domain.id}`;
  return `${where}/users/${user.id}/roles/${role.id}`;
}
