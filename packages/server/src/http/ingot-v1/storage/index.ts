import type { Storage } from '../../../storage/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { accountRoutes } from './accounts.ts';
import { integrityRoutes } from './integrity.ts';
import { runRoutes } from './runs.ts';

/** What administrators see of the chunk store, and do with it. A resource of Ingot's own API. */
export function storageRoutes(storage: Storage): (scope: HttpServer) => void {
  return (scope) => {
    runRoutes(scope, storage);
    integrityRoutes(scope, storage);
    accountRoutes(scope, storage);
  };
}
