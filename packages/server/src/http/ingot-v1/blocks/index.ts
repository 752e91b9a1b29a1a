import type { Images } from '../../../images/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { pushRoutes } from './push.ts';
import { treeRoutes } from './tree.ts';

/**
 * Images by their chunks, for those who have some of them already: pushed in parts that bring what is missing, and
 * pulled chunk by chunk. A resource of Ingot's own API. The bytes are those of `chunk-store/src/wire`.
 */
export function blockRoutes(images: Images): (scope: HttpServer) => void {
  return (scope) => {
    pushRoutes(scope, images);
    treeRoutes(scope, images);
  };
}
