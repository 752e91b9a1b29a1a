import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, newMachineId, newVolumeId, type ProjectId, type VolumeId } from '../kernel/ids.ts';
import { projectToFill } from '../kernel/project-owned.ts';
import type { NewVolume, Volume, VolumeSource } from '../volumes/index.ts';
import { beginWork } from './begin-work.ts';
import { checkMemory, imageFacts } from './image-facts.ts';
import { machineNotFound } from './machine-access.ts';
import { checkNetwork, checkNewMachine } from './machine-attributes.ts';
import type { MachineContext } from './machine-context.ts';
import { openMedium, shareMedia } from './machine-media.ts';
import { takeQuota, usageOf } from './machine-quota.ts';
import type { Machine, MachineDisk, MachineMedium } from './machine.ts';
import type { Machines, NewMachine, NewMachineDisk } from './machines.ts';

/**
 * Makes machines.
 *
 *   record with the ids of its disks ─► volumes ─► what their image says of the machine ─► job: attach them, start
 *
 * What the caller may not, or cannot, have is refused before there is a job, and then nothing is left. A death in between
 * leaves a machine that is in error past its deadline, and can be deleted with the volumes that there are.
 */
export function createOperation(context: MachineContext): Pick<Machines, 'machineCreate'> {
  const { store, hypervisor, settings, wakeJobs } = context;
  return {
    machineCreate: async (caller, wanted) => {
      const ownerId = projectToFill(caller, 'Machines');
      checkNewMachine(wanted);
      checkNetwork(wanted.network ?? 'restricted', settings.openNetwork);
      const { problem } = await hypervisor.support();
      if (problem !== null) throw new IngotError('unavailable', problem);
      const media = await Promise.all((wanted.media ?? []).map((id) => openMedium(context, caller, id)));
      const sharedSoftware = wanted.sharedSoftware ? await openMedium(context, caller, wanted.sharedSoftware) : null;
      const draft = newMachine(context, caller, ownerId, wanted, { media, sharedSoftware });
      await store.transaction(async (tx) => {
        await shareMedia(tx, sharedSoftware ? [...media, sharedSoftware] : media);
        for (const { volumeId } of draft.disks) await requireFree(tx.diskOwner(volumeId), volumeId);
        await tx.machineInsert(draft);
        await takeQuota(tx, ownerId, usageOf(draft));
      });
      try {
        const system = await makeDisks(context, caller, draft, wanted);
        const created = await store.transaction(async (tx) => {
          const machine = await tx.machineFind(draft.id);
          if (!machine) throw machineNotFound(draft.id);
          const facts = imageFacts(system);
          const complete: Machine = {
            ...machine,
            ...facts,
            firmware: wanted.firmware ?? facts.firmware,
            osType: wanted.osType === undefined ? facts.osType : wanted.osType,
          };
          return beginWork(context, tx, { machine: complete, asker: caller.userId }, (work) => ({
            status: 'creating',
            start: wanted.start ?? false,
            ...work,
          }));
        });
        wakeJobs();
        return created;
      } catch (error) {
        await undo(context, draft, wanted);
        throw error;
      }
    },
  };
}

async function requireFree(owner: Promise<string | null>, volumeId: VolumeId): Promise<void> {
  const machineId = await owner;
  if (machineId !== null) throw new IngotError('conflict', `Volume ${volumeId} is a disk of machine ${machineId}.`);
}

function newMachine(
  { clock, host, settings }: MachineContext,
  caller: Caller,
  ownerId: ProjectId,
  wanted: NewMachine,
  inDrives: { readonly media: readonly MachineMedium[]; readonly sharedSoftware: MachineMedium | null },
): Machine {
  const now = clock.now();
  return {
    id: wanted.id ?? newMachineId(),
    ownerId,
    userId: caller.userId,
    name: wanted.name,
    description: wanted.description ?? null,
    flavor: wanted.flavor,
    firmware: wanted.firmware ?? 'bios',
    architecture: 'x86_64',
    imageType: wanted.imageType ?? null,
    parentImageId: wanted.parentImageId ?? null,
    osType: wanted.osType ?? null,
    disks: wanted.disks.map(diskOf),
    ...inDrives,
    network: wanted.network ?? 'restricted',
    guestAgent: false,
    requireQuiesce: false,
    metadata: wanted.metadata ?? {},
    key: wanted.key ?? null,
    userData: wanted.userData ?? null,
    configDrive: wanted.configDrive === true || Boolean(wanted.key ?? wanted.userData),
    host,
    createdAt: now,
    updatedAt: now,
    // Of a job that there is not yet: past the deadline nobody works on it.
    state: { status: 'creating', start: false, task: newJobId(), deadline: now + settings.workDeadline },
  };
}

