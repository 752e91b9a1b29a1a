import { IngotError } from '../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../kernel/ids.ts';

/** The image that a path names. @throws `not-found` for what is no id, as for an id of none. */
export function imageIdOf(text: string): ImageId {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('not-found', `No image found with ID ${text}.`);
  return id;
}
