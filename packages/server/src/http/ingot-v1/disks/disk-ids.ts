import { IngotError } from '../../../kernel/errors.ts';
import { parseSnapshotId, parseVolumeId, type SnapshotId, type VolumeId } from '../../../kernel/ids.ts';

/** The volume that a path or a body names. @throws `not-found` for what is no id, as for an id of none. */
export function volumeIdOf(text: string): VolumeId {
  const id = parseVolumeId(text);
  if (id === null) throw new IngotError('not-found', `No volume found with ID ${text}.`);
  return id;
}

/** As `volumeIdOf`. @throws `not-found`. */
export function snapshotIdOf(text: string): SnapshotId {
  const id = parseSnapshotId(text);
  if (id === null) throw new IngotError('not-found', `No snapshot found with ID ${text}.`);
  return id;
}
