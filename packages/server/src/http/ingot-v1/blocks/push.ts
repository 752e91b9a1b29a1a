import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { parseTreeRoot, PART_GRID, PART_MAX, type Images, type Push, type TreeRoot } from '../../../images/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { incomingBytes, requireOctetStream } from '../../incoming-bytes.ts';
import { ERROR } from '../errors.ts';
import { BYTES, IMAGE_PARAMS, imageIdOf, OCTETS } from './image-params.ts';

const BYTE_COUNT = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const PUSH = Type.Object({
  size: Type.Integer({ description: 'Of the image, in bytes' }),
  received: Type.Integer({ description: 'Bytes that parts have been taken for' }),
  missing: Type.Array(Type.Object({ offset: Type.Integer(), length: Type.Integer() }), {
    description: 'The first thousand stretches that have not come, in order',
  }),
  partGrid: Type.Integer({ description: 'A part begins at a multiple of it, and ends at one or with the image' }),
  partMax: Type.Integer({ description: 'The most bytes of the image that one part covers' }),
  expiresAt: Type.String({ format: 'date-time', description: 'When it is given up, unless a part comes before' }),
});
const NEW_PUSH = Type.Object({ size: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const FINISH = Type.Object({
  root: Type.Optional(
    Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Root of the tree that the parts have to add up to' }),
  ),
});
const FINISHED = Type.Object({ id: Type.String(), status: Type.String(), size: Type.Integer() });
const PART_PARAMS = Type.Object({ ...IMAGE_PARAMS.properties, start: BYTE_COUNT });
const PART_QUERY = Type.Object({
  source: Type.Optional(
    Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 16 })], {
      description: 'Images that the part copies from, by number from 0; given again for each',
    }),
  ),
});
const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

const tags = ['blocks'];
const refusals = { '4xx': ERROR };
const path = '/images/:id/push';

/** Images that come in parts, each with those chunks only that no image has that the sender may read. */
export function pushRoutes(scope: HttpServer, images: Images): void {
  scope.post(
    path,
    {
      schema: {
        tags,
        summary: 'Begin to push the data of a queued image, or go on',
        params: IMAGE_PARAMS,
        body: NEW_PUSH,
        response: { 200: PUSH, ...refusals },
      },
    },
    async (request) =>
      renderPush(await images.pushBegin(callerOf(request), imageIdOf(request.params.id), request.body.size)),
  );

  scope.get(
    path,
    {
      schema: {
        tags,
        summary: 'Show what is missing of a push',
        params: IMAGE_PARAMS,
        response: { 200: PUSH, ...refusals },
      },
    },
    async (request) => renderPush(await images.pushGet(callerOf(request), imageIdOf(request.params.id))),
  );

  scope.put(
    `${path}/parts/:start`,
    {
      // Thousands make one push, whose end is a change.
      config: { unaudited: true },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      onRequest: async ({ headers }: FastifyRequest) => requireOctetStream(headers),
      schema: {
        tags,
        summary: 'Send a part of a push',
        description:
          'The body is a series of instructions: zeros, chunks to copy from the named sources by their place in them, ' +
          'and chunks that come along, each with the SHA-256 of its plain bytes, plain or as a zstd frame. A part is ' +
          'taken as a whole or not at all, and 409 says that some of it has come before.',
        params: PART_PARAMS,
        querystring: PART_QUERY,
        consumes: [OCTETS],
        body: BYTES,
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, start } = request.params;
      const sources = [request.query.source ?? []].flat().map(imageIdOf);
      await images.pushPart(callerOf(request), imageIdOf(id), { start, sources, ...incomingBytes(request) });
      return await reply.code(204).send();
    },
  );

  scope.post(
    `${path}/finish`,
    {
      schema: {
        tags,
        summary: 'Make the image active with what was pushed',
        params: IMAGE_PARAMS,
        body: FINISH,
        response: { 200: FINISHED, ...refusals },
      },
    },
    async (request) => {
      const image = await images.pushFinish(callerOf(request), imageIdOf(request.params.id), rootOf(request.body.root));
      const { state } = image;
      return { id: image.id, status: state.status, size: 'content' in state ? state.content.size : 0 };
    },
  );

  scope.delete(
    path,
    {
      schema: {
        tags,
        summary: 'Give a push up, with all that has come',
        params: IMAGE_PARAMS,
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      await images.pushCancel(callerOf(request), imageIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );
}

function renderPush({ size, received, missing, expiresAt }: Push) {
  const at = new Date(expiresAt).toISOString();
  return { size, received, missing: [...missing], partGrid: PART_GRID, partMax: PART_MAX, expiresAt: at };
}

function rootOf(text: string | undefined): TreeRoot | null {
  if (text === undefined) return null;
  const root = parseTreeRoot(text);
  if (root === null) throw new IngotError('invalid', `${text} is no root of a tree.`);
  return root;
}
