import type { JobHandler } from '../jobs/index.ts';
import { createOperation } from './create-machine.ts';
import type { MachineContext } from './machine-context.ts';
import { hardwareOperations } from './machine-hardware.ts';
import { machineJobKind } from './machine-job.ts';
import { powerOperations } from './machine-power.ts';
import { publishingOperations } from './machine-publishing.ts';
import { recordOperations } from './machine-records.ts';
import { screenOperations } from './machine-screen.ts';
import { snapshotOperations } from './machine-snapshots.ts';
import type { MachinePublishing, Machines } from './machines.ts';
import { guestOperations, type MachineGuests } from './machine-guests.ts';
import { machineHandler } from './work/machine-handler.ts';
import { createMachineKeeping, type MachineKeeping } from './work/machine-keeping.ts';

export interface MachineService {
  readonly machines: Machines;
  readonly publishing: MachinePublishing;
  readonly machineGuests: MachineGuests;
  /** For the job runner of this host, whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: MachineKeeping;
}

/** Puts the domain together. */
export function createMachines(context: MachineContext): MachineService {
  return {
    machines: {
      ...createOperation(context),
      ...recordOperations(context),
      ...powerOperations(context),
      ...hardwareOperations(context),
      ...screenOperations(context),
      ...snapshotOperations(context),
    },
    publishing: publishingOperations(context),
    machineGuests: guestOperations(context),
    jobHandlers: { [machineJobKind(context.host)]: machineHandler(context) },
    work: createMachineKeeping(context),
  };
}
