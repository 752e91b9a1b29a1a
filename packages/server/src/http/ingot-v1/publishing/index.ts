import type { Publishing } from '../../../publishing/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { artefactFileRoutes } from './artefact-file.ts';
import { desktopImageRoutes } from './desktop-images.ts';
import { poolRoutes } from './pools.ts';
import { publicationRoutes } from './publications.ts';

/** Image pools, desktop images and publications. A resource of Ingot's own API. */
export function publishingRoutes(publishing: Publishing): (scope: HttpServer) => void {
  return (scope) => {
    poolRoutes(scope, publishing);
    desktopImageRoutes(scope, publishing);
    artefactFileRoutes(scope, publishing);
    publicationRoutes(scope, publishing);
  };
}
