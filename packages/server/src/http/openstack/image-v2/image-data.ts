import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { Type } from 'typebox';
import { hasCode } from '../../../kernel/errors.ts';
import type { Images, OpenedData } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { requireOctetStream } from '../../incoming-bytes.ts';
import { sendBytes } from '../../send-bytes.ts';
import { wantedRange, type ByteRange } from '../../byte-range.ts';
import { noBody, NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';
import { incomingUpload } from './incoming-upload.ts';
import { declaredSize } from './upload-headers.ts';

const OCTETS = 'application/octet-stream';
const BYTES = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });
const DOWNLOAD = {
  200: { description: 'All bytes', content: { [OCTETS]: { schema: BYTES } } },
  206: { description: 'The bytes of the range', content: { [OCTETS]: { schema: BYTES } } },
  204: noBody('The image has no data yet'),
  ...REFUSALS,
};

/** What can be refused by the headers is refused before a byte of the body is read. */
const UPLOAD = {
  bodyLimit: Number.MAX_SAFE_INTEGER,
  onRequest: async ({ headers }: FastifyRequest) => {
    requireOctetStream(headers);
    declaredSize(headers);
  },
} satisfies RouteShorthandOptions;

/** The bytes of images. They pass through: nothing here holds more of them than a stream's buffer. */
export function imageDataRoutes(scope: HttpServer, images: Images): void {
  const tags = ['image'];
  const path = '/images/:image_id/file';

  scope.put(
    path,
    {
      ...UPLOAD,
      schema: {
        tags,
        summary: 'Upload image data',
        params: IMAGE_PARAMS,
        consumes: [OCTETS],
        body: BYTES,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await images.dataUpload(callerOf(request), imageIdOf(request.params), incomingUpload(request));
      return await reply.code(204).send();
    },
  );

  scope.put(
    '/images/:image_id/stage',
    {
      ...UPLOAD,
      schema: {
        tags,
        summary: 'Upload image data to be imported',
        params: IMAGE_PARAMS,
        consumes: [OCTETS],
        body: BYTES,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await images.dataStage(callerOf(request), imageIdOf(request.params), incomingUpload(request));
      return await reply.code(204).send();
    },
  );

  // Tools that read images over HTTP in blocks ask first how many bytes there are.
  scope.head(path, { schema: { tags, hide: true, params: IMAGE_PARAMS } }, async (request, reply) => {
    describeData(request, reply, await images.dataOpen(callerOf(request), imageIdOf(request.params)));
    return await reply.send();
  });

  scope.get(
    path,
    { schema: { tags, summary: 'Download image data, or one range of it', params: IMAGE_PARAMS, response: DOWNLOAD } },
    async (request, reply) => {
      const data = await images.dataOpen(callerOf(request), imageIdOf(request.params));
      const wanted = describeData(request, reply, data);
      const { reader } = data;
      if (reader === null || wanted === null) return await reply.send();
      await sendBytes(reply, (sink, signal) => reader.send(sink, { ...wanted, signal }));
      return reply;
    },
  );
}

/**
 * Sets the status and the headers of a download.
 *
 * @returns the bytes to send; null when there are none, which 204 says of an image without data and 200 of an empty one.
 */
function describeData(request: FastifyRequest, reply: FastifyReply, { content }: OpenedData): ByteRange | null {
  if (content === null) {
    reply.code(204);
    return null;
  }
  const { size, checksums } = content;
  const range = rangeOf(request, reply, size);
  const sent = range ?? { offset: 0, length: size };
  if (range)
    reply.code(206).header('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  reply.type(OCTETS).headers({
    'accept-ranges': 'bytes',
    'content-length': sent.length,
    // Of the whole image, and in hex: what clients of this API have always compared with.
    ...(checksums && { 'content-md5': checksums.md5 }),
  });
  return sent.length > 0 ? sent : null;
}

function rangeOf(request: FastifyRequest, reply: FastifyReply, size: number): ByteRange | null {
  try {
    return wantedRange(request.headers, size);
  } catch (error) {
    if (hasCode(error, 'range-unsatisfiable')) reply.header('content-range', `bytes */${size}`);
    throw error;
  }
}
