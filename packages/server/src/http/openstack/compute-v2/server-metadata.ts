import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { pairs } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import type { ComputeApi } from './api.ts';
import { METADATA, noBody, REFUSALS } from '../documented-answers.ts';
import { knownServer, SERVER_PARAMS } from './ids.ts';

const tags = ['compute'];
const ANSWER = Type.Object({ metadata: METADATA });
const response = { 200: ANSWER, ...REFUSALS };

/** The metadata of servers. */
export function serverMetadataRoutes(scope: HttpServer, { machines }: ComputeApi): void {
  scope.get(
    '/servers/:server_id/metadata',
    { schema: { tags, summary: 'Show the metadata of a server', params: SERVER_PARAMS, response } },
    async (request) => {
      const { metadata } = await machines.machineGet(callerOf(request), knownServer(request.params.server_id));
      return { metadata };
    },
  );

  for (const [method, summary] of [
    ['POST', 'Add to the metadata of a server'],
    ['PUT', 'Replace the metadata of a server'],
  ] as const) {
    scope.route({
      method,
      url: '/servers/:server_id/metadata',
      schema: { tags, summary, params: SERVER_PARAMS, body: ANSWER, response },
      handler: async (request) => {
        const wanted = pairs(jsonObject(request)['metadata'], 'metadata');
        const id = knownServer(request.params.server_id);
        const { metadata } = await machines.machineUpdate(callerOf(request), id, (before) => ({
          metadata: method === 'PUT' ? wanted : { ...before.metadata, ...wanted },
        }));
        return { metadata };
      },
    });
  }

  scope.delete(
    '/servers/:server_id/metadata/:key',
    {
      schema: {
        tags,
        summary: 'Remove a key from the metadata of a server',
        params: Type.Object({ ...SERVER_PARAMS.properties, key: Type.String() }),
        response: { 204: noBody('It is gone'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { server_id: server, key } = request.params;
      await machines.machineUpdate(callerOf(request), knownServer(server), ({ metadata }) => {
        if (!Object.hasOwn(metadata, key)) throw new IngotError('not-found', `There is no metadata ${key}.`);
        return { metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== key)) };
      });
      return await reply.code(204).send();
    },
  );
}
