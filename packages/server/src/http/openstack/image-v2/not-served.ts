import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';

const ONE_STORE = 'Multi backend is not supported at this site: there is one store.';
const NO_CACHE = 'Caching via API is not supported at this site: every image is read from the store.';
const NO_LOCATIONS = 'Locations of images are not visible at this site.';

/** Parts of the Image API that depend on what an installation has, with what to say where it has not. */
const NOT_SERVED = [
  ['GET', '/info/stores', ONE_STORE],
  ['GET', '/info/stores/detail', ONE_STORE],
  ['DELETE', '/stores/:store_id/:image_id', ONE_STORE],
  ['GET', '/cache', NO_CACHE],
  ['DELETE', '/cache', NO_CACHE],
  ['PUT', '/cache/:image_id', NO_CACHE],
  ['DELETE', '/cache/:image_id', NO_CACHE],
  ['GET', '/cache/nodes/:image_id', NO_CACHE],
  ['POST', '/cache/clean', NO_CACHE],
  ['POST', '/cache/prune', NO_CACHE],
  ['GET', '/images/:image_id/locations', NO_LOCATIONS],
  ['POST', '/images/:image_id/locations', NO_LOCATIONS],
] as const;

/** They answer 404, as clients expect of a service that was set up without them. */
export function notServedRoutes(scope: HttpServer): void {
  for (const [method, url, reason] of NOT_SERVED) {
    scope.route({
      method,
      url,
      schema: { tags: ['image'], hide: true },
      handler: async () => {
        throw new IngotError('not-found', reason);
      },
    });
  }
}
