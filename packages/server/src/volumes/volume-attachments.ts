import { randomUUID } from 'node:crypto';
import type { Caller } from '../kernel/caller.ts';
import type { VolumeId } from '../kernel/ids.ts';
import { requireNoMachineOfOurs } from './machine-disk-operations.ts';
import { findChangeableVolume } from './volume-access.ts';
import { requireVolumeCan, type VolumeAction } from './volume-actions.ts';
import { checkCharacters } from './volume-attributes.ts';
import type { VolumeContext } from './volume-context.ts';
import { requireUnread } from './volume-lifecycle.ts';
import type { Volume, VolumeAttachment, VolumeState } from './volume.ts';
import type { NewAttachment, Volumes } from './volumes.ts';

type Attachments = Pick<
  Volumes,
  'volumeReserve' | 'volumeUnreserve' | 'volumeAttach' | 'volumeBeginDetaching' | 'volumeRollDetaching' | 'volumeDetach'
>;

/** Handing volumes to machines and taking them back: what is said of it, while the machine itself opens the disk. */
export function attachmentOperations({ store, clock, settings }: VolumeContext): Attachments {
  /** @param next the state after the action, from the one before */
  const act = (
    caller: Caller,
    id: VolumeId,
    action: VolumeAction,
    next: (volume: Volume, now: number) => VolumeState,
  ): Promise<Volume> =>
    store.transaction(async (tx) => {
      const volume = await findChangeableVolume(tx, caller, id);
      requireVolumeCan(action, volume);
      if (action === 'detach' || action === 'begin-detaching') requireNoMachineOfOurs(volume);
      if (action === 'reserve' || action === 'attach') await requireUnread(tx, volume);
      const now = clock.now();
      const changed = { ...volume, state: next(volume, now), updatedAt: now };
      await tx.volumeWrite(changed, volume);
      return changed;
    });

  return {
    volumeReserve: async (caller, id) => {
      await act(caller, id, 'reserve', (_, now) => ({ status: 'attaching', deadline: now + settings.workDeadline }));
    },
    volumeUnreserve: async (caller, id) => {
      await act(caller, id, 'unreserve', () => ({ status: 'available' }));
    },
    volumeAttach: async (caller, id, wanted) => {
      checkAttachment(wanted);
      return act(caller, id, 'attach', (volume, now) => ({
        status: 'in-use',
        attachment: newAttachment(volume, wanted, now),
      }));
    },
    volumeBeginDetaching: async (caller, id) => {
      await act(caller, id, 'begin-detaching', (volume, now) => ({
        status: 'detaching',
        attachment: attachmentOf(volume),
        deadline: now + settings.workDeadline,
      }));
    },
    volumeRollDetaching: async (caller, id) => {
      await act(caller, id, 'roll-detaching', (volume) => ({ status: 'in-use', attachment: attachmentOf(volume) }));
    },
    volumeDetach: async (caller, id) => {
      await act(caller, id, 'detach', () => ({ status: 'available' }));
    },
  };
}

function checkAttachment({ machineId, hostName, device }: NewAttachment): void {
  for (const [what, text] of Object.entries({ machine: machineId, host: hostName, device })) {
    if (text !== null) checkCharacters(what, text);
  }
}

function newAttachment(
  { readOnly }: Volume,
  { machineId, hostName, device, mode }: NewAttachment,
  attachedAt: number,
): VolumeAttachment {
  return { id: randomUUID(), machineId, hostName, device, mode: readOnly ? 'ro' : (mode ?? 'rw'), attachedAt };
}

function attachmentOf({ state }: Volume): VolumeAttachment {
  if ('attachment' in state) return state.attachment;
  throw new Error(`a volume that is ${state.status} is attached to nothing`);
}
