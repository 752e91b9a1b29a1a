import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, REFUSALS } from './documented-answers.ts';
import { listLinks } from './page-query.ts';
import { USER_PARAMS } from './users.ts';

const NONE = listOf({ groups: Type.Array(Type.Object({}), { maxItems: 0 }) });
const PARAMS = Type.Object({ group_id: Type.String() });

/** There are no groups; clients that look for one find none, instead of failing. */
export function groupRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  scope.get(
    '/groups',
    { schema: { tags, summary: 'List groups: there are none', response: { 200: NONE, ...REFUSALS } } },
    async (request) => ({ groups: [], ...listLinks(api, request, null) }),
  );
  scope.get(
    '/groups/:group_id',
    { schema: { tags, summary: 'Show a group: there are none', params: PARAMS, response: REFUSALS } },
    async (request) => {
      throw new IngotError('not-found', `Could not find group: ${request.params.group_id}.`);
    },
  );
  scope.get(
    '/users/:user_id/groups',
    {
      schema: {
        tags,
        summary: 'List the groups of a user: there are none',
        params: USER_PARAMS,
        response: { 200: NONE, ...REFUSALS },
      },
    },
    async (request) => ({ groups: [], ...listLinks(api, request, null) }),
  );
}
