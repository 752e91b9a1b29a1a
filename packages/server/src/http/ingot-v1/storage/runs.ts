import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import { RUN_KINDS, type Storage } from '../../../storage/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { renderRun, RUN, RUN_REQUEST } from './run-schema.ts';

const PAGE = Type.Object({
  runs: Type.Array(RUN),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const PAGE_QUERY = Type.Object({
  kind: Type.Optional(Type.Enum(RUN_KINDS)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 20 })),
  marker: Type.Optional(Type.String({ description: 'Last run of the page before' })),
});
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the run, a UUID' }) });

const tags = ['store'];
const refusals = { '4xx': ERROR };

/** Maintenance of the chunk store: started, watched, cancelled by administrators. */
export function runRoutes(scope: HttpServer, storage: Storage): void {
  scope.post(
    '/store/runs',
    {
      schema: {
        tags,
        summary: 'Start maintenance of the store',
        body: RUN_REQUEST,
        response: { 202: RUN, ...refusals },
      },
    },
    async (request, reply) => {
      const run = await storage.runStart(callerOf(request), request.body);
      return await reply.code(202).send(renderRun(run));
    },
  );

  scope.get(
    '/store/runs',
    {
      schema: {
        tags,
        summary: 'List recent runs of maintenance, newest first',
        querystring: PAGE_QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const { kind, marker, limit = 20 } = request.query;
      const page = await storage.runList(callerOf(request), {
        limit,
        ...(kind !== undefined && { kind }),
        ...(marker !== undefined && { marker: markerOf(marker) }),
      });
      const last = page.more ? page.items.at(-1) : undefined;
      return { runs: page.items.map(renderRun), nextMarker: last?.id ?? null };
    },
  );

  scope.get(
    '/store/runs/:id',
    {
      schema: {
        tags,
        summary: 'Show how a run of maintenance goes, or has gone',
        params: PARAMS,
        response: { 200: RUN, ...refusals },
      },
    },
    async (request) => renderRun(await storage.runGet(callerOf(request), runIdOf(request.params.id))),
  );

  scope.post(
    '/store/runs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'End a run of maintenance soon; what it has done stays done',
        params: PARAMS,
        response: { 202: RUN, ...refusals },
      },
    },
    async (request, reply) => {
      const run = await storage.runCancel(callerOf(request), runIdOf(request.params.id));
      return await reply.code(202).send(renderRun(run));
    },
  );
}

/** Where the id can be of no run the answer is that of an id that is of none, after the question who asks. */
function runIdOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No run of maintenance found with ID ${text}.`);
  return id;
}

function markerOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of a run.`);
  return id;
}
