import { IngotError } from '../kernel/errors.ts';
import type { Snapshot, SnapshotState, SnapshotStatus } from './snapshot.ts';
import type { Volume, VolumeStatus } from './volume.ts';

/**
 * Which action is legal in which state: the one table. Operations refuse by it, our own API hands it to clients for
 * their buttons, the documentation prints it.
 */
export const VOLUME_ACTIONS = {
  /** Name, description, metadata, flags: nothing that anybody works by. */
  update: [
    'creating',
    'downloading',
    'available',
    'attaching',
    'in-use',
    'detaching',
    'uploading',
    'extending',
    'maintenance',
    'error',
    'error_extending',
    'error_deleting',
  ],
  extend: ['available', 'error_extending'],
  delete: ['available', 'error', 'error_extending', 'error_deleting'],
  snapshot: ['available'],
  copy: ['available'],
  'upload-to-image': ['available'],
  reserve: ['available'],
  unreserve: ['attaching'],
  attach: ['available', 'attaching'],
  'begin-detaching': ['in-use'],
  'roll-detaching': ['detaching'],
  detach: ['in-use', 'detaching'],
  'set-read-only': ['available'],
} as const satisfies Record<string, readonly VolumeStatus[]>;

export type VolumeAction = keyof typeof VOLUME_ACTIONS;

export const SNAPSHOT_ACTIONS = {
  update: ['creating', 'available', 'error'],
  'create-volume': ['available'],
  'create-image': ['available'],
  delete: ['available', 'error'],
} as const satisfies Record<string, readonly SnapshotStatus[]>;

export type SnapshotAction = keyof typeof SNAPSHOT_ACTIONS;

/** Whether `action` is legal in the state that `volume` is in; says nothing about who asks. */
function volumeCan(action: VolumeAction, volume: Pick<Volume, 'state'>): boolean {
  const legal: readonly VolumeStatus[] = VOLUME_ACTIONS[action];
  return legal.includes(volume.state.status);
}

/** Whether `action` is legal in the state that `snapshot` is in; says nothing about who asks. */
function snapshotCan(action: SnapshotAction, snapshot: Pick<Snapshot, 'state'>): boolean {
  const legal: readonly SnapshotStatus[] = SNAPSHOT_ACTIONS[action];
  return legal.includes(snapshot.state.status);
}

/** @throws `conflict`, with the states in which it would be legal. */
export function requireVolumeCan(action: VolumeAction, volume: Pick<Volume, 'id' | 'state'>): void {
  if (volumeCan(action, volume)) return;
  throw new IngotError(
    'conflict',
    `Volume ${volume.id} is ${volume.state.status}; for this its status must be ${anyOf(VOLUME_ACTIONS[action])}.`,
  );
}

/** @throws `conflict`, with the states in which it would be legal. */
export function requireSnapshotCan(action: SnapshotAction, snapshot: Pick<Snapshot, 'id' | 'state'>): void {
  if (snapshotCan(action, snapshot)) return;
  throw new IngotError(
    'conflict',
    `Snapshot ${snapshot.id} is ${snapshot.state.status}; for this its status must be ` +
      `${anyOf(SNAPSHOT_ACTIONS[action])}.`,
  );
}

/** A snapshot that has what is made from it. @throws `conflict`, as `requireSnapshotCan`. */
export function availableSnapshot(
  action: 'create-volume' | 'create-image',
  snapshot: Snapshot,
): Snapshot & { readonly state: Extract<SnapshotState, { status: 'available' }> } {
  requireSnapshotCan(action, snapshot);
  const { state } = snapshot;
  if (state.status !== 'available') throw new Error(`${action} is legal for a snapshot without content`);
  return { ...snapshot, state };
}

function anyOf(statuses: readonly string[]): string {
  return statuses.join(' or ');
}
