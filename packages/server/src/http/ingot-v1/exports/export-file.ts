import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Exports, OpenedExport } from '../../../exports/index.ts';
import { hasCode, IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import { wantedRange, type ByteRange } from '../../byte-range.ts';
import type { HttpServer } from '../../http-server.ts';
import { sendBytes } from '../../send-bytes.ts';
import { BYTES, IMAGE_PARAMS, imageIdOf, OCTETS } from '../blocks/image-params.ts';
import { ERROR } from '../errors.ts';
import { FORMAT } from './export-schema.ts';

const QUERY = Type.Object({ format: FORMAT });
const FILE = {
  200: { description: 'The whole file', content: { [OCTETS]: { schema: BYTES } } },
  206: { description: 'The bytes of the range', content: { [OCTETS]: { schema: BYTES } } },
  '4xx': ERROR,
};
const SUM = {
  200: {
    description: 'As `sha256sum` writes it and `sha256sum --check` reads it',
    content: { 'text/plain': { schema: Type.String() } },
  },
  '4xx': ERROR,
};

const tags = ['exports'];
const path = '/images/:id/export';

/** Files of images. They pass through: what is not stored is made while it is sent. */
export function exportFileRoutes(scope: HttpServer, exports: Exports): void {
  scope.head(
    path,
    { schema: { tags, hide: true, params: IMAGE_PARAMS, querystring: QUERY } },
    async (request, reply) => {
      const { params, query } = request;
      describeFile(request, reply, await exports.exportOpen(callerOf(request), imageIdOf(params.id), query.format));
      return await reply.send();
    },
  );

  scope.get(
    path,
    {
      schema: {
        tags,
        summary: 'Download the disk of an image as a file of any format, or one range of it',
        description:
          'The size is known at once, ranges are served, and `ETag` names the bytes: the same image is the same file, ' +
          'so a download that broke goes on with `Range` and `If-Range`. 409 says that a file has to be prepared first.',
        params: IMAGE_PARAMS,
        querystring: QUERY,
        response: FILE,
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const file = await exports.exportOpen(callerOf(request), imageIdOf(params.id), query.format);
      const wanted = describeFile(request, reply, file);
      if (wanted.length === 0) return await reply.send();
      await sendBytes(reply, (sink, signal) => file.send(sink, { ...wanted, signal }));
      return reply;
    },
  );

  scope.get(
    `${path}/sha256`,
    {
      schema: {
        tags,
        summary: 'Show the SHA-256 of such a file',
        description: 'Once it was prepared; 409 before.',
        params: IMAGE_PARAMS,
        querystring: QUERY,
        response: SUM,
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const { sha256, name } = await exports.exportOpen(callerOf(request), imageIdOf(params.id), query.format);
      if (sha256 === null) {
        const how = `POST {"format": "${query.format}"} to /api/v1/images/${params.id}/exports and wait until it is ready.`;
        throw new IngotError('conflict', `Nobody has had the checksum made: ${how}`);
      }
      return await reply.type('text/plain; charset=utf-8').send(`${sha256}  ${name}\n`);
    },
  );
}

/** Sets the status and the headers of a download. @returns the bytes to send. */
function describeFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, size, tag, sha256 }: OpenedExport,
): ByteRange {
  const etag = `"${tag}"`;
  const range = rangeOf(request, reply, size, etag);
  const sent = range ?? { offset: 0, length: size };
  if (range)
    reply.code(206).header('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  reply.type(OCTETS).headers({
    'accept-ranges': 'bytes',
    'content-length': sent.length,
    'content-disposition': disposition(name),
    etag,
    // Of the whole file, also where a part of it is sent (RFC 9530).
    ...(sha256 !== null && { 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` }),
  });
  return sent;
}

/** Where the file is another one than the client has a part of, it gets all of it (RFC 9110, 13.1.5). */
function rangeOf({ headers }: FastifyRequest, reply: FastifyReply, size: number, etag: string): ByteRange | null {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return null;
  try {
    return wantedRange({ range: headers.range }, size);
  } catch (error) {
    if (hasCode(error, 'range-unsatisfiable')) reply.header('content-range', `bytes */${size}`);
    throw error;
  }
}

/** The name in ASCII for old clients, and as it is (RFC 6266, RFC 8187). */
function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
