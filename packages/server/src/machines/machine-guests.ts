import type { MachineId } from '../kernel/ids.ts';
import type { MachineEnd } from './hypervisor.ts';
import type { MachineContext } from './machine-context.ts';
import type { GuestControl } from './trial/guest-control.ts';

/**
 * What is done inside the guests of this host by those who build images: whoever is at the agent can do everything there, so
 * it is not for callers. Fails with `conflict` for a machine that is off.
 */
export interface MachineGuests {
  /** Of a machine that runs. */
  control(id: MachineId): Promise<GuestControl>;
  /** Has the agent restart the guest. Resolves when that has begun anew. */
  restart(id: MachineId, signal: AbortSignal): Promise<void>;
  /** Has the agent shut the guest down. Resolves when that was asked. */
  shutDown(id: MachineId, signal: AbortSignal): Promise<void>;
  /** Resolves when the guest does not run (any more). Rejects with the signal's reason. */
  ended(id: MachineId, signal: AbortSignal): Promise<MachineEnd>;
}

/** What those do inside guests who build images. */
export function guestOperations({ hypervisor }: Pick<MachineContext, 'hypervisor'>): MachineGuests {
  return {
    control: (id) => hypervisor.control(id),
    restart: (id, signal) => hypervisor.restart(id, 'agent', signal),
    shutDown: (id, signal) => hypervisor.shutDown(id, 'agent', signal),
    ended: (id, signal) => hypervisor.ended(id, signal),
  };
}
