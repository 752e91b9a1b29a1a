import { Type } from 'typebox';
import { JOB_TOPICS, type JobStatus } from '../../../jobs/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import type { Operation, Operations } from '../../../operations/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const STATUSES = ['waiting', 'running', 'succeeded', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
/** What a list can be narrowed to, beside one status. */
const ACTIVE = 'active';

const OBSTACLE = Type.Union([Type.String(), Type.Null()]);
const DATE_TIME = Type.String({ format: 'date-time' });
const OPERATION = Type.Object({
  id: Type.String({ description: 'A UUID' }),
  action: Type.String({ description: 'What is done, such as import' }),
  topic: Type.String({ enum: [...JOB_TOPICS] }),
  subject: Type.Object(
    { id: Type.String(), name: Type.Union([Type.String(), Type.Null()]) },
    { description: 'What it is done to; without a name where that has none, or is gone' },
  ),
  status: Type.String({ enum: STATUSES }),
  message: Type.String({ description: 'How far it has come, how it ended, or why it failed; may be empty' }),
  progress: Type.Union(
    [Type.Object({ done: Type.Integer(), total: Type.Union([Type.Integer(), Type.Null()]) }), Type.Null()],
    { description: 'Of its present step, in bytes; null where it is not known, as its total may be' },
  ),
  projectId: Type.Union([Type.String(), Type.Null()], { description: 'Null for the installation' }),
  user: Type.Union([Type.Object({ id: Type.String(), name: Type.Union([Type.String(), Type.Null()]) }), Type.Null()], {
    description: 'Who asked for it; null when nobody did',
  }),
  can: Type.Object(
    { cancel: Type.Boolean(), retry: Type.Boolean() },
    { description: 'What the caller may do with it' },
  ),
  obstacles: Type.Object({ cancel: OBSTACLE, retry: OBSTACLE }, { description: 'Why the caller may not do the rest' }),
  createdAt: DATE_TIME,
  updatedAt: DATE_TIME,
  finishedAt: Type.Union([DATE_TIME, Type.Null()]),
});
const PAGE = Type.Object({
  operations: Type.Array(OPERATION),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const QUERY = Type.Object({
  status: Type.Optional(Type.Enum([ACTIVE, ...STATUSES], { description: 'active for what waits or runs' })),
  subject: Type.Optional(Type.String({ maxLength: 64, description: 'Id of what it is done to' })),
  allProjects: Type.Optional(Type.Boolean({ description: 'For administrators' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last operation of the page before' })),
});
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the operation, a UUID' }) });
const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

const tags = ['ingot'];
const refusals = { '4xx': ERROR };

/** What goes on in the background, in one list. */
export function operationRoutes(operations: Operations): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/operations',
      {
        schema: {
          tags,
          summary: 'List what goes on, and what has ended not long ago, the newest first',
          querystring: QUERY,
          response: { 200: PAGE, ...refusals },
        },
      },
      async (request) => {
        const { status, subject, allProjects, limit = 50, marker } = request.query;
        const { items, more } = await operations.operationList(callerOf(request), {
          limit,
          ...(allProjects !== undefined && { allProjects }),
          ...(status !== undefined && { statuses: status === ACTIVE ? ['waiting', 'running'] : [status] }),
          ...(subject !== undefined && { subjectId: subject }),
          ...(marker !== undefined && { marker: markerOf(marker) }),
        });
        return { operations: items.map(render), nextMarker: more ? (items.at(-1)?.id ?? null) : null };
      },
    );

    scope.get(
      '/operations/:id',
      {
        schema: { tags, summary: 'Show how something goes', params: PARAMS, response: { 200: OPERATION, ...refusals } },
      },
      async (request) => render(await operations.operationGet(callerOf(request), idOf(request.params.id))),
    );

    scope.post(
      '/operations/:id/cancel',
      { schema: { tags, summary: 'End something soon', params: PARAMS, response: { 202: OPERATION, ...refusals } } },
      async (request, reply) => {
        const operation = await operations.operationCancel(callerOf(request), idOf(request.params.id));
        return await reply.code(202).send(render(operation));
      },
    );

    scope.post(
      '/operations/:id/retry',
      {
        schema: {
          tags,
          summary: 'Have done again what has failed or was cancelled',
          params: PARAMS,
          response: { 204: DONE, ...refusals },
        },
      },
      async (request, reply) => {
        await operations.operationRetry(callerOf(request), idOf(request.params.id));
        return await reply.code(204).send();
      },
    );
  };
}

function idOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No operation found with ID ${text}.`);
  return id;
}

function markerOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of an operation.`);
  return id;
}

function render({ createdAt, updatedAt, finishedAt, ...operation }: Operation) {
  return {
    ...operation,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
