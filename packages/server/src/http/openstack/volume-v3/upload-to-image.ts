import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { VolumeId } from '../../../kernel/ids.ts';
import { CONTAINER_FORMATS, DISK_FORMATS, VISIBILITIES, type NewImage } from '../../../images/index.ts';
import { DEFAULT_VOLUME_TYPE, type Volumes } from '../../../volumes/index.ts';
import type { JsonObject } from '../json-body.ts';
import { optionalFlag, optionalText, requiredText } from '../body.ts';
import { minorOf, MINORS } from './microversion.ts';
import { renderType } from './render-volume-type.ts';
import { wireTime } from './wire-time.ts';

interface UploadRequest {
  readonly volumes: Volumes;
  readonly caller: Caller;
  readonly id: VolumeId;
  readonly argument: JsonObject;
  readonly request: FastifyRequest;
}

/**
 * The action `os-volume_upload_image`: an image of what a volume holds, as `openstack image create --volume` asks for it.
 * Answers at once with the image, which is queued until the volume has been read.
 */
export async function uploadToImage({ volumes, caller, id, argument, request }: UploadRequest): Promise<object> {
  const named = minorOf(request) >= MINORS.uploadVisibility ? argument : withoutVisibility(argument);
  const { volume, image } = await volumes.volumeUploadToImage(caller, id, parseImageOfVolume(named));
  return {
    'os-volume_upload_image': {
      id: volume.id,
      status: volume.state.status,
      updated_at: wireTime(volume.updatedAt),
      display_description: volume.description,
      size: volume.sizeGib,
      volume_type: renderType(DEFAULT_VOLUME_TYPE),
      image_id: image.id,
      image_name: image.name,
      disk_format: image.diskFormat,
      container_format: image.containerFormat,
      ...(minorOf(request) >= MINORS.uploadVisibility && {
        visibility: image.visibility,
        protected: image.protected,
      }),
    },
  };
}

/** Before 3.1 nobody meant anything by these. */
function withoutVisibility({ visibility: _visibility, protected: _protected, ...rest }: JsonObject): JsonObject {
  return rest;
}

function parseImageOfVolume(argument: JsonObject): NewImage {
  const guarded = optionalFlag(argument, 'protected');
  return {
    name: requiredText(argument, 'image_name'),
    diskFormat: oneOf(argument, 'disk_format', DISK_FORMATS) ?? 'raw',
    containerFormat: oneOf(argument, 'container_format', CONTAINER_FORMATS) ?? 'bare',
    ...visibilityOf(argument),
    ...(guarded !== undefined && { protected: guarded }),
  };
}

function visibilityOf(argument: JsonObject): Pick<NewImage, 'visibility'> {
  const visibility = oneOf(argument, 'visibility', VISIBILITIES);
  return visibility === undefined ? {} : { visibility };
}

function oneOf<Value extends string>(body: JsonObject, key: string, known: readonly Value[]): Value | undefined {
  const text = optionalText(body, key);
  if (text === undefined || text === null || text === '') return undefined;
  const value = known.find((one) => one === text);
  if (value === undefined) throw new IngotError('invalid', `${key} is "${text}", but has to be ${known.join(' or ')}.`);
  return value;
}
