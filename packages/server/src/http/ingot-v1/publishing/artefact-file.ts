import { Type } from 'typebox';
import type { DesktopImages } from '../../../publishing/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { sendBytes } from '../../send-bytes.ts';
import { BYTES, OCTETS } from '../blocks/image-params.ts';
import { describeFile } from '../described-file.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { ID_PARAMS, wantedPoolOf } from './params.ts';

const QUERY = Type.Object({
  pool: Type.Optional(Type.String({ description: 'The one that it was published to unless given' })),
});
const FILE = {
  200: { description: 'The whole file', content: { [OCTETS]: { schema: BYTES } } },
  206: { description: 'The bytes of the range', content: { [OCTETS]: { schema: BYTES } } },
  '4xx': ERROR,
};

const tags = ['publishing'];
const path = '/desktop-images/:id/file';

/** Files of desktop images, as they lie in their pools. */
export function artefactFileRoutes(scope: HttpServer, desktopImages: DesktopImages): void {
  scope.head(path, { schema: { tags, hide: true, params: ID_PARAMS, querystring: QUERY } }, async (request, reply) => {
    const { params, query } = request;
    const pool = query.pool === undefined ? null : wantedPoolOf(query.pool);
    const file = await desktopImages.desktopImageOpen(callerOf(request), imageIdOf(params.id), pool);
    await file.close();
    describeFile(request, reply, { ...file, tag: file.sha256 });
    return await reply.send();
  });

  scope.get(
    path,
    {
      schema: {
        tags,
        summary: 'Download the file of a desktop image, or one range of it',
        description:
          '`Repr-Digest` has the SHA-256 of the whole file, and `ETag` names its bytes, so a download that broke goes on ' +
          'with `Range` and `If-Range`.',
        params: ID_PARAMS,
        querystring: QUERY,
        response: FILE,
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const pool = query.pool === undefined ? null : wantedPoolOf(query.pool);
      const file = await desktopImages.desktopImageOpen(callerOf(request), imageIdOf(params.id), pool);
      try {
        const wanted = describeFile(request, reply, { ...file, tag: file.sha256 });
        await sendBytes(reply, (sink, signal) => file.send(sink, { ...wanted, signal }));
        return reply;
      } finally {
        await file.close();
      }
    },
  );
}
