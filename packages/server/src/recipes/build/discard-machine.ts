import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../kernel/caller.ts';
import { hasCode } from '../../kernel/errors.ts';
import type { MachineId } from '../../kernel/ids.ts';
import type { BuildContext } from './build-context.ts';

/** Between two looks at a machine that is to go, in milliseconds. */
const LOOK_EVERY = 250;

/**
 * Deletes the machine of a build with its disks, whatever it is going through. May be repeated after an interruption
 * anywhere.
 *
 * @param patience milliseconds.
 * @returns whether it is gone.
 */
export async function discardMachine(
  { machines, machinePublishing }: Pick<BuildContext, 'machines' | 'machinePublishing'>,
  caller: Caller,
  id: MachineId,
  patience: number,
): Promise<boolean> {
  const deadline = performance.now() + patience;
  do {
    try {
      const { state } = await machines.machineGet(caller, id);
      if (state.status === 'publishing') {
        await machinePublishing.machineConsume(id, state.publicationId, caller.userId);
      } else if (state.status === 'running' || state.status === 'stopped' || state.status === 'error') {
        await machines.machineDelete(caller, id);
      }
    } catch (error) {
      if (hasCode(error, 'not-found')) return true;
      // Somebody has begun something with it meanwhile.
      if (!hasCode(error, 'conflict')) throw error;
    }
    await delay(LOOK_EVERY);
  } while (performance.now() < deadline);
  return false;
}
