import type { Clock } from '../../../kernel/clock.ts';
import type { Images } from '../../../images/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { familyRoutes } from './families.ts';
import { familyActionRoutes } from './family-actions.ts';
import { imageFactRoutes } from './image-facts.ts';
import { optimizationRoutes, type LayerReady } from './optimization.ts';

/** Families of images and what belongs to them. A resource of Ingot's own API. */
export function familyResource(images: Images, clock: Clock, isReady: LayerReady): (scope: HttpServer) => void {
  return (scope) => {
    familyRoutes(scope, images, clock);
    familyActionRoutes(scope, images, clock);
    imageFactRoutes(scope, images, clock);
    optimizationRoutes(scope, images, isReady);
  };
}
