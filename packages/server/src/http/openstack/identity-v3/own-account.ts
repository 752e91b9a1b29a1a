import { Type } from 'typebox';
import { parseProjectId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { PROJECT_LIST, renderProject } from './projects.ts';
import { USER_PARAMS, userIdOf } from './users.ts';

const PASSWORD = Type.Object({ user: Type.Object({ original_password: Type.String(), password: Type.String() }) });

/** What users do for themselves. https://docs.openstack.org/api-ref/identity/v3/#change-password-for-user */
export function ownAccountRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];

  scope.post(
    '/users/:user_id/password',
    {
      schema: { tags, summary: "Change one's own password", params: USER_PARAMS, body: PASSWORD, response: NO_CONTENT },
    },
    async (request, reply) => {
      const { original_password: original, password } = request.body.user;
      const change = { original, password, remoteAddress: request.ip };
      await api.identity.userPasswordChange(callerOf(request), userIdOf(request.params), change);
      return reply.code(204).send();
    },
  );

  scope.get(
    '/users/:user_id/projects',
    {
      schema: {
        tags,
        summary: 'List the projects on which a user has a role',
        params: USER_PARAMS,
        querystring: Type.Object(PAGE_QUERY),
        response: { 200: PROJECT_LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const filter = { assignedTo: userIdOf(request.params) };
      const page = await api.identity.projectList(callerOf(request), filter, pageOf(request.query, parseProjectId));
      return {
        projects: page.items.map((project) => renderProject(api, request, project)),
        ...listLinks(api, request, page.next),
      };
    },
  );
}
