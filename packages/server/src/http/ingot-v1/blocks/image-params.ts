import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../../kernel/ids.ts';

export const OCTETS = 'application/octet-stream';
/** Any bytes, as OpenAPI 3.1 says it; there is nothing to validate. */
export const BYTES = Type.Unsafe<unknown>({ contentMediaType: OCTETS });
export const IMAGE_PARAMS = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });

/** Where the id can be of no image the answer is that of an id that is of none. */
export function imageIdOf(text: string): ImageId {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('not-found', `No image found with ID ${text}.`);
  return id;
}
