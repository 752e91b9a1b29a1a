import { Type } from 'typebox';
import type { AssignmentTarget } from '../../../identity/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { domainIdOf } from './domains.ts';
import { listLinks } from './page-query.ts';
import { projectIdOf } from './projects.ts';
import { renderRole, ROLE_LIST, roleIdOf } from './roles.ts';
import { userIdOf } from './users.ts';

type TargetParams = Readonly<Record<string, string>>;

interface Target {
  readonly kind: AssignmentTarget['kind'];
  readonly path: string;
  readonly read: (params: TargetParams) => AssignmentTarget;
}

const TARGETS: readonly Target[] = [
  {
    kind: 'project',
    path: '/projects/:project_id',
    read: (params) => ({ kind: 'project', projectId: projectIdOf({ project_id: params['project_id'] ?? '' }) }),
  },
  {
    kind: 'domain',
    path: '/domains/:domain_id',
    read: (params) => ({ kind: 'domain', domainId: domainIdOf({ domain_id: params['domain_id'] ?? '' }) }),
  },
];

/** What users may do on projects and on domains. https://docs.openstack.org/api-ref/identity/v3/#roles */
export function assignmentRoutes(scope: HttpServer, api: IdentityApi): void {
  for (const target of TARGETS) routesOf(scope, api, target);
}

function routesOf(scope: HttpServer, api: IdentityApi, { kind, path, read }: Target): void {
  const { identity } = api;
  const tags = ['identity'];
  const all = `${path}/users/:user_id/roles`;
  const one = `${all}/:role_id`;
  const targetParam: Record<string, ReturnType<typeof Type.String>> = { [`${kind}_id`]: Type.String() };
  const HOLDER = Type.Object({ ...targetParam, user_id: Type.String() });
  const ASSIGNMENT = Type.Object({ ...targetParam, user_id: Type.String(), role_id: Type.String() });
  const assignmentOf = (params: TargetParams & { readonly user_id: string; readonly role_id: string }) => ({
    userId: userIdOf(params),
    roleId: roleIdOf(params),
    target: read(params),
  });

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: `List the roles of a user on a ${kind}`,
        params: HOLDER,
        response: { 200: ROLE_LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const roles = await identity.assignedRoleList(callerOf(request), userIdOf(request.params), read(request.params));
      return { roles: roles.map((role) => renderRole(api, request, role)), ...listLinks(api, request, null) };
    },
  );

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: `Check whether a user has a role on a ${kind}`,
        params: ASSIGNMENT,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await identity.assignmentCheck(callerOf(request), assignmentOf(request.params));
      return reply.code(204).send();
    },
  );

  scope.put(
    one,
    { schema: { tags, summary: `Give a user a role on a ${kind}`, params: ASSIGNMENT, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.assignmentAdd(callerOf(request), assignmentOf(request.params));
      return reply.code(204).send();
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: `Take a role on a ${kind} from a user`, params: ASSIGNMENT, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.assignmentRemove(callerOf(request), assignmentOf(request.params));
      return reply.code(204).send();
    },
  );
}
