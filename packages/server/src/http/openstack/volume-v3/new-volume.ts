import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId } from '../../../kernel/ids.ts';
import type { NewVolume, VolumeSource } from '../../../volumes/index.ts';
import type { JsonObject } from '../json-body.ts';
import { labelling, optionalFlag, optionalText, pairs, sizeInGib } from '../body.ts';
import { knownSnapshot, knownVolume } from './ids.ts';

/** What names a thing that is not served here: clients send each of them as null. */
const NOT_SERVED = ['consistencygroup_id', 'group_id', 'backup_id'] as const;

/**
 * Reads what `POST /volumes` wants.
 *
 * @throws IngotError `invalid`; `not-found` for a source whose id is none.
 */
export function parseNewVolume(body: JsonObject): NewVolume {
  for (const key of NOT_SERVED) {
    if (isGiven(body[key])) throw new IngotError('invalid', `${key} is given, but there are no such things here.`);
  }
  if (optionalFlag(body, 'multiattach')) {
    throw new IngotError('invalid', 'multiattach is not served: a volume belongs to one machine at a time.');
  }
  const { size, metadata } = body;
  const type = optionalText(body, 'volume_type');
  const zone = optionalText(body, 'availability_zone');
  return {
    ...labelling(body),
    source: parseSource(body),
    ...(size !== undefined && size !== null && { sizeGib: sizeInGib(size, 'size') }),
    ...(isGiven(metadata) && { metadata: pairs(metadata, 'metadata') }),
    ...(isGiven(type) && { type }),
    ...(isGiven(zone) && { availabilityZone: zone }),
  };
}

function parseSource(body: JsonObject): VolumeSource {
  const image = body['imageRef'];
  const snapshot = body['snapshot_id'];
  const volume = body['source_volid'];
  if ([image, snapshot, volume].filter(isGiven).length > 1) {
    throw new IngotError('invalid', 'May specify only one of snapshot, imageRef or source volume.');
  }
  if (isGiven(snapshot)) return { kind: 'snapshot', snapshotId: knownSnapshot(snapshot) };
  if (isGiven(volume)) return { kind: 'volume', volumeId: knownVolume(volume) };
  if (!isGiven(image)) return { kind: 'blank' };
  const imageId = typeof image === 'string' ? parseImageId(image) : null;
  if (imageId === null) throw new IngotError('invalid', 'imageRef has to be the id of an image, a UUID.');
  return { kind: 'image', imageId };
}

/** Null and "" are what clients send for nothing. */
function isGiven<Value>(value: Value): value is Exclude<Value, undefined | null | ''> {
  return value !== undefined && value !== null && value !== '';
}
