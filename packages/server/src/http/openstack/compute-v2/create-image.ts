import { setTimeout } from 'node:timers/promises';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { ImageId, MachineId } from '../../../kernel/ids.ts';
import type { MachineSnapshot } from '../../../machines/index.ts';
import type { ComputeApi } from './api.ts';

/** Between two questions whether a snapshot is there, in milliseconds. */
const LOOK_INTERVAL = 100;

export interface ServerImage {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Makes an image of the system disk of a server, which may run: of a snapshot of the machine, which is deleted again. The
 * image is another pointer to the bytes of that, so that it is active when it is there.
 *
 * @throws IngotError `conflict` when the snapshot fails, with the reason.
 */
export async function createImage(
  { machines, volumes }: ComputeApi,
  caller: Caller,
  machineId: MachineId,
  { name, properties }: ServerImage,
): Promise<ImageId> {
  const begun = await machines.machineSnapshotCreate(caller, { machineId, name });
  const snapshot = await settled(machines, caller, begun);
  try {
    if (snapshot.state.status !== 'available') throw failed(snapshot);
    const [systemDisk] = snapshot.state.disks;
    if (!systemDisk) throw new IngotError('conflict', `Instance ${machineId} has no disk to make an image of.`);
    const image = await volumes.snapshotToImage(caller, systemDisk.snapshotId, { name, properties });
    return image.id;
  } finally {
    await machines.machineSnapshotDelete(caller, snapshot.id);
  }
}

/** It has a deadline in its domain, so that this is not for ever. */
async function settled(
  machines: ComputeApi['machines'],
  caller: Caller,
  begun: MachineSnapshot,
): Promise<MachineSnapshot> {
  let snapshot = begun;
  while (snapshot.state.status === 'creating') {
    await setTimeout(LOOK_INTERVAL);
    snapshot = await machines.machineSnapshotGet(caller, snapshot.id);
  }
  return snapshot;
}

function failed({ state }: MachineSnapshot): IngotError {
  const reason = state.status === 'error' ? state.reason : 'It is not there.';
  return new IngotError('conflict', `The snapshot that the image was to be made of has failed: ${reason}`);
}
