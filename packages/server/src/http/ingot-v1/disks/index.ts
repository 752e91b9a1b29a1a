import type { Volumes } from '../../../volumes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { layerRoutes } from './layers.ts';
import { diskUsesRoutes } from './uses.ts';

/** What the Block Storage API has no words for. A resource of Ingot's own API. */
export function diskRoutes(volumes: Volumes): (scope: HttpServer) => void {
  return (scope) => {
    diskUsesRoutes(scope, volumes);
    layerRoutes(scope, volumes);
  };
}
