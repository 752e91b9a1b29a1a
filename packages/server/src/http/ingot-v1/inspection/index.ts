import type { Inspections } from '../../../inspection/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { imageDiffRoutes } from './image-diffs.ts';
import { policyRoutes } from './policy.ts';
import { profileRoutes } from './profiles.ts';
import { reportRoutes } from './reports.ts';

/** What is on the disks of images, and what is asked of it. A resource of Ingot's own API. */
export function inspectionRoutes(inspections: Inspections): (scope: HttpServer) => void {
  return (scope) => {
    profileRoutes(scope, inspections);
    reportRoutes(scope, inspections);
    imageDiffRoutes(scope, inspections);
    policyRoutes(scope, inspections);
  };
}
