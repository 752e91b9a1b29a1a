import type { Metadefs } from '../../../../metadefs/index.ts';
import type { HttpServer } from '../../../http-server.ts';
import { metadefSchemaRoutes } from './metadef-schemas.ts';
import { namespaceRoutes } from './namespaces.ts';
import { objectRoutes } from './objects.ts';
import { propertyRoutes } from './properties.ts';
import { resourceTypeRoutes } from './resource-types.ts';
import { metadefTagRoutes } from './tags.ts';

/** The metadata definitions of the Image API: a resource for `imageV2`. */
export function metadefRoutes({ metadefs }: { readonly metadefs: Metadefs }): (scope: HttpServer) => void {
  return (scope) => {
    resourceTypeRoutes(scope, metadefs);
    namespaceRoutes(scope, metadefs);
    propertyRoutes(scope, metadefs);
    objectRoutes(scope, metadefs);
    metadefTagRoutes(scope, metadefs);
    metadefSchemaRoutes(scope);
  };
}
