import { IngotError } from '../kernel/errors.ts';
import { findChangeableMachine, findMachine } from './machine-access.ts';
import { requireMachineCan } from './machine-actions.ts';
import type { MachineContext } from './machine-context.ts';
import type { Machine } from './machine.ts';
import type { Machines } from './machines.ts';

type Screen = Pick<Machines, 'machineScreenshot' | 'machineScreen' | 'machineSerialLog'>;

/** What a guest shows of itself, by the process that runs it. */
export function screenOperations({ store, hypervisor, host }: MachineContext): Screen {
  const requireHere = (machine: Machine): void => {
    if (machine.host === host) return;
    throw new IngotError('unavailable', `Machine ${machine.id} runs on host ${machine.host}; ask the service there.`);
  };
  return {
    machineScreenshot: async (caller, id) => {
      const machine = await findMachine(store, caller, id);
      requireMachineCan('screen', machine);
      requireHere(machine);
      return hypervisor.screenshot(id);
    },
    machineScreen: async (caller, id) => {
      const machine = await findChangeableMachine(store, caller, id);
      requireMachineCan('screen', machine);
      requireHere(machine);
      return { socket: await hypervisor.screen(id) };
    },
    machineSerialLog: async (caller, id, bytes) => {
      const machine = await findMachine(store, caller, id);
      requireHere(machine);
      return hypervisor.serialLog(id, bytes);
    },
  };
}
