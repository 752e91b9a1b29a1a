import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import {
  parseFlavorId,
  parseImageId,
  parseMachineId,
  parseVolumeId,
  type FlavorId,
  type ImageId,
  type MachineId,
  type VolumeId,
} from '../../../kernel/ids.ts';

export const SERVER_PARAMS = Type.Object({ server_id: Type.String({ description: 'Id of the server, a UUID' }) });

/**
 * The server that a path names.
 *
 * @throws IngotError `not-found` when it is no UUID: clients try names where ids belong, and take 404 for "look it up".
 */
export function knownServer(id: string): MachineId {
  const known = parseMachineId(id);
  if (known === null) throw new IngotError('not-found', `Instance ${id} could not be found.`);
  return known;
}

/** As `knownServer`. A flavor may be named by its address, which ends in the id. @throws IngotError `not-found`. */
export function knownFlavor(reference: string): FlavorId {
  const known = parseFlavorId(lastPart(reference));
  if (known === null) throw new IngotError('not-found', `Flavor ${reference} could not be found.`);
  return known;
}

/** @throws IngotError `invalid` when it is the id of no image. */
export function knownImage(reference: string): ImageId {
  const known = parseImageId(lastPart(reference));
  if (known === null) throw new IngotError('invalid', `${reference} is not the id of an image, a UUID.`);
  return known;
}

/** @throws IngotError `not-found`, as `knownServer`. */
export function knownVolume(id: string): VolumeId {
  const known = parseVolumeId(id);
  if (known === null) throw new IngotError('not-found', `Volume ${id} could not be found.`);
  return known;
}

function lastPart(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