function diskOf(wanted: NewMachineDisk): MachineDisk {
  return 'volumeId' in wanted
    ? { volumeId: wanted.volumeId, deleteWithMachine: wanted.deleteWithMachine ?? false }
    : { volumeId: newVolumeId(), deleteWithMachine: wanted.deleteWithMachine ?? true };
}

/** @returns the system disk. */
async function makeDisks(
  context: MachineContext,
  caller: Caller,
  machine: Machine,
  wanted: NewMachine,
): Promise<Volume> {
  let system: Volume | null = null;
  for (const [place, disk] of wanted.disks.entries()) {
    const id = machine.disks[place]?.volumeId;
    if (id === undefined) throw new Error('every wanted disk has its volume');
    const volume =
      'volumeId' in disk
        ? await requireUsable(context, caller, machine, id)
        : await context.disks.create(caller, id, await newVolume(context, caller, wanted, place, disk));
    if (volume.host !== machine.host) {
      throw new IngotError('conflict', `The source of disk ${place + 1} is on another host than the machine would be.`);
    }
    if (place === 0) {
      checkMemory(volume, wanted.flavor.memoryMib);
      system = volume;
    }
  }
  if (!system) throw new Error('a machine has a system disk');
  return system;
}

/** @throws `not-found`, `conflict`. */
export async function requireUsable(
  { volumes }: Pick<MachineContext, 'volumes'>,
  caller: Caller,
  { id, ownerId, host }: Pick<Machine, 'id' | 'ownerId' | 'host'>,
  volumeId: VolumeId,
): Promise<Volume> {
  const volume = await volumes.volumeGet(caller, volumeId);
  if (volume.ownerId !== ownerId) {
    throw new IngotError('conflict', `Volume ${volumeId} is not of the project that machine ${id} is of.`);
  }
  if (volume.state.status !== 'available') {
    throw new IngotError(
      'conflict',
      `Volume ${volumeId} is ${volume.state.status}; a machine takes one that is available.`,
    );
  }
  if (volume.host !== host) {
    throw new IngotError('conflict', `Volume ${volumeId} is on another host than machine ${id}.`);
  }
  return volume;
}

async function newVolume(
  context: MachineContext,
  caller: Caller,
  { name, flavor }: NewMachine,
  place: number,
  disk: Extract<NewMachineDisk, { source: unknown }>,
): Promise<NewVolume> {
  const source = await resolve(context, caller, disk.source);
  const least = place === 0 && flavor.diskGib > 0 ? flavor.diskGib : undefined;
  const sizeGib = disk.sizeGib ?? least;
  return {
    name: `${name.slice(0, 240)} disk ${place + 1}`,
    source,
    ...(sizeGib !== undefined && { sizeGib }),
    ...(place === 0 && { bootable: true }),
  };
}

async function resolve(
  { familyLatest }: MachineContext,
  caller: Caller,
  source: Extract<NewMachineDisk, { source: unknown }>['source'],
): Promise<VolumeSource> {
  if (source.kind !== 'family') return source;
  const { project: projectId, family: name } = source;
  return { kind: 'image', imageId: (await familyLatest(caller, { projectId, name })).id };
}

/** Leaves nothing of a machine that could not be had: its disks may still be in the making. */
async function undo(context: MachineContext, draft: Machine, wanted: NewMachine): Promise<void> {
  const made = draft.disks.filter((_, place) => !('volumeId' in (wanted.disks[place] ?? {})));
  await context.store.transaction(async (tx) => {
    const machine = await tx.machineFind(draft.id);
    if (!machine) return;
    const disks = made.map(({ volumeId }) => ({ volumeId, deleteWithMachine: true }));
    const asked = { machine: { ...machine, disks }, asker: draft.userId };
    await beginWork(context, tx, asked, (work) => ({ status: 'deleting', withDisks: true, ...work }));
  });
  context.wakeJobs();
}
