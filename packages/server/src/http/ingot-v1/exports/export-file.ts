import { Type } from 'typebox';
import type { Exports } from '../../../exports/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { sendBytes } from '../../send-bytes.ts';
import { BYTES, IMAGE_PARAMS, imageIdOf, OCTETS } from '../blocks/image-params.ts';
import { describeFile } from '../described-file.ts';
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
