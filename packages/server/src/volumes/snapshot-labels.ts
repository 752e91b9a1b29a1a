import type { TreeRoot } from '@ingot/chunk-store';
import type { Clock } from '../kernel/clock.ts';
import type { ProjectId, SnapshotId } from '../kernel/ids.ts';
import { decodeSnapshotLabel, encodeSnapshotLabel, type LabelledSnapshot } from './snapshot-label.ts';
import type { VolumeStore, VolumeTransaction } from './volume-store.ts';
import type { Volume } from './volume.ts';

export interface SnapshotLabelParts {
  readonly store: Pick<VolumeStore, 'snapshotFind' | 'transaction'>;
  readonly projectName: (id: ProjectId) => Promise<string | null>;
  /** Of volumes that are known by their snapshots alone. */
  readonly host: string;
  readonly clock: Clock;
}

/** What a label tells of a snapshot. */
interface RecoverableSnapshot {
  readonly id: SnapshotId;
  readonly name: string | null;
  readonly ownerId: ProjectId;
  readonly ownerName: string | null;
  readonly root: TreeRoot;
  /** Puts it back as it was. Quotas are not asked: the bytes are there. */
  readonly recover: () => Promise<'recovered' | 'updated' | 'known'>;
}

/** What is kept of snapshots beside the packs: for whoever writes it, and reads it when the database is gone. */
export function snapshotLabels(parts: SnapshotLabelParts): {
  labelOf(id: SnapshotId): Promise<string | null>;
  read(text: string): RecoverableSnapshot | string | null;
} {
  const { store, projectName } = parts;
  return {
    labelOf: async (id) => {
      const snapshot = await store.snapshotFind(id);
      return snapshot && encodeSnapshotLabel(snapshot, await projectName(snapshot.ownerId));
    },
    read: (text) => {
      const label = decodeSnapshotLabel(text);
      if (label === null || typeof label === 'string') return label;
      const { snapshot, ownerName } = label;
      const { id, name, ownerId } = snapshot;
      const { root } = snapshot.state.tree;
      return { id, name, ownerId, ownerName, root, recover: () => recoverSnapshot(parts, snapshot) };
    },
  };
}

function recoverSnapshot(
  { store, host, clock }: SnapshotLabelParts,
  snapshot: LabelledSnapshot,
): Promise<'recovered' | 'updated' | 'known'> {
  return store.transaction(async (tx) => {
    const isVolumeKnown = (await tx.volumeFind(snapshot.volumeId)) !== null;
    const known = await tx.snapshotFind(snapshot.id);
    if (known) {
      // What is newer is right.
      if (known.updatedAt >= snapshot.updatedAt || known.state.status !== 'available') return 'known';
      await tx.snapshotWrite(snapshot, known);
      return 'updated';
    }
    if (!isVolumeKnown) await insertLost(tx, lostVolume(snapshot, host, clock.now()));
    await tx.snapshotInsert(snapshot);
    await tx.usageAdd(snapshot.ownerId, { snapshots: 1, gigabytes: snapshot.sizeGib }, null);
    return 'recovered';
  });
}

async function insertLost(tx: VolumeTransaction, volume: Volume): Promise<void> {
  await tx.volumeInsert(volume);
  await tx.usageAdd(volume.ownerId, { volumes: 1, gigabytes: volume.sizeGib }, null);
}

/** A snapshot has a volume. What is written down of a volume is in the database alone, and its disk lies on its host. */
function lostVolume(snapshot: LabelledSnapshot, host: string, now: number): Volume {
  const { volumeId: id, ownerId, userId, sizeGib, bootable, imageMetadata, createdAt } = snapshot;
  return {
    id,
    ownerId,
    userId,
    name: null,
    description: null,
    sizeGib,
    bootable,
    readOnly: false,
    metadata: {},
    imageMetadata,
    source: { kind: 'blank' },
    base: null,
    host,
    createdAt,
    updatedAt: now,
    state: {
      status: 'error',
      failure:
        'The record of this volume was lost with the database: its snapshots are what is left. Make volumes of them. Its ' +
        'disk, if the host still has it, goes when the volume is deleted.',
    },
  };
}
