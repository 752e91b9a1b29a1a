import { IngotError } from '../../kernel/errors.ts';
import type { JobRun } from '../../jobs/index.ts';
import { endWork } from '../begin-work.ts';
import { deviceName } from '../hardware-of.ts';
import type { MachineContext } from '../machine-context.ts';
import type { MachineWork, Machine } from '../machine.ts';
import { startGuest } from './start.saga.ts';

/** Waits for the disks of a machine, attaches them, and starts it if that was asked for. */
export async function createMachine(
  context: MachineContext,
  machine: Machine,
  { task, start }: MachineWork & { readonly start: boolean },
  run: JobRun,
): Promise<void> {
  const { disks } = context;
  for (const [place, { volumeId }] of machine.disks.entries()) {
    run.progress(`Disk ${place + 1} of ${machine.disks.length} is being made.`);
    const volume = await disks.settled(volumeId, run.signal);
    if (!volume) throw new IngotError('conflict', `Volume ${volumeId} was deleted before the machine had it.`);
    if (volume.state.status === 'error') {
      throw new IngotError('conflict', `Disk ${place + 1} could not be made. ${volume.state.failure}`);
    }
    await disks.attach(volumeId, { machineId: machine.id, device: deviceName(place) });
  }
  if (start) await startGuest(context, machine, task);
  else await endWork(context, machine.id, task, () => ({ status: 'stopped' }));
}
