import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, newVolumeId, type JobId, type VolumeId } from '../kernel/ids.ts';
import { projectToFill } from '../kernel/project-owned.ts';
import { imageMetadataOf } from './image-metadata.ts';
import { findSnapshot, findVolume, snapshotNotFound } from './volume-access.ts';
import { availableSnapshot, requireVolumeCan } from './volume-actions.ts';
import { checkRevision, checkSize } from './volume-attributes.ts';
import type { VolumeContext } from './volume-context.ts';
import { volumeJob } from './volume-job.ts';
import { checkVolumeSize, takeQuota } from './volume-quota.ts';
import type { VolumeTransaction } from './volume-store.ts';
import { AVAILABILITY_ZONES, findVolumeType } from './volume-type.ts';
import { gibFor, type Volume, type VolumeSource } from './volume.ts';
import type { NewVolume, Volumes } from './volumes.ts';

/** What a source gives to the volume that is made from it. */
interface Origin extends Pick<Volume, 'base' | 'host' | 'bootable' | 'imageMetadata'> {
  readonly status: 'creating' | 'downloading';
  /** GiB that the volume needs at least; null where it may have any size, and has to be given one. */
  readonly leastGib: number | null;
  /** Why so many. */
  readonly reason: string;
  /** That the source is still there, and as it was; its tree is safe until the transaction ends. */
  readonly check: (tx: VolumeTransaction) => Promise<void>;
}

/** Makes volumes: the record at once, the disk as a job of the process that will have it. */
export function createOperation(context: VolumeContext): Pick<Volumes, 'volumeCreate'> {
  return {
    volumeCreate: (caller, wanted) => makeVolume(context, caller, newVolumeId(), wanted),
  };
}

/** @param id that no volume has. @throws as `volumeCreate`. */
export async function makeVolume(
  context: VolumeContext,
  caller: Caller,
  id: VolumeId,
  wanted: NewVolume,
): Promise<Volume> {
  const ownerId = projectToFill(caller, 'Volumes');
  checkWanted(wanted);
  const origin = await originOf(context, caller, wanted.source);
  const task = newJobId();
  const volume = newVolume(context, caller, { id, ownerId }, wanted, origin, task);
  await context.store.transaction(async (tx) => {
    await origin.check(tx);
    await tx.volumeInsert(volume);
    await checkVolumeSize(tx, ownerId, volume.sizeGib);
    await takeQuota(tx, ownerId, { volumes: 1, gigabytes: volume.sizeGib });
    const where = { host: volume.host, project: ownerId, user: caller.userId, now: volume.createdAt };
    await tx.jobEnqueue(volumeJob(task, { work: 'create', volumeId: volume.id }, where));
  });
  context.wakeJobs();
  return volume;
}

function checkWanted(wanted: NewVolume): void {
  if (wanted.type !== undefined) findVolumeType(wanted.type);
  if (wanted.availabilityZone !== undefined && !AVAILABILITY_ZONES.includes(wanted.availabilityZone)) {
    throw new IngotError('invalid', `Availability zone '${wanted.availabilityZone}' is invalid.`);
  }
  checkRevision(wanted);
  if (wanted.sizeGib !== undefined) checkSize(wanted.sizeGib);
}

function newVolume(
  { clock, settings }: VolumeContext,
  caller: Caller,
  place: Pick<Volume, 'id' | 'ownerId'>,
  wanted: NewVolume,
  origin: Origin,
  task: JobId,
): Volume {
  const sizeGib = wanted.sizeGib ?? origin.leastGib;
  if (sizeGib === null) throw new IngotError('invalid', 'A blank volume needs a size.');
  if (origin.leastGib !== null && sizeGib < origin.leastGib) {
    throw new IngotError('invalid', `The volume needs ${origin.leastGib} GiB at least: ${origin.reason}.`);
  }
  const now = clock.now();
  return {
    ...place,
    userId: caller.userId,
    name: wanted.name ?? null,
    description: wanted.description ?? null,
    sizeGib,
    bootable: wanted.bootable ?? origin.bootable,
    readOnly: wanted.readOnly ?? false,
    metadata: wanted.metadata ?? {},
    imageMetadata: wanted.imageMetadata ?? origin.imageMetadata,
    source: wanted.source,
    base: origin.base,
    host: origin.host,
    createdAt: now,
    updatedAt: now,
    state: { status: origin.status, task, deadline: now + settings.workDeadline },
  };
}

function originOf(context: VolumeContext, caller: Caller, source: VolumeSource): Promise<Origin> {
  switch (source.kind) {
    case 'blank':
      return Promise.resolve(blankOrigin(context));
    case 'image':
      return imageOrigin(context, caller, source);
    case 'snapshot':
      return snapshotOrigin(context, caller, source);
    case 'volume':
      return volumeOrigin(context, caller, source);
  }
}

function blankOrigin({ host }: VolumeContext): Origin {
  return {
    base: null,
    host,
    bootable: false,
    imageMetadata: {},
    status: 'creating',
    leastGib: null,
    reason: '',
    check: () => Promise.resolve(),
  };
}

async function imageOrigin(
  { images, host }: VolumeContext,
  caller: Caller,
  { imageId }: Extract<VolumeSource, { kind: 'image' }>,
): Promise<Origin> {
  const { image, tree, leastSize } = await images.open(caller, imageId);
  return {
    base: tree,
    host,
    bootable: true,
    imageMetadata: imageMetadataOf(image),
    status: 'downloading',
    leastGib: Math.max(gibFor(leastSize), image.minDisk),
    reason: `image ${imageId} is a disk of ${leastSize} bytes, with min_disk ${image.minDisk}`,
    check: async (tx) => {
      // Whoever makes the disk takes it out of the image first, and shares it then.
      if (tree === null) return;
      if (await tx.imageShare(imageId, tree.root)) return;
      throw new IngotError('conflict', `Image ${imageId} was taken away or changed meanwhile.`);
    },
  };
}

async function snapshotOrigin(
  { store, host }: VolumeContext,
  caller: Caller,
  { snapshotId }: Extract<VolumeSource, { kind: 'snapshot' }>,
): Promise<Origin> {
  const snapshot = availableSnapshot('create-volume', await findSnapshot(store, caller, snapshotId));
  return {
    base: snapshot.state.tree,
    host,
    bootable: snapshot.bootable,
    imageMetadata: snapshot.imageMetadata,
    status: 'creating',
    leastGib: snapshot.sizeGib,
    reason: `snapshot ${snapshotId} has so many`,
    check: async (tx) => {
      const current = await tx.snapshotFind(snapshotId);
      if (!current) throw snapshotNotFound(snapshotId);
      await tx.treeShare(availableSnapshot('create-volume', current).state.tree.root);
    },
  };
}

async function volumeOrigin(
  { store }: VolumeContext,
  caller: Caller,
  { volumeId }: Extract<VolumeSource, { kind: 'volume' }>,
): Promise<Origin> {
  const volume = await findVolume(store, caller, volumeId);
  requireVolumeCan('copy', volume);
  return {
    base: null,
    // Only there can it be read.
    host: volume.host,
    bootable: volume.bootable,
    imageMetadata: volume.imageMetadata,
    status: 'creating',
    leastGib: volume.sizeGib,
    reason: `volume ${volumeId} has so many`,
    check: async (tx) => requireVolumeCan('copy', await findVolume(tx, caller, volumeId)),
  };
}
