import type { Images } from '../../../images/index.ts';
import { requireCaller, type Authenticator } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { refuseOtherMethods } from '../../method-not-allowed.ts';
import { acceptJsonBodies } from '../json-body.ts';
import { NOTHING_THERE, refuseTrailingSlash } from '../request-url.ts';
import { actionRoutes } from './actions.ts';
import { answerErrors, sendError } from './error-handler.ts';
import { imageDataRoutes } from './image-data.ts';
import { imageRecordRoutes } from './image-records.ts';
import { importRoutes } from './import.ts';
import { infoRoutes } from './info.ts';
import { memberRoutes } from './members.ts';
import { notServedRoutes } from './not-served.ts';
import { schemaRoutes } from './schemas.ts';
import { tagRoutes } from './tags.ts';
import { taskRoutes } from './tasks.ts';
import { VERSION_SEGMENT, versionRoutes } from './versions.ts';

export interface ImageV2Options {
  readonly images: Images;
  readonly authenticator: Authenticator;
  /** The setting `public-url`. */
  readonly publicUrl: string;
  /** Where clients get their tokens, `/v3` included, when that is not this service. */
  readonly keystoneUrl?: string;
  /** Of the product. */
  readonly version: string;
  /** Further resources of this API, such as metadefs; each adds its routes, without `/v2`, to the scope it is given. */
  readonly resources?: readonly ((scope: HttpServer) => void)[];
}

/**
 * The OpenStack Image API v2. Register it once for every prefix under which a service catalog may have it:
 *
 *     await app.register(imageV2(options));
 *     await app.register(imageV2(options), { prefix: '/image' });
 */
export function imageV2(options: ImageV2Options): (mount: HttpServer) => Promise<void> {
  return async (mount) => {
    versionRoutes(mount, options);
    await mount.register(async (scope: HttpServer) => versionTwo(scope, options), { prefix: '/v2' });
    await mount.register(
      async (scope: HttpServer) => {
        scope.addHook('onRoute', (route) => {
          route.schema = { ...route.schema, hide: true };
        });
        versionTwo(scope, options);
      },
      { prefix: VERSION_SEGMENT },
    );
  };
}

function versionTwo(scope: HttpServer, options: ImageV2Options): void {
  const { images, publicUrl } = options;
  acceptJsonBodies(scope);
  answerErrors(scope, options);
  scope.addHook('onRequest', requireCaller(options.authenticator));
  scope.addHook('onRequest', refuseTrailingSlash);
  scope.setNotFoundHandler((request, reply) => sendError(request, reply, 404, NOTHING_THERE));
  // Schemas describe requests for people and generated clients. What is refused, and how, is this API's own business:
  // its words and its order (403 before 404, 415 before 400) are not those of a validator.
  scope.setValidatorCompiler(() => () => true);
  const refuseTheRest = refuseOtherMethods(
    scope,
    (request, reply, message) => void sendError(request, reply, 405, message),
  );
  imageRecordRoutes(scope, images, publicUrl);
  imageDataRoutes(scope, images);
  importRoutes(scope, images);
  memberRoutes(scope, images);
  tagRoutes(scope, images);
  actionRoutes(scope, images);
  taskRoutes(scope, images);
  infoRoutes(scope, images);
  schemaRoutes(scope);
  notServedRoutes(scope);
  for (const resource of options.resources ?? []) resource(scope);
  refuseTheRest();
}
