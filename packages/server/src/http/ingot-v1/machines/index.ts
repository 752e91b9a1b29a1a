import type { HttpServer } from '../../http-server.ts';
import { machineActionRoutes } from './machine-actions.ts';
import type { MachineApi } from './machine-api.ts';
import { machineScreenRoutes } from './machine-screen.ts';
import { machineSnapshotRoutes } from './machine-snapshots.ts';
import { machineSupportRoutes } from './machine-support.ts';
import { machineRoutes } from './machines.ts';

/** Virtual machines. A resource of Ingot's own API. */
export function machineResource(api: MachineApi): (scope: HttpServer) => void {
  return (scope) => {
    machineRoutes(scope, api);
    machineActionRoutes(scope, api);
    machineScreenRoutes(scope, api);
    machineSnapshotRoutes(scope, api);
    machineSupportRoutes(scope, api);
  };
}
