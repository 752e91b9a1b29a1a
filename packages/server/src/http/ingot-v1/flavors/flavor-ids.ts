import { IngotError } from '../../../kernel/errors.ts';
import { parseFlavorId, type FlavorId } from '../../../kernel/ids.ts';

/** The flavor that a path or a body names. @throws `not-found` for what is no id, as for an id of none. */
export function flavorIdOf(text: string): FlavorId {
  const id = parseFlavorId(text);
  if (id === null) throw new IngotError('not-found', `No flavor found with ID ${text}.`);
  return id;
}
