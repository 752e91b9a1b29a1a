import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseSnapshotId, parseVolumeId, type SnapshotId, type VolumeId } from '../../../kernel/ids.ts';

export const VOLUME_PARAMS = Type.Object({ volume_id: Type.String({ description: 'Id of the volume, a UUID' }) });
export const SNAPSHOT_PARAMS = Type.Object({ snapshot_id: Type.String({ description: 'Id of the snapshot, a UUID' }) });

/**
 * The volume that a path or a body names.
 *
 * @throws IngotError `not-found` when it is no UUID: clients try names where ids belong, and take 404 for "look it up".
 */
export function knownVolume(id: unknown): VolumeId {
  const known = typeof id === 'string' ? parseVolumeId(id) : null;
  if (known === null) throw new IngotError('not-found', `Volume ${named(id)} could not be found.`);
  return known;
}

/** As `knownVolume`. @throws IngotError `not-found`. */
export function knownSnapshot(id: unknown): SnapshotId {
  const known = typeof id === 'string' ? parseSnapshotId(id) : null;
  if (known === null) throw new IngotError('not-found', `Snapshot ${named(id)} could not be found.`);
  return known;
}

function named(id: unknown): string {
  return typeof id === 'string' ? id : JSON.stringify(id ?? null);
}
