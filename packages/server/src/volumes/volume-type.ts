import { IngotError } from '../kernel/errors.ts';

/** What kind of disk a volume is. There is one: overlays on the host that made them. */
export interface VolumeType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isPublic: boolean;
  readonly extraSpecs: Readonly<Record<string, string>>;
}

/** Named as Cinder names the type of volumes that ask for none. */
export const DEFAULT_VOLUME_TYPE: VolumeType = {
  id: 'c5d3a9f8-6c4f-4a52-9b62-0d5e1f6a7b10',
  name: '__DEFAULT__',
  description: 'Overlays over trees of the store',
  isPublic: true,
  extraSpecs: {},
};

export const VOLUME_TYPES: readonly VolumeType[] = [DEFAULT_VOLUME_TYPE];

/** By id or name. @throws `not-found`. */
export function findVolumeType(idOrName: string): VolumeType {
  const found = VOLUME_TYPES.find(({ id, name }) => id === idOrName || name === idOrName);
  if (!found) throw new IngotError('not-found', `Volume type ${idOrName} could not be found.`);
  return found;
}

/** Where volumes are made that ask for no place. */
export const AVAILABILITY_ZONE = 'nova';

/** Where volumes can be made. */
export const AVAILABILITY_ZONES: readonly string[] = [AVAILABILITY_ZONE];
