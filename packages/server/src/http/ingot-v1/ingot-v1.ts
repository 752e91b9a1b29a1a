import type { Images } from '../../images/index.ts';
import { requireCaller, type Authenticator } from '../authentication.ts';
import type { HttpServer } from '../http-server.ts';
import { aboutRoutes } from './about.ts';
import { answerErrors } from './errors.ts';
import { trashRoutes } from './trash.ts';

export interface IngotV1Options {
  readonly images: Images;
  readonly authenticator: Authenticator;
  /** Of the product. */
  readonly version: string;
  /** Routes of other domains that belong to this API. */
  readonly resources?: readonly ((scope: HttpServer) => void)[];
}

/**
 * Ingot's own API: what the Image API has no words for.
 *
 *     await app.register(ingotV1(options), { prefix: '/api/v1' });
 */
export function ingotV1({
  images,
  authenticator,
  version,
  resources = [],
}: IngotV1Options): (scope: HttpServer) => Promise<void> {
  return async (scope) => {
    answerErrors(scope);
    scope.addHook('onRequest', requireCaller(authenticator));
    aboutRoutes(scope, version);
    trashRoutes(scope, images);
    for (const routes of resources) routes(scope);
  };
}
