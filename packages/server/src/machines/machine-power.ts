import { IngotError } from '../kernel/errors.ts';
import { beginWork } from './begin-work.ts';
import { findChangeableMachine } from './machine-access.ts';
import { requireMachineCan, type MachineAction } from './machine-actions.ts';
import type { MachineContext } from './machine-context.ts';
import type { Caller } from '../kernel/caller.ts';
import type { MachineId } from '../kernel/ids.ts';
import type { Machine, MachineState, MachineWork } from './machine.ts';
import type { Machines } from './machines.ts';

type Power = Pick<Machines, 'machineStart' | 'machineStop' | 'machineReboot' | 'machineDelete'>;

/** Switching machines on and off, and away. */
export function powerOperations(context: MachineContext): Power {
  const { store, hypervisor, wakeJobs } = context;
  const begin = async (
    caller: Caller,
    id: MachineId,
    action: MachineAction,
    state: (work: MachineWork) => MachineState,
  ): Promise<Machine> => {
    const begun = await store.transaction(async (tx) => {
      const machine = await findChangeableMachine(tx, caller, id);
      requireMachineCan(action, machine);
      return beginWork(context, tx, { machine, asker: caller.userId }, state);
    });
    wakeJobs();
    return begun;
  };
  return {
    machineStart: async (caller, id) => {
      const { problem } = await hypervisor.support();
      if (problem !== null) throw new IngotError('unavailable', problem);
      return begin(caller, id, 'start', (work) => ({ status: 'starting', ...work }));
    },
    machineStop: (caller, id, { off = false } = {}) => {
      const how = off ? 'turn-off' : 'shut-down';
      return begin(caller, id, how, (work) => ({ status: 'stopping', how, ...work }));
    },
    machineReboot: (caller, id, { hard = false } = {}) => {
      const how = hard ? 'hard' : 'soft';
      return begin(caller, id, `reboot-${how}`, (work) => ({ status: 'rebooting', how, ...work }));
    },
    machineDelete: async (caller, id, { keepDisks = false } = {}) => {
      await begin(caller, id, 'delete', (work) => ({ status: 'deleting', withDisks: !keepDisks, ...work }));
    },
  };
}
