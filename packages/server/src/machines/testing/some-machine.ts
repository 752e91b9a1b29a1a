import { parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
import { newImageId, newMachineId, newVolumeId, parseFlavorId, parseProjectId, parseUserId } from '../../kernel/ids.ts';
import type { Machine } from '../machine.ts';

export const PROJECT = given(parseProjectId('p1'));

/** A machine with two disks, a medium and shared software, but for what is said of it. */
export function someMachine(changes: Partial<Machine> = {}): Machine {
  return {
    id: newMachineId(),
    ownerId: PROJECT,
    userId: given(parseUserId('u1')),
    name: 'mother',
    description: null,
    flavor: { id: parseFlavorId('vdi-low'), name: 'low', vcpus: 2, memoryMib: 4096, diskGib: 40, model: 'C107V' },
    firmware: 'uefi',
    architecture: 'x86_64',
    imageType: 'voi',
    parentImageId: newImageId(),
    osType: 'windows',
    disks: [
      { volumeId: newVolumeId(), deleteWithMachine: true },
      { volumeId: newVolumeId(), deleteWithMachine: false },
    ],
    media: [{ imageId: newImageId(), root: treeRoot('a'), size: 4096 }],
    sharedSoftware: { imageId: newImageId(), root: treeRoot('b'), size: 512 },
    network: 'restricted',
    guestAgent: true,
    requireQuiesce: false,
    metadata: { purpose: 'office', 'the "other"': '' },
    key: { name: 'key', publicKey: 'ssh-ed25519 AAAA anna' },
    // Not text: it may be compressed.
    userData: Buffer.of(0x1f, 0x8b, 0x08, 0xff),
    configDrive: true,
    host: 'first',
    createdAt: 10,
    updatedAt: 20,
    state: { status: 'stopped' },
    ...changes,
  };
}

/** @param digit of hexadecimal, which it consists of. */
export function treeRoot(digit: string): TreeRoot {
  return given(parseTreeRoot(digit.repeat(64)));
}

function given<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('there is one');
  return value;
}
