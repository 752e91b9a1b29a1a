import { ASKED_FOR_MENDS, MENDS } from '@ingot/inspector';
import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import type { Preparations } from '../../../preparation/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { PREPARATION, renderPreparation } from './preparation-schema.ts';

const IMAGE = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the preparation, a UUID' }) });
const ORDER = Type.Object(
  {
    name: Type.Optional(Type.String({ description: 'Of the copy; that of the image unless given' })),
    keep: Type.Optional(Type.Array(Type.Enum(MENDS), { maxItems: 64, description: 'What is left as it is' })),
    also: Type.Optional(
      Type.Array(Type.Enum(ASKED_FOR_MENDS), { maxItems: 64, description: 'What is mended only when it is named' }),
    ),
    profiles: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        minItems: 1,
        maxItems: 32,
        description: 'By which the copy is judged; all unless given',
      }),
    ),
    trial: Type.Optional(Type.Boolean({ description: 'Only tells what would be done; no image is made' })),
  },
  { additionalProperties: false },
);

const tags = ['inspection'];
const refusals = { '4xx': ERROR };

/** Corrected copies of images. A resource of Ingot's own API. */
export function preparationRoutes(preparations: Preparations): (scope: HttpServer) => void {
  return (scope) => {
    scope.post(
      '/images/:id/prepare',
      {
        schema: {
          tags,
          summary: 'Make a corrected copy of a Linux image, fit to be cloned',
          params: IMAGE,
          body: ORDER,
          response: { 202: PREPARATION, ...refusals },
        },
      },
      async (request, reply) => {
        const { name, keep = [], also = [], profiles = null, trial = false } = request.body;
        const wanted = { ...(name !== undefined && { name }), keep, also, profiles, trial };
        const id = imageIdOf(request.params.id);
        const preparation = await preparations.preparationRequest(callerOf(request), id, wanted);
        return await reply.code(202).send(renderPreparation({ preparation, progress: '' }));
      },
    );

    scope.get(
      '/preparations/:id',
      {
        schema: {
          tags,
          summary: 'Show how far a preparation is, and what it has changed',
          params: PARAMS,
          response: { 200: PREPARATION, ...refusals },
        },
      },
      async (request) =>
        renderPreparation(await preparations.preparationGet(callerOf(request), preparationIdOf(request.params.id))),
    );

    scope.post(
      '/preparations/:id/cancel',
      {
        schema: {
          tags,
          summary: 'End a preparation that is not done, soon',
          params: PARAMS,
          response: { 202: PREPARATION, ...refusals },
        },
      },
      async (request, reply) => {
        const id = preparationIdOf(request.params.id);
        const preparation = await preparations.preparationCancel(callerOf(request), id);
        return await reply.code(202).send(renderPreparation({ preparation, progress: '' }));
      },
    );
  };
}

function preparationIdOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No preparation found with ID ${text}.`);
  return id;
}
