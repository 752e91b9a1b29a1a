import { Type } from 'typebox';
import { encodeAuditPlace, parseAuditPlace, type AuditEntry, type AuditLog } from '../../../audit/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, parseUserId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const NAMED = (description: string) =>
  Type.Union([Type.Object({ id: Type.String(), name: Type.Union([Type.String(), Type.Null()]) }), Type.Null()], {
    description,
  });
const ENTRY = Type.Object({
  requestId: Type.String({ description: 'As in the header x-openstack-request-id of the answer' }),
  at: Type.String({ format: 'date-time', description: 'When it was answered' }),
  method: Type.String(),
  route: Type.String({ description: 'Pattern of the path' }),
  path: Type.String({ description: 'Without the query' }),
  action: Type.Union([Type.String(), Type.Null()], { description: 'Where one route serves many, as os-extend' }),
  resourceType: Type.String({ description: 'What it was about: a collection, such as images' }),
  resource: NAMED('Null where nothing was there yet, and nothing came of it'),
  status: Type.Integer({ description: 'Of the answer; a refusal is 400 or more' }),
  user: NAMED('Null where nobody could be named: a wrong password'),
  projectId: Type.Union([Type.String(), Type.Null()], { description: 'In which the user acted' }),
  remoteAddress: Type.String({ description: 'IP address' }),
});
const PAGE = Type.Object({
  entries: Type.Array(ENTRY),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const QUERY = Type.Object({
  project: Type.Optional(Type.String({ maxLength: 64, description: 'Id of a project' })),
  user: Type.Optional(Type.String({ maxLength: 64, description: 'Id of a user' })),
  resource: Type.Optional(Type.String({ maxLength: 255, description: 'Id of what it was about' })),
  failed: Type.Optional(Type.Boolean({ description: 'Refusals and failures only' })),
  since: Type.Optional(Type.String({ format: 'date-time', description: 'Not before' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ maxLength: 64, description: 'nextMarker of the page before' })),
});

/** The audit log: every request that changed something, or would have. */
export function auditRoutes(log: AuditLog): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/audit',
      {
        schema: {
          tags: ['ingot'],
          summary: 'List who changed what, the newest first',
          description: 'Of all projects to administrators, of their own to members.',
          querystring: QUERY,
          response: { 200: PAGE, '4xx': ERROR },
        },
      },
      async (request) => {
        const { project, user, resource, failed, since, until, limit = 100, marker } = request.query;
        const query = {
          ...(project !== undefined && { projectId: parseProjectId(project) ?? refuse('project', project) }),
          ...(user !== undefined && { userId: parseUserId(user) ?? refuse('user', user) }),
          ...(resource !== undefined && { resourceId: resource }),
          ...(failed !== undefined && { failed }),
          ...(since !== undefined && { since: timeOf(since) }),
          ...(until !== undefined && { until: timeOf(until) }),
          ...(marker !== undefined && { after: parseAuditPlace(marker) ?? refuse('marker', marker) }),
        };
        const { items, more } = await log.entryList(callerOf(request), query, limit);
        const last = more ? items.at(-1) : undefined;
        return { entries: items.map(render), nextMarker: last === undefined ? null : encodeAuditPlace(last) };
      },
    );
  };
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  return Number.isNaN(time) ? refuse('time', text) : time;
}

function refuse(name: string, value: string): never {
  throw new IngotError('invalid', `The ${name} ${value} cannot be one.`);
}

function render({ at, resourceId, resourceName, userId, userName, ...entry }: AuditEntry) {
  return {
    ...entry,
    at: new Date(at).toISOString(),
    resource: resourceId === null ? null : { id: resourceId, name: resourceName },
    user: userId === null ? null : { id: userId, name: userName },
  };
}
