import type { JobId } from '../../kernel/ids.ts';
import { IngotError } from '../../kernel/errors.ts';
import { endWork } from '../begin-work.ts';
import { hardwareOf } from '../hardware-of.ts';
import type { HardwareDisk } from '../hypervisor.ts';
import type { MachineContext } from '../machine-context.ts';
import type { Machine } from '../machine.ts';

/** Starts a guest, unless it runs already, and says so. What nobody waits for any more is not left running. */
export async function startGuest(context: MachineContext, machine: Machine, task: JobId): Promise<void> {
  const { hypervisor, clock } = context;
  await hypervisor.start(hardwareOf(context, machine, await disksOf(context, machine)));
  const started = await endWork(context, machine.id, task, () => ({ status: 'running', since: clock.now() }));
  if (!started) await hypervisor.turnOff(machine.id);
}

/** @throws `conflict` for a disk that is not the machine's. */
async function disksOf({ disks }: MachineContext, machine: Machine): Promise<HardwareDisk[]> {
  const found: HardwareDisk[] = [];
  for (const { volumeId } of machine.disks) {
    const volume = await disks.settled(volumeId, AbortSignal.timeout(PATIENCE));
    const isOurs = volume?.state.status === 'in-use' && volume.state.attachment.machineId === machine.id;
    if (!isOurs) {
      const status = volume?.state.status ?? 'gone';
      throw new IngotError(
        'conflict',
        `The disk ${volumeId} of machine ${machine.id} is not attached to it: it is ${status}.`,
      );
    }
    found.push({ volumeId, path: disks.path(volumeId), readOnly: volume.state.attachment.mode === 'ro' });
  }
  return found;
}

/** Milliseconds; a volume that is attached is worked on by nobody. */
const PATIENCE = 5000;
