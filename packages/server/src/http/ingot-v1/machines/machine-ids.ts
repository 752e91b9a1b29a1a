import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseMachineId, parseMachineSnapshotId, type MachineId, type MachineSnapshotId } from '../../../kernel/ids.ts';

export const MACHINE_PARAMS = Type.Object({ id: Type.String({ description: 'Id of the machine, a UUID' }) });
export const SNAPSHOT_PARAMS = Type.Object({ id: Type.String({ description: 'Id of the snapshot, a UUID' }) });

/** The machine that a path names. @throws `not-found` for what is no id, as for an id of none. */
export function machineIdOf(text: string): MachineId {
  const id = parseMachineId(text);
  if (id === null) throw new IngotError('not-found', `No machine found with ID ${text}.`);
  return id;
}

/** As `machineIdOf`. @throws `not-found`. */
export function machineSnapshotIdOf(text: string): MachineSnapshotId {
  const id = parseMachineSnapshotId(text);
  if (id === null) throw new IngotError('not-found', `No machine snapshot found with ID ${text}.`);
  return id;
}
