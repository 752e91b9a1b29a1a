import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  CHUNK_ID_SIZE,
  chunkIds,
  chunkInstructions,
  CHUNK_SIZE,
  type ContentReader,
  type Images,
} from '../../../images/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { sendBytes } from '../../send-bytes.ts';
import { ERROR } from '../errors.ts';
import { BYTES, IMAGE_PARAMS, imageIdOf, OCTETS } from './image-params.ts';

/** Ids in one answer: 2 MiB, for 16 GiB of an image. */
const MAX_IDS = 65_536;
/** Chunks in one answer: 256 MiB, or less. */
const MAX_CHUNKS = 1024;
const MAX_NUMBER = 2 ** 32 - 1;

const TREE = Type.Object({
  root: Type.String({ description: 'Id of the tree: equal roots are equal content' }),
  size: Type.Integer({ description: 'Bytes' }),
  chunkSize: Type.Integer({ description: 'Bytes in every chunk but the last' }),
});
const FIRST = Type.Integer({ minimum: 0, maximum: MAX_NUMBER, description: 'Number of a chunk, counted from 0' });
const IDS_QUERY = Type.Object({
  first: FIRST,
  count: Type.Integer({ minimum: 1, maximum: MAX_IDS }),
});
const WANTED = Type.Object({
  runs: Type.Array(Type.Object({ first: FIRST, count: Type.Integer({ minimum: 1, maximum: MAX_CHUNKS }) }), {
    minItems: 1,
    maxItems: MAX_CHUNKS,
    description: `Chunks that are wanted, ${MAX_CHUNKS} in all at most; zeros among them are left out`,
  }),
  compress: Type.Optional(
    Type.Boolean({ default: true, description: 'Compress also what lies plain in the store: for slow lines' }),
  ),
});
const answer = (description: string) => ({
  200: { description, content: { [OCTETS]: { schema: BYTES } } },
  '4xx': ERROR,
});

const tags = ['blocks'];

/** Images by their chunks, for those who have some of them already. */
export function treeRoutes(scope: HttpServer, images: Images): void {
  const open = async (request: FastifyRequest, id: string): Promise<ContentReader> => {
    const { reader } = await images.dataOpen(callerOf(request), imageIdOf(id));
    if (!reader) throw new IngotError('conflict', `Image ${id} has no data yet.`);
    return reader;
  };

  scope.get(
    '/images/:id/tree',
    {
      schema: {
        tags,
        summary: 'Show what the data of an image is named by',
        params: IMAGE_PARAMS,
        response: { 200: TREE, '4xx': ERROR },
      },
    },
    async (request) => {
      const { root, size } = await open(request, request.params.id);
      return { root, size, chunkSize: CHUNK_SIZE };
    },
  );

  scope.get(
    '/images/:id/tree/ids',
    {
      schema: {
        tags,
        summary: 'List the ids of chunks of an image',
        description: 'The ids of consecutive chunks, 32 bytes each; 32 zero bytes stand for a chunk of zeros.',
        params: IMAGE_PARAMS,
        querystring: IDS_QUERY,
        response: answer('As many ids as were asked for, or as there are'),
      },
    },
    async (request, reply) => {
      const reader = await open(request, request.params.id);
      const { first, count } = request.query;
      const available = Math.max(0, Math.min(count, Math.ceil(reader.size / CHUNK_SIZE) - first));
      reply.type(OCTETS).header('content-length', available * CHUNK_ID_SIZE);
      if (available === 0) return await reply.send();
      await sendBytes(reply, async (sink) => {
        for await (const ids of chunkIds(reader, first, available)) await sink([ids]);
      });
      return reply;
    },
  );

  scope.post(
    '/images/:id/tree/chunks',
    {
      config: { unaudited: true },
      schema: {
        tags,
        summary: 'Fetch chunks of an image',
        description:
          'The answer is a series of chunks in the order in which they were asked for, each with its id, plain or as a ' +
          'zstd frame, in the format of the parts of a push.',
        params: IMAGE_PARAMS,
        body: WANTED,
        response: answer('The chunks'),
      },
    },
    async (request, reply) => {
      const reader = await open(request, request.params.id);
      const { runs, compress = true } = request.body;
      const total = runs.reduce((sum, { count }) => sum + count, 0);
      if (total > MAX_CHUNKS) throw new IngotError('invalid', `At most ${MAX_CHUNKS} chunks can be fetched at once.`);
      reply.type(OCTETS);
      await sendBytes(reply, async (sink, signal) => {
        for await (const pieces of chunkInstructions(reader, runs, compress)) {
          signal.throwIfAborted();
          await sink(pieces);
        }
      });
      return reply;
    },
  );
}
