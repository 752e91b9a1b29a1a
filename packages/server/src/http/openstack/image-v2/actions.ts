import type { Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { NO_CONTENT } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';

/** Taking an image out of use without deleting it, and back. */
export function actionRoutes(scope: HttpServer, images: Images): void {
  scope.post(
    '/images/:image_id/actions/deactivate',
    {
      schema: {
        tags: ['image'],
        summary: 'Forbid the download of an image',
        params: IMAGE_PARAMS,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await images.imageDeactivate(callerOf(request), imageIdOf(request.params));
      return await reply.code(204).send();
    },
  );

  scope.post(
    '/images/:image_id/actions/reactivate',
    {
      schema: {
        tags: ['image'],
        summary: 'Allow the download of an image again',
        params: IMAGE_PARAMS,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await images.imageReactivate(callerOf(request), imageIdOf(request.params));
      return await reply.code(204).send();
    },
  );
}
