import { Type } from 'typebox';
import type { Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { NO_CONTENT } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';

const TAG_PARAMS = Type.Object({ ...IMAGE_PARAMS.properties, tag: Type.String() });

/** Single tags of an image; the whole set is an attribute of the image. */
export function tagRoutes(scope: HttpServer, images: Images): void {
  const path = '/images/:image_id/tags/:tag';

  scope.put(
    path,
    { schema: { tags: ['image'], summary: 'Add a tag', params: TAG_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await images.tagAdd(callerOf(request), imageIdOf(request.params), request.params.tag);
      return await reply.code(204).send();
    },
  );

  scope.delete(
    path,
    { schema: { tags: ['image'], summary: 'Remove a tag', params: TAG_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await images.tagRemove(callerOf(request), imageIdOf(request.params), request.params.tag);
      return await reply.code(204).send();
    },
  );
}
