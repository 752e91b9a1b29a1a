import { Type } from 'typebox';
import { MACHINE_ACTIONS, MACHINE_SNAPSHOT_ACTIONS } from '../../../machines/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import type { MachineApi } from './machine-api.ts';

const TABLE = Type.Record(Type.String(), Type.Array(Type.String()));
const ACTIONS = Type.Object({
  machine: Type.Unsafe<Readonly<Record<string, readonly string[]>>>(TABLE),
  snapshot: Type.Unsafe<Readonly<Record<string, readonly string[]>>>(TABLE),
});
const SUPPORT = Type.Object({
  problem: Type.Union([Type.String(), Type.Null()], {
    description: 'Why no machine can be run here; null when they can',
  }),
  acceleration: Type.Union([Type.Enum(['kvm', 'emulation']), Type.Null()], {
    description: 'Null while it is not known',
  }),
});

const tags = ['machines'];

/** What can be done with machines at all. */
export function machineSupportRoutes(scope: HttpServer, { machines }: MachineApi): void {
  scope.get(
    '/machine-actions',
    {
      config: { public: true },
      schema: { tags, summary: 'Show which action is legal in which status', response: { 200: ACTIONS, '4xx': ERROR } },
    },
    async () => ({ machine: MACHINE_ACTIONS, snapshot: MACHINE_SNAPSHOT_ACTIONS }),
  );

  scope.get(
    '/machine-support',
    { schema: { tags, summary: 'Show whether machines can be run here', response: { 200: SUPPORT, '4xx': ERROR } } },
    async () => machines.machineSupport(),
  );
}
