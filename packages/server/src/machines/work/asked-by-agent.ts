import type { Machine } from '../machine.ts';
import type { MachineContext } from '../machine-context.ts';

/**
 * Whether a guest is asked by its agent: its image says that it has one, or one listens. Many who install it by hand never
 * say so, and not every guest heeds the power button.
 */
export async function isAskedByAgent(
  { hypervisor }: Pick<MachineContext, 'hypervisor'>,
  { id, guestAgent }: Pick<Machine, 'id' | 'guestAgent'>,
): Promise<boolean> {
  return guestAgent || (await hypervisor.agentListens(id));
}
