import type { Exports } from '../../../exports/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { exportFileRoutes } from './export-file.ts';
import { preparedExportRoutes } from './prepared-exports.ts';

/** The disks of images as files of any format. A resource of Ingot's own API. */
export function exportRoutes(exports: Exports): (scope: HttpServer) => void {
  return (scope) => {
    exportFileRoutes(scope, exports);
    preparedExportRoutes(scope, exports);
  };
}
