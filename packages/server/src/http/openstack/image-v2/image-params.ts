import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../../kernel/ids.ts';

export const IMAGE_PARAMS = Type.Object({ image_id: Type.String({ description: 'Id of the image, a UUID' }) });

/**
 * The image that a path names.
 *
 * @throws IngotError `not-found` when it is no UUID: clients try names where ids belong, and take 404 for "look it up".
 */
export function imageIdOf(params: { readonly image_id: string }): ImageId {
  const id = parseImageId(params.image_id);
  if (id === null) throw new IngotError('not-found', `No image found with ID ${params.image_id}.`);
  return id;
}
